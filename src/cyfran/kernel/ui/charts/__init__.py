"""Small charts, drawn on the server: pure functions from figures to markup that a strict page may show.

Each says in words what it shows, carries its figures as text, and keeps to the width it is given.
"""

from cyfran.kernel.ui.charts.bars import bars
from cyfran.kernel.ui.charts.figures import Amount, Point, in_pounds
from cyfran.kernel.ui.charts.line import months_line
from cyfran.kernel.ui.charts.pound import pound_bar
from cyfran.kernel.ui.charts.ring import step_ring
from cyfran.kernel.ui.charts.transfers import Transfer, transfers
from cyfran.kernel.ui.charts.waterfall import Step, waterfall

__all__ = [
    "Amount",
    "Point",
    "Step",
    "Transfer",
    "bars",
    "in_pounds",
    "months_line",
    "pound_bar",
    "step_ring",
    "transfers",
    "waterfall",
]
