"""Who acts on a page: whoever is signed in, or the person for whom they act, in what they were let do and nothing else."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from cyfran.kernel.actions import Actor
from cyfran.kernel.helping.models import ORDER, READ, Helping
from cyfran.kernel.helping.queries import in_force
from cyfran.kernel.refusals import NotForAnother
from cyfran.kernel.societies.models import Society
from cyfran.kernel.time import now, society_day

SESSION = "helping"  # in the session: which helping somebody acts by, by society
# The pages that each scope opens; of its own a page shows only what is the person's in whose name one acts.
ANYHOW = {
    "helping:home",
    "helping:begin",
    "helping:end",
    "helping:stop",
    "privacy:notice",
    "feedback:feedback",
}
PAGES = {
    ORDER: {
        "orders:shop", "orders:basket", "orders:place", "orders:own_orders", "orders:order", "orders:take_back",
        "food:offer",
    },
    READ: {"society:home", "membership:statement", "orders:own_orders", "orders:order", "payments:home"},
}  # fmt: skip


def acting_by(request: HttpRequest, society: Society) -> Helping | None:
    """By what the reader acts for somebody on this co-op's pages; None where they act for themselves."""
    session = getattr(request, "session", None)
    chosen = session.get(SESSION, {}).get(str(society.pk)) if session is not None else None
    if chosen is None or not request.user.is_authenticated:
        return None
    if not hasattr(request, "helping"):
        day = society_day(society, getattr(request, "at", None) or now())
        found = in_force(society, day).filter(pk=chosen, helper_id=request.user.pk)
        request.helping = found.select_related("helped").first()  # type: ignore[attr-defined]
    helping: Helping | None = request.helping  # type: ignore[attr-defined]
    return helping


def whoever_acts(request: HttpRequest, society: Society) -> Actor | None:
    """The person for whom the reader acts; refuses pages that they were not let see."""
    helping = acting_by(request, society)
    if helping is None:
        return None
    opened = ANYHOW.union(*(PAGES[each] for each in helping.scope))
    is_open = request.resolver_match is not None and request.resolver_match.view_name in opened
    if not is_open and not hasattr(request, "is_refused"):
        request.is_refused = True  # type: ignore[attr-defined]  # the page that says so asks again, for its frame
        raise PermissionDenied(str(NotForAnother()))
    scope = helping.scope if is_open else frozenset()
    assert helping.helper_id is not None  # whoever has accepted
    return Actor.helper(helping.helper_id, acting_for=helping.helped_id, scope=scope)
