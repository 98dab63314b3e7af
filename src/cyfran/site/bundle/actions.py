"""Taking everything of a co-op away in a file: who did is in the record."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.societies.models import Society

MAY_TAKE = ("secretary", "treasurer", "chair")


@action(may=roles(*MAY_TAKE), label=_("Take the officers’ bundle"), even_closed=True)
def take_bundle(*, actor: Actor, society: Society, at: datetime) -> Society:
    """The officer may have everything of the co-op, people and all, in one file; closed co-ops' too."""
    return society
