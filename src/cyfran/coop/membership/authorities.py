"""The founding meeting, as the decision behind the first rules."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from cyfran.coop.membership.queries.founding import founding_mandate
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.authority import Authority, authority_source
from cyfran.kernel.societies.models import Mandate, Society
from cyfran.kernel.ui.days import day_with_year


@authority_source(Mandate.Kind.FOUNDING)
def founding_meeting(society: Society, references: list[str]) -> Mapping[str, Authority]:
    """The meeting at which the founders adopted the rulebook: there is one."""
    mandate = founding_mandate(society)
    if mandate is None:
        return {}
    name = _("The founding meeting of %(day)s") % {"day": day_with_year(mandate.since)}
    told = Authority(name, society_url(society, "membership:founded"), mandate.since)
    return dict.fromkeys(references, told)
