"""A catalogue comes in whole or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.refusals import constraints_mean
from cyfran.kernel.societies.models import Party, Society
from cyfran.trade.catalogue import importing
from cyfran.trade.catalogue.actions.offers import BOUNDS
from cyfran.trade.catalogue.queries.imports import plan_of
from cyfran.trade.catalogue.refusals import CatalogueMoved, FileHasProblems, NothingToImport
from cyfran.trade.catalogue.rules.plans import AlsoCompared, fingerprint, nothing_else
from cyfran.trade.catalogue.rules.rows import OfferRow


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, and the item that each row of the file has become."""

    created: int
    changed: int
    unchanged: int
    withdrawn: int
    item_of_row: dict[int, int]


@action(
    may=roles("coordinator"),
    label=_("Import a catalogue"),
    codes=("source", "file_digest", "previewed"),
    unrecorded=("rows", "also"),
)
def import_catalogue(
    *,
    actor: Actor,
    society: Society,
    rows: Iterable[OfferRow],
    source: str,
    file_digest: str,
    previewed: str,
    at: datetime,
    all_from: Party | None = None,
    withdraw_missing: bool = False,
    also: AlsoCompared = nothing_else,
) -> Imported:
    """The catalogue is as the file says: all of it, or nothing was written.

    `previewed` is the fingerprint of the plan that a person looked at. The record keeps the digest of the file
    and not a copy of its rows. Reading the same file again does nothing. `also`: see rules.plans.plan_import.
    Refuses with FileHasProblems, CatalogueMoved, NothingToImport, StockPromised or SocietyClosed.
    """
    gone = source if withdraw_missing else ""
    plan = plan_of(society, rows, all_from=all_from, withdraw_missing_of=gone, also=also, lock=True)
    if plan.problems:
        raise FileHasProblems
    if not plan.does_something:
        raise NothingToImport
    if fingerprint(plan) != previewed:
        raise CatalogueMoved
    with constraints_mean(BOUNDS):
        made = importing.create(society, plan.created, source, at)
        importing.change(plan.changed)
        importing.withdraw(plan.withdrawn, at)
    return Imported(
        created=len(plan.created),
        changed=len(plan.changed),
        unchanged=len(plan.unchanged),
        withdrawn=len(plan.withdrawn),
        item_of_row=made | {change.row.row: change.listed.item_id for change in plan.changed},
    )
