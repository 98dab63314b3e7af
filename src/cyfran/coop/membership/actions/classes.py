"""Which kinds of member a society has, and what it calls them."""

from django.utils.translation import gettext_lazy as _

from cyfran.coop.membership.models import MemberClass
from cyfran.coop.membership.refusals import NoSuchClass
from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import constraint_means
from cyfran.kernel.societies.models import Society


@action(may=roles("founder", "secretary"), label=_("Name a class of members"), codes=("code",))
def name_class(*, actor: Actor, society: Society, code: str, name: Bilingual) -> MemberClass:
    """The society has that class of members, under that name in each language.

    Refuses with NoSuchClass for a code that is not one of ours, SocietyClosed.
    """
    with constraint_means("member_class_is_known", NoSuchClass):
        made, _new = MemberClass.objects.update_or_create(
            society=society, code=code, defaults={"name": name}
        )
    return made
