"""Time passes for resolutions too: votes open and close, and carried decisions are carried out."""

from collections.abc import Callable
from datetime import datetime

from cyfran.coop.governance.actions.notice import remind_electors, serve_notice
from cyfran.coop.governance.actions.outcome import close_resolution, enact_resolution
from cyfran.coop.governance.actions.votes import open_resolution
from cyfran.coop.governance.models import Resolution, State
from cyfran.coop.governance.queries import closing_soon, due, not_reminded, not_served, under_notice
from cyfran.kernel.actions import Actor
from cyfran.kernel.jobs import sweep
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.models import Society

STEPS: dict[str, Callable[..., Resolution]] = {
    State.NOTICED: open_resolution,
    State.OPEN: close_resolution,
    State.WAITING: enact_resolution,
}


@sweep("governance.resolutions")
def move_resolutions(society: Society, actor: Actor, at: datetime) -> None:
    """Every resolution stands where the time has brought it: opened, counted, carried out, one after the other."""
    seen: set[tuple[int, str]] = set()
    while True:
        waiting = [one for one in due(society, at) if (one.pk, one.state) not in seen]
        if not waiting:
            return
        for resolution in waiting:
            seen.add((resolution.pk, resolution.state))
            _step(resolution, actor, at)


def _step(resolution: Resolution, actor: Actor, at: datetime) -> None:
    try:
        STEPS[resolution.state](actor=actor, resolution=resolution, at=at)
    except Refusal:
        # Somebody else was first, or it is not to be: the page of the resolution says why.
        return


@sweep("governance.notices")
def tell_members(society: Society, actor: Actor, at: datetime) -> None:
    """Everybody who may vote on something under notice has been told of it, some hundreds at a time."""
    for resolution in under_notice(society).select_related("society"):
        if not_served(resolution).exists():
            serve_notice(actor=actor, resolution=resolution, at=at)


@sweep("governance.reminders")
def remind_members(society: Society, actor: Actor, at: datetime) -> None:
    """Who can vote on what closes soon, and has not, was told so, some hundreds at a time."""
    for resolution in closing_soon(society, at):
        if not_reminded(resolution, at).exists():
            remind_electors(actor=actor, resolution=resolution, at=at)
