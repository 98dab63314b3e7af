"""One row of a table of figures, how it is shown, and where it is kept."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"


@dataclass(frozen=True)
class Figure:
    """Ours, what it is measured beside (None: nothing), their ratio, and what was promised of one or the other."""

    what: str
    unit: str
    ours: float
    bare: float | None = None
    ratio: float | None = None
    limit: str = "reported"
    met: bool = True


def at_most(what: str, unit: str, ours: float, limit: float) -> Figure:
    """A figure that may not be more than its limit."""
    return Figure(what, unit, ours, limit=f"<= {limit:g} {unit}", met=ours <= limit)


def beside(what: str, unit: str, ours: float, bare: float, *, most: float | None = None) -> Figure:
    """A figure with another of the same run; `most` is the ratio that was promised, None reports only."""
    ratio = ours / bare if bare else 0.0
    if most is None:
        return Figure(what, unit, ours, bare, ratio)
    return Figure(what, unit, ours, bare, ratio, f"<= {most:.2f} x", ratio <= most)


def at_least(what: str, unit: str, ours: float, bare: float, *, least: float) -> Figure:
    """A figure that may not be less than so much of another of the same run."""
    ratio = ours / bare
    return Figure(what, unit, ours, bare, ratio, f">= {least:.2f} x", ratio >= least)


def kept(name: str) -> list[Figure]:
    """What `keep` wrote last; nothing where a program keeps another kind of answer, or none."""
    path = RESULTS / f"{name}.json"
    written = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return [Figure(**figure) for figure in written.get("figures", ())]


def show(figures: Sequence[Figure]) -> None:
    """The table."""
    print(f"{'':72} {'ours':>10} {'beside':>10} {'ratio':>6}  limit")
    for f in figures:
        numbers = [_number(f.ours), _number(f.bare), "" if f.ratio is None else f"{f.ratio:.2f}"]
        mark = "" if f.met else "  MISSED"
        unit = f"({f.unit})" if f.unit else ""
        print(
            f"{f.what:72} {numbers[0]:>10} {numbers[1]:>10} {numbers[2]:>6}  {f.limit}{mark}  {unit}"
        )


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.2f}"


def keep(name: str, figures: Sequence[Figure], load: float, **setting: object) -> None:
    """Written to bench/results/NAME.json, with the machine and what else it was doing when it began."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    written = {
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load_at_start": round(load, 1),
        "load_at_end": round(os.getloadavg()[0], 1),
        **setting,
        "figures": [asdict(figure) for figure in figures],
    }
    text = json.dumps(written, indent=2, ensure_ascii=False)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def least(rounds: int, measure: Callable[[], Sequence[float]]) -> list[float]:
    """Each column's least over so many rounds: other processes only ever add to a processor's time."""
    return [min(column) for column in zip(*(measure() for _ in range(rounds)), strict=True)]


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)
