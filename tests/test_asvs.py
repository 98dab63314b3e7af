"""docs/asvs.csv is kept honest: every requirement has one answer, and every test that is said to hold one is there."""

import ast
import csv
import functools
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "docs" / "asvs.csv"
# OWASP Application Security Verification Standard 5.0.0: as many as levels 1 and 2 have.
REQUIREMENTS = 253
STATES = {"met", "not applicable", "open"}


def answers() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@functools.cache
def named_in(path: Path) -> frozenset[str]:
    """The tests of a file, by name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def test_every_requirement_of_levels_one_and_two_has_one_answer() -> None:
    numbers = [answer["requirement"] for answer in answers()]
    assert len(numbers) == len(set(numbers)) == REQUIREMENTS
    assert numbers == sorted(numbers, key=lambda number: [int(part) for part in number.split(".")])


@pytest.mark.parametrize("answer", answers(), ids=lambda answer: answer["requirement"])
def test_what_is_met_names_tests_that_exist_and_everything_else_says_why(
    answer: dict[str, str],
) -> None:
    assert answer["state"] in STATES
    assert answer["by"]
    if answer["state"] != "met":
        return
    for named in answer["by"].split():
        path, _, name = named.partition("::")
        assert name in named_in(ROOT / path), named


def test_the_threat_model_says_how_many_are_open() -> None:
    counts = {state: sum(a["state"] == state for a in answers()) for state in STATES}
    said = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
    line = f"{counts['met']} met, {counts['not applicable']} not applicable, {counts['open']} open"
    assert line in said
