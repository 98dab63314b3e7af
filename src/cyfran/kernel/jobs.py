"""What happens by itself as time passes: sweeps, one a kind of thing that falls due, run every minute or every day.

A sweep looks for what is due in one society and calls one action for each, under the job's own mandate.
The worker runs them; so does the demonstration when it moves its clock, so that time passes the same way there.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.queries import job_mandate
from cyfran.kernel.time import now

log = logging.getLogger(__name__)

Sweep = Callable[[Society, Actor, datetime], None]
_sweeps: dict[str, Sweep] = {}
_daily: dict[str, Sweep] = {}
_even_closed: set[str] = set()


def sweep(name: str, *, daily: bool = False, even_closed: bool = False) -> Callable[[Sweep], Sweep]:
    """`function(society, actor, at)` runs every minute, or once a day, in every society that is open; put it in tasks.py.

    `even_closed`: in every other one too, as the verb that it calls (kernel/actions.py).
    """

    def register(function: Sweep) -> Sweep:
        (_daily if daily else _sweeps)[name] = function
        if even_closed:
            _even_closed.add(name)
        return function

    return register


def run_sweeps(society: Society) -> None:
    """Everything that is due in the society has been done; one failure is logged and does not stop the rest."""
    _run(_sweeps, society)


def run_daily_sweeps() -> None:
    """What each day asks for has been done everywhere."""
    for society in Society.objects.order_by("pk"):
        _run(_daily, society)


def _run(sweeps: dict[str, Sweep], society: Society) -> None:
    for name, function in sweeps.items():
        if not society.is_open and name not in _even_closed:
            continue
        try:
            with society_transaction(society):
                function(society, Actor.mandate(job_mandate(society, name)), now())
        except Exception:
            log.exception("the sweep %s failed in society %s", name, society.pk)


def run_all_sweeps() -> None:
    """Everything that is due anywhere has been done."""
    for society in Society.objects.order_by("pk"):
        run_sweeps(society)
