"""Files that are not catalogues: a clear word, bounded memory and time, and never a crash."""

import io
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyfran.sectors.food.readers import graph, ofn_csv
from cyfran.sectors.food.readers.dfc import read_dfc
from cyfran.sectors.food.readers.ofn_csv import read_ofn_csv
from cyfran.sectors.food.readers.reading import MAX_KEPT_PROBLEMS, MAX_ROWS, CatalogueReading

FILES = Path(__file__).parent / "files"
HEADINGS = b"producer,sku,name,price,units,unit_type,on_hand\n"
MIB = 1024 * 1024


def only_word(reading: CatalogueReading) -> str:
    """The one sentence about the file as a whole."""
    assert reading.rows == []
    assert len(reading.problems) == 1
    return reading.problems[0].code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"null", "no_products"),
        (b"[]", "no_products"),
        (b'"leeks"', "no_products"),
        (b"42", "no_products"),
        (b"name,price\nLeeks,1\n", "not_json"),
        (b"{'single': 'quotes'}", "not_json"),
        (b'{"@graph": [', "not_json"),
        (b'{"a": ' + b"9" * 5000 + b"}", "no_products"),
        (b"\xff\xfeh\x00\x00", "encoding_unknown"),
        (b"\x89PNG\r\n\x1a\n\x00", "encoding_unknown"),
        (b'{"a": "\x00"}', "not_text"),
        (b"\x93curly\x94", "encoding_unknown"),
        (b"[" * 1_000, "too_deep"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "too_deep"),
        (b'{"a":' * 500 + b"1" + b"}" * 500, "too_deep"),
        (b"[" + b"{}," * 200_000 + b"{}]", "too_many_parts"),
        (b"[" + b"1," * 700_000 + b"1]", "too_many_parts"),
        (
            b'[{"@type":"dfc-b:SuppliedProduct"}'
            + b',{"@type":"dfc-b:SuppliedProduct"}' * MAX_ROWS
            + b"]",
            "too_many_rows",
        ),
    ],
)
def test_json_that_is_no_catalogue_is_told_in_one_word(data: bytes, code: str) -> None:
    if code == "too_deep" and b"{" not in data:
        data += b"]" * data.count(b"[")
    assert only_word(read_dfc(data)) == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\n\n \n", "empty"),
        (HEADINGS, "no_products"),
        (b"{}", "no_columns"),
        (b"PK\x03\x04\x14\x00\x06\x00", "not_text"),
        (b"producer,sku,price\nA,1,2\n", "column_missing"),
        (b"name,price\n\x81\x8d,1\n", "encoding_unknown"),
        (b"name,price\nLee\x00ks,1\n", "not_text"),
        (b'name,price\n"Leeks,1\nCarrots,2\n', "quote_open"),
        (b'name,price\n"Le"eks,1\n', "quote_stray"),
        (b'name,price\n"' + b"x\n" * 100_000 + b'",1\n', "cell_too_long"),
        (b"name,price\n" + b"," * 300_000, "line_too_long"),
        (b"\xff\xfen\x00a\x00m\x00e\x00", "column_missing"),
    ],
)
def test_a_list_that_is_no_product_list_is_told_in_one_word(data: bytes, code: str) -> None:
    assert only_word(read_ofn_csv(io.BytesIO(data))) == code


def test_fifty_megabytes_are_refused_before_they_are_read() -> None:
    class Large(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise AssertionError("a file this large is not to be read")

    large = Large(b"x" * 50 * MIB)
    assert only_word(read_ofn_csv(large)) == "too_large"
    assert only_word(read_dfc(large.getvalue())) == "too_large"


# In a process of its own, whose memory is the reader's and nothing else's; made there, so as not to be sent.
MEASURE = """
import io, sys
from cyfran.sectors.food.readers import dfc, ofn_csv
line = b"producer,sku,name,price,units,unit_type,on_hand\\n"
data = {made}
reading = dfc.read_dfc(data) if data[:1] in (b"[", b"{{") else ofn_csv.read_ofn_csv(io.BytesIO(data))
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]
print(peak, len(reading.rows), *(problem.code for problem in reading.problems))
"""


def test_the_readers_and_writers_need_no_django() -> None:
    code = (
        "import sys\n"
        "from cyfran.sectors.food.readers import either\n"
        "from cyfran.sectors.food.writers import dfc, product_list\n"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
@pytest.mark.parametrize(
    ("made", "answer"),
    [
        (
            """line + b"".join(b"F,%d,Leeks %d,1,1,kg,5\\n" % (n, n) for n in range(100_000))""",
            "0 too_many_rows",
        ),
        (
            """line + b"".join(b"F,%d,Leeks %d,1,1,kg,5\\n" % (n, n) for n in range(20_000))""",
            "20000",
        ),
        (
            """b"{" + b",".join(b'"k%d":"v%d"' % (n, n) for n in range(390_000)) + b"}" """,
            "0 no_products",
        ),
        ("""b"[" + b",".join(b'{"a%d":1}' % n for n in range(140_000)) + b"]" """, "0 no_products"),
        (
            """b'{"@id":"x","a":[' + b",".join(b'"%d"' % n for n in range(590_000)) + b"]}" """,
            "0 no_products",
        ),
        ("""('["' + chr(0x1F600) * 1_900_000 + '"]').encode()""", "0 no_products"),
    ],
    ids=[
        "100,000 rows",
        "20,000 rows",
        "a wide object",
        "many objects",
        "many values",
        "wide characters",
    ],
)
def test_the_costliest_files_stay_under_two_hundred_megabytes(made: str, answer: str) -> None:
    code = MEASURE.format(made=made)
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    peak, _space, rest = said.stdout.strip().partition(" ")
    assert rest == answer
    assert int(peak) < 200 * 1024


def test_a_file_full_of_mistakes_keeps_the_first_and_counts_the_rest() -> None:
    data = HEADINGS + b"".join(b"Farm,%d,P,free,1,kg,5\n" % n for n in range(1_000))
    reading = read_ofn_csv(io.BytesIO(data))
    assert (len(reading.problems), reading.more_problems) == (
        MAX_KEPT_PROBLEMS,
        1_000 - MAX_KEPT_PROBLEMS,
    )


def test_what_a_problem_quotes_is_never_longer_than_a_line() -> None:
    data = HEADINGS + b"Farm,1,P," + b"9" * 90_000 + b",1,kg,5\n"
    assert len(str(read_ofn_csv(io.BytesIO(data)).problems[0].values["value"])) <= 80


def changed(data: bytes, seed: int) -> bytes:
    """The file with a few of its bytes lost, doubled, swapped or replaced."""
    chance = random.Random(seed)
    result = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at, length = chance.randrange(len(result)), chance.randint(0, 40)
        piece = chance.choice(
            [b"", b"\x00", b"\xff", b'"', b"{", b"[", b"}", b",", b"\n", b"@id", b"NaN", b"1e400", b"-", b"\xe2\x80\xae",
             bytes(result[at : at + length]) * 2, b"\\ud800", b"\\u0000", b"null", b"true", b"[[[]]]", b"9" * 400]
        )  # fmt: skip
        result[at : at + length] = piece
    return bytes(result)


def is_sound(reading: CatalogueReading) -> None:
    """Whatever came in, what comes out can be stored: integers in their bounds and characters that exist."""
    for row in reading.rows:
        assert isinstance(row.price, int)
        assert row.price >= 0
        assert row.size >= 1
        assert row.case_size >= 0
        assert row.name
        for text in (
            row.external_id,
            str(row.name),
            str(row.description),
            row.seller_name,
            row.sku,
        ):
            text.encode()
            assert "\x00" not in text
    for problem in (*reading.problems, *reading.remarks):
        assert all(isinstance(value, int) or len(value) <= 80 for value in problem.values.values())


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_a_damaged_catalogue_never_breaks_the_reader(seed: int) -> None:
    is_sound(read_dfc(changed((FILES / "valley.json").read_bytes(), seed)))
    is_sound(read_dfc(changed((FILES / "valley_nested.json").read_bytes(), seed)))


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_a_damaged_product_list_never_breaks_the_reader(seed: int) -> None:
    is_sound(read_ofn_csv(io.BytesIO(changed((FILES / "valley.csv").read_bytes(), seed))))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["_:b1", "_:b2"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["@id", "@type", "@value", "@context", "@graph", "dfc-b:name", "dfc-b:hasPrice", "dfc-b:offeredThrough",
             "dfc-b:referencedBy", "dfc-b:references", "dfc-b:value", "dfc-b:hasUnit", "dfc-b:hasQuantity",
             "dfc-b:suppliedBy", "dfc-b:stockLimitation", "dfc-b:hasIncome", "dfc-b:consumes", "id", "types"]
        ),
        inner, max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(JSON)
def test_any_json_at_all_is_answered(document: object) -> None:
    product = {
        "@id": "_:b1",
        "@type": "dfc-b:SuppliedProduct",
        "dfc-b:name": document,
        "dfc-b:referencedBy": document,
    }
    is_sound(read_dfc(json.dumps([product, document]).encode()))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=6))
def test_any_cells_at_all_are_answered(records: list[list[str]]) -> None:
    text = "name,price,units,unit_type,on_hand\n" + "\n".join(",".join(cells) for cells in records)
    is_sound(read_ofn_csv(io.BytesIO(text.encode("utf-8", "surrogatepass"))))


def test_the_bounds_are_those_that_the_page_states() -> None:
    assert (graph.MAX_BYTES // MIB, ofn_csv.MAX_BYTES // MIB, MAX_ROWS) == (8, 8, 20_000)
