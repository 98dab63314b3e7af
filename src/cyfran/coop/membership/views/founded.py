"""The founding meeting as everybody may read it: who adopted the rulebook, when, and what was adopted."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from cyfran.coop.membership.queries.founding import (
    adopting_founders,
    first_officers,
    founding_mandate,
)
from cyfran.coop.membership.views.proposal import facts
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.figures import in_words
from cyfran.kernel.societies.models import Office, RuleVersion
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.societies.rulebook import declared
from cyfran.kernel.ui.pages import page
from cyfran.kernel.ui.shapes import Fact


def founded(request: SocietyRequest) -> HttpResponse:
    """The minutes of the founding meeting, from the record."""
    society = request.society
    mandate = founding_mandate(society)
    if mandate is None:
        raise Http404(_("The founding meeting has not been held yet."))
    versions = RuleVersion.objects.filter(society=society, mandate=mandate).order_by("key")
    return page(
        request,
        "membership/founding/founded.html",
        {
            "mandate": mandate,
            "facts": facts(society),
            "founders": adopting_founders(society),
            "officers": [
                Fact(Office(office).label, party.name)
                for office, party in first_officers(society).items()
            ],
            "rules": [
                Fact(
                    declared[one.key].label,
                    in_words(declared[one.key].unit, one.value),
                    society_url(society, "societies:rule", key=one.key),
                    _("Read"),
                )
                for one in versions
                if one.key in declared
            ],
        },
    )
