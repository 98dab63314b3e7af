"""What the mandate of an election is called."""

from collections.abc import Mapping

from django.utils.translation import gettext as say

from cyfran.coop.elections.models import Election
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.authority import Authority, authority_source
from cyfran.kernel.societies.models import Mandate, Society


@authority_source(Mandate.Kind.APPOINTMENT)
def elections(society: Society, references: list[str]) -> Mapping[str, Authority]:
    """`election:3` is Election 3, on its own page; other appointments are told by their kind."""
    numbers = [int(one.split(":")[1]) for one in references if one.startswith("election:")]
    return {
        f"election:{one.number}": Authority(
            name=say("Election %(number)s: %(title)s")
            % {"number": one.number, "title": str(one.title)},
            url=society_url(society, "elections:election", number=one.number),
            at=one.declared_at,
        )
        for one in Election.objects.filter(society=society, number__in=numbers)
    }
