"""A co-op's first page: what waits for the reader, their share, where a pound goes."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cyfran.coop.membership.queries.register import member_for, members_by_class
from cyfran.coop.membership.queries.shares import shares_of
from cyfran.coop.payments.queries.credit import credit_of
from cyfran.coop.surplus.queries import shares_of_party
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.charts import Amount
from cyfran.kernel.ui.pages import page
from cyfran.site.pound import pound_parts
from cyfran.site.waiting import officer_links, waiting_for


@dataclass(frozen=True)
class OwnShare:
    """What somebody has in the co-op, minor units."""

    capital: int
    credit: int
    dividend: int
    dividend_year: object = None

    @property
    def total(self) -> int:
        """Everything together."""
        return self.capital + self.credit + self.dividend


@require_safe
def home(request: SocietyRequest) -> HttpResponse:
    """The page a member opens first; a stranger sees what the co-op is and how to join."""
    society = request.society
    member = member_for(society, request.actor.person_id)
    party = party_of(society, request.actor.person_id)
    parts: list[Amount] = pound_parts(society)
    context = {
        "member": member,
        "given_name": party.name.split()[0] if party else "",
        "waiting": waiting_for(request, member, party),
        "own": _own_share(society, party) if member and party else None,
        "parts": parts,
        "classes": members_by_class(society),
        "officer_links": officer_links(request),
    }
    return page(request, "site/society_home.html", context)


def _own_share(society: Society, party: Party) -> OwnShare:
    latest = shares_of_party(society, party.pk).first()
    return OwnShare(
        capital=shares_of(party),
        credit=credit_of(party),
        dividend=latest.amount if latest else 0,
        dividend_year=latest.application.year_end if latest else None,
    )
