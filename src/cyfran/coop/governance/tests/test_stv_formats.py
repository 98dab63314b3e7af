"""What files the counter reads, how it says no, and the strict form it writes."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cyfran.coop.governance import stv

STRICT = """4 2
-3
3 1 3 4 0
4 1 3 2 0
2 4 1 3 0
1 2 0
0
"Mair Pugh"
"Dai Rees"
"Eleri Wyn"
"Gwyn"
"Board of Hadau"
"""


def read(text: str, name: str = "x.blt") -> stv.Election:
    return stv.read(text.encode(), name)


def test_strict_blt_is_read_and_written_the_same():
    election = read(STRICT)

    assert election.candidates == ["Mair Pugh", "Dai Rees", "Eleri Wyn", "Gwyn"]
    assert (election.title, election.seats, election.withdrawn) == ("Board of Hadau", 2, {3})
    assert election.ballots[(1, 3, 4)] == 3
    assert read(stv.write_blt(election)) == election
    assert stv.write_blt(read(stv.write_blt(election))) == stv.write_blt(election)


@pytest.mark.parametrize(
    "found",
    [
        STRICT.rstrip("\n"),
        STRICT.replace('"', ""),
        STRICT.replace("\n", "\r\n"),
        "\ufeff" + STRICT,
        "# from the scanner\n" + STRICT.replace("-3\n", "-3   # died\n\n"),
        STRICT.replace("3 1 3 4 0\n", "1 1 3 4 0 1 1\n3 4 0 1 1 3 4 0\n"),
        STRICT.replace('"Mair Pugh"\n"Dai Rees"', '  "Mair Pugh" "Dai Rees"  # two'),
    ],
)
def test_blt_as_found_says_the_same_as_strict_blt(found: str):
    assert read(found) == read(STRICT)


def test_other_encodings_are_read():
    named = STRICT.replace("Eleri", "Siân")
    assert stv.read(named.encode("utf-16"), "x.blt") == read(named)
    assert stv.read(named.encode("cp1252"), "x.blt") == read(named)


def test_blt_without_names_numbers_the_candidates():
    assert read("2 1\n3 1 0\n2 2 1 0\n0\n").candidates == ["Candidate 1", "Candidate 2"]


def test_a_title_may_be_missing():
    assert read("2 1\n3 1 0\n0\n'Mair'\nDai\n").candidates == ["'Mair'", "Dai"]


def test_names_are_made_safe_in_strict_blt():
    election = stv.Election(['Anne "Annie" Rees', "Dai\nRees"], 1, title="")
    assert stv.write_blt(election).splitlines()[-3:] == [
        "\"Anne 'Annie' Rees\"",
        '"Dai Rees"',
        '""',
    ]


def test_the_csv_of_the_scottish_wards_is_read():
    election = read(
        '2,1,\n5,1,2,\n3,2,\n"Candidate 1","Mair Pugh","Independent (Ind)",\n'
        '"Candidate 2","Dai O\'Rees, jun.","Labour (Lab)",\n""Ward 1 - Elan, Wye"",',
        "ward.csv",
    )

    assert election.candidates == ["Mair Pugh", "Dai O'Rees, jun."]
    assert (election.title, election.seats) == ("Ward 1 - Elan, Wye", 1)
    assert election.ballots == {(1, 2): 5, (2,): 3}


PREFLIB = """# FILE NAME: 00001-00000001.{ending}
# TITLE: Board of Hadau
# NUMBER ALTERNATIVES: 3
# ALTERNATIVE NAME 1: Mair: secretary
# ALTERNATIVE NAME 2: Dai
# ALTERNATIVE NAME 3: Eleri
5: 1,2,3
3: {ballot}
"""


@pytest.mark.parametrize(
    ("ending", "ballot", "ranking"),
    [
        ("soc", "2,1,3", (2, 1, 3)),
        ("soi", "2", (2,)),
        ("toi", "{2},{1}", (2, 1)),
        ("toc", "2,{1,3}", (2,)),
    ],
)
def test_preflib_is_read(ending: str, ballot: str, ranking: tuple[int, ...]):
    election = read(PREFLIB.format(ending=ending, ballot=ballot), f"x.{ending}")

    assert election.candidates == ["Mair: secretary", "Dai", "Eleri"]
    assert election.ballots == {(1, 2, 3): 5, ranking: 3}
    assert election.title == "Board of Hadau"


@pytest.mark.parametrize(
    ("text", "name", "sentence"),
    [
        ("", "x.blt", "The file is empty."),
        ("\n \n", "x.blt", "The file is empty."),
        ("two 1\n", "x.blt", "Line 1: 'two' is not a whole number."),
        ("2 1\n1 1 0\n", "x.blt", "The file ends before the 0 that ends the ballots."),
        ("2 1\n1 1 2", "x.blt", "The file ends before the 0 that ends the ballots."),
        ("2 1\n1 1=2 0\n0\n", "x.blt", "Line 2: '1=2' gives candidates the same rank"),
        ("2 1\n1 (1 2) 0\n0\n", "x.blt", "Line 2: '(1' gives candidates the same rank"),
        ("2 1\n1 1 1 0\n0\n", "x.blt", "Line 2: the ballot ranks a candidate twice: [1, 1]."),
        ("2 1\n1 3 0\n0\n", "x.blt", "Line 2: the ballot ranks somebody not numbered 1 to 2: [3]."),
        (
            "2 1\n1 -1 0\n0\n",
            "x.blt",
            "Line 2: the ballot ranks somebody not numbered 1 to 2: [-1].",
        ),
        ("2 1\n1 1 0\n-1 2 0\n0\n", "x.blt", "Line 3: the ballot is counted -1 times"),
        ("2 1\n-3\n0\n", "x.blt", "A candidate is withdrawn who is not among the candidates."),
        ("3 1\n1 1 0\n0\nMair\nDai\n", "x.blt", "There are 3 candidates but only 2 names."),
        ("0 1\n0\n", "x.blt", "There cannot be 0 candidates for 1 seats."),
        ("9999999 1\n0\n", "x.blt", "There cannot be 9999999 candidates for 1 seats."),
        ("2 0\n1 1 0\n0\n", "x.blt", "The file does not say how many there are to elect"),
        ("2,1,\n5,x,\n", "x.csv", "Line 2: 'x' is not a whole number."),
        ("2\n", "x.csv", "Line 1: '' is not a whole number."),
        ("1: 1\n", "x.soi", "The file has no line '# NUMBER ALTERNATIVES'"),
        (PREFLIB.format(ending="toi", ballot="{1,2}"), "x.toi", "Line 8: '{1,2}' gives candidates"),
        (PREFLIB.format(ending="soi", ballot="2"), "x.soi", "The file does not say how many"),
    ],
)
def test_a_file_that_cannot_be_counted_gets_one_sentence_and_exit_2(
    text: str, name: str, sentence: str, tmp_path: Path, capsys
):
    path = tmp_path / name
    path.write_text(text)

    assert stv.main([str(path)]) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"stv.py: {sentence}")
    assert printed.err.count("\n") == 1


def test_a_file_that_is_not_there_gets_one_sentence_and_exit_2(tmp_path: Path, capsys):
    assert stv.main([str(tmp_path / "none.blt")]) == 2
    assert "No such file" in capsys.readouterr().err


def test_the_file_runs_alone(tmp_path: Path):
    alone = tmp_path / "stv.py"
    alone.write_bytes(Path(stv.__file__).read_bytes())
    (tmp_path / "ballots.blt").write_text(STRICT)
    command = [sys.executable, "-I", str(alone), str(tmp_path / "ballots.blt")]

    table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)

    assert "Board of Hadau" in table
    assert re.search(r"Eleri Wyn +0\.00000 .* withdrawn", table)
    counted = json.loads(figures.stdout)
    assert counted["quota"] == 4
    assert counted["elected"][0] == {"no": 1, "name": "Mair Pugh", "stage": 1}
    assert counted["stages"][0] == ["7.00000", "1.00000", "0.00000", "2.00000"]


def test_seats_rules_and_seed_may_be_given(tmp_path: Path, capsys):
    path = tmp_path / "ballots.soi"
    path.write_text(PREFLIB.format(ending="soi", ballot="2"))

    assert stv.main([str(path), "--seats", "1", "--rules", "meek", "--seed", "s", "--json"]) == 0

    counted = json.loads(capsys.readouterr().out)
    assert (counted["rules"], counted["seed"], counted["seats"]) == ("meek", "s", 1)
    assert counted["quota"] == "4.000000001"
    assert stv.main([str(path), "--blt"]) == 0
    assert read(capsys.readouterr().out).ballots == {(1, 2, 3): 5, (2,): 3}


def test_the_table_says_how_a_tie_was_settled(tmp_path: Path, capsys):
    path = tmp_path / "ballots.blt"
    path.write_text("3 1\n5 1 0\n3 2 0\n3 3 0\n0\nMair\nDai\nEleri\n")

    stv.main([str(path), "--seed", "published"])

    assert "then level: Dai, Eleri; taken by lot, seed 'published': " in capsys.readouterr().out
