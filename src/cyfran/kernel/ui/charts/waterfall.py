"""A surplus step by step: what came in, what was taken from it and why, and what is left."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as say

from cyfran.kernel.ui.charts.bars import bar, drawn_table
from cyfran.kernel.ui.charts.figures import Text, Written, in_pounds


@dataclass(frozen=True)
class Step:
    """One step: a change to what is left or, as a total, what is left by then (its amount is then not read)."""

    label: Text
    amount: int = 0
    total: bool = False


def waterfall(
    steps: Sequence[Step],
    *,
    caption: str,
    of: str = "",
    value: str = "",
    written: Written = in_pounds,
) -> SafeString:
    """Each step hangs where the one before it ended; totals stand on the common line."""
    spans = _spans(steps)
    low = min([0, *(min(span) for span in spans)])
    high = max([0, *(max(span) for span in spans)])
    rows = SafeString(
        "".join(
            _row(step, span, low, high, written) for step, span in zip(steps, spans, strict=True)
        )
    )
    return drawn_table(caption, of or say("Step"), value or say("Amount"), rows)


def _spans(steps: Sequence[Step]) -> list[tuple[int, int]]:
    spans, left = [], 0
    for step in steps:
        spans.append((0, left) if step.total else (left, left + step.amount))
        left = left if step.total else left + step.amount
    return spans


def _row(step: Step, span: tuple[int, int], low: int, high: int, written: Written) -> SafeString:
    amount = span[1] if step.total else step.amount
    tone = "slate" if step.total else ("leek" if amount >= 0 else "clay")
    return format_html(
        '<tr{}><th scope="row">{}</th><td class="drawn">{}</td><td class="number">{}</td></tr>',
        SafeString(' class="subtotal"') if step.total else "",
        step.label,
        bar(min(span), max(span), low, high, tone),
        written(amount),
    )
