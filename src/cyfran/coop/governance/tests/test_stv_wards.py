"""Twelve wards of the Scottish council elections of 4 May 2017, against the officially declared stages."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from cyfran.coop.governance import stv

WARDS = Path(__file__).parents[6] / "shared" / "data" / "elections"
DECLARED = sorted(WARDS.glob("*.expected.json"))
if not DECLARED:
    pytest.skip(f"the declared results are not in {WARDS}", allow_module_level=True)


@pytest.mark.parametrize("ending", [".blt", ".csv"])
@pytest.mark.parametrize("declared", DECLARED, ids=lambda path: path.name.split(".")[0])
def test_every_figure_of_every_stage_is_the_declared_one(declared: Path, ending: str, capsys):
    expected = json.loads(declared.read_text())
    ballots = declared.with_name(declared.name.replace(".expected.json", ending))

    assert stv.main([str(ballots), "--json"]) == 0

    counted = json.loads(capsys.readouterr().out)
    assert counted["quota"] == expected["quota"]
    assert counted["seats"] == expected["seats"]
    assert counted["valid"] == expected["valid"]
    for outcome in ("elected", "excluded"):
        staged = [(who["no"], who["stage"]) for who in counted[outcome]]
        assert staged == [(who["no"], who["stage"]) for who in expected[outcome]]
    assert [[Decimal(votes) for votes in stage] for stage in counted["stages"]] == [
        [Decimal(votes) for votes in stage] for stage in expected["stages"]
    ]


@pytest.mark.parametrize("declared", DECLARED, ids=lambda path: path.name.split(".")[0])
def test_the_strict_form_of_a_ward_says_the_same(declared: Path):
    ballots = declared.with_name(declared.name.replace(".expected.json", ".blt"))
    election = stv.read(ballots.read_bytes(), ballots.name)

    assert stv.read(stv.write_blt(election).encode(), "strict.blt") == election
