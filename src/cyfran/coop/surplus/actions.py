"""Close the books of a year, and apply its surplus as the members voted."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.surplus import closing, sharing
from cyfran.coop.surplus.models import Application
from cyfran.coop.surplus.queries import closed_year, surplus_of, trade_of_all
from cyfran.coop.surplus.refusals import (
    NobodyTraded,
    NoSurplus,
    PartsNotWhole,
    PatronageTooLarge,
    ReservesTooSmall,
    SurplusAppliedAlready,
    YearClosedAlready,
    YearNotClosed,
    YearNotOver,
)
from cyfran.coop.surplus.rules import WHOLE, divide
from cyfran.kernel.actions import Actor, action, nobody, roles
from cyfran.kernel.ledger.actions import seal_period
from cyfran.kernel.ledger.models import PeriodSeal
from cyfran.kernel.refusals import constraint_means
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.rulebook import rules
from cyfran.kernel.societies.states import require_registered
from cyfran.kernel.time import society_day


@action(may=roles("treasurer"), label=_("Close the books of a year"))
def close_year(*, actor: Actor, society: Society, year_end: date, at: datetime) -> PeriodSeal:
    """Income less costs of the year is its surplus, and the books are sealed to its last day.

    Refuses with YearNotOver, YearClosedAlready or SocietyClosed.
    """
    require_registered(society)
    if year_end >= society_day(society, at):
        raise YearNotOver
    last = PeriodSeal.objects.filter(society=society).order_by("-number").first()
    if last is not None and year_end <= last.through_on:
        raise YearClosedAlready
    closing.carry_to_surplus(society, year_end, actor)
    return seal_period(actor=actor, society=society, through=year_end)


@action(may=nobody, label=_("Apply the surplus of a year"), enactable=True)
def apply_surplus(
    *,
    actor: Actor,
    society: Society,
    year_end: date,
    reserves_bp: int,
    community_bp: int,
    patronage_bp: int,
    at: datetime,
) -> Application:
    """The surplus stands in reserves, the community fund and each member's account, exact to the penny.

    Refuses with YearNotClosed, NoSurplus, PartsNotWhole, ReservesTooSmall, PatronageTooLarge, NobodyTraded or
    SurplusAppliedAlready.
    """
    require_registered(society)
    year = closed_year(society, year_end)
    if year is None:
        raise YearNotClosed
    surplus = surplus_of(society, year_end)
    if surplus <= 0:
        raise NoSurplus
    _require_lawful(society, reserves_bp, community_bp, patronage_bp)
    division = divide(
        surplus, reserves_bp=reserves_bp, community_bp=community_bp, patronage_bp=patronage_bp
    )
    trade = trade_of_all(society, year)
    if division.patronage and not trade:
        raise NobodyTraded
    with constraint_means("surplus_applied_once_a_year", SurplusAppliedAlready):
        application = Application.objects.create(
            society=society,
            year_end=year_end,
            surplus=surplus,
            reserves_bp=reserves_bp,
            community_bp=community_bp,
            patronage_bp=patronage_bp,
            reserves=division.reserves,
            community=division.community,
            patronage=division.patronage,
            trade=trade,
            mandate_id=actor.own_mandate_id,
            applied_at=at,
        )
    sharing.share_out(application, year)
    sharing.post(application, actor, at)
    return application


def _require_lawful(
    society: Society, reserves_bp: int, community_bp: int, patronage_bp: int
) -> None:
    if (
        min(reserves_bp, community_bp, patronage_bp) < 0
        or reserves_bp + community_bp + patronage_bp != WHOLE
    ):
        raise PartsNotWhole
    governed = rules(society, "surplus.reserves_least_bp", "surplus.patronage_most_bp")
    least, most = (
        governed[key].value for key in ("surplus.reserves_least_bp", "surplus.patronage_most_bp")
    )
    if reserves_bp < least:
        raise ReservesTooSmall(least=f"{least / 100:g}%")
    if patronage_bp > most:
        raise PatronageTooLarge(most=f"{most / 100:g}%")
