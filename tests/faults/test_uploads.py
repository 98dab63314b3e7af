"""The largest and costliest catalogue files, sent to the site as it is served: a sentence each, and bounded memory."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain, repeat
from pathlib import Path

import pytest

from cyfran.kernel.database import society_transaction
from cyfran.kernel.files.models import StoredFile
from cyfran.site.testing.visitors import Answer, Visitor
from cyfran.trade.catalogue.models import Offer

pytestmark = pytest.mark.xdist_group("served")

MIB = 1024 * 1024
MOST = 100  # MiB: an 8 MiB file, its parts as Python objects, and the page
HEAD = b"producer,sku,name,price\n"
BOUNDARY = "y-ffin"


def many(count: int) -> Iterator[bytes]:
    yield HEAD
    for number in range(count):
        yield f"Fferm Cwm Du,{number},Leeks {number},1.80\n".encode()


HUGE: dict[str, tuple[Iterable[bytes], str]] = {
    "fifty megabytes": (repeat(b"x" * MIB, 50), "larger than 8 MB"),
    "a hundred thousand rows": (many(100_000), "more than 20000 products"),
    "deep": (chain(repeat(b'{"a":', 90_000), [b"1"], repeat(b"}", 90_000)), "nested too deeply"),
    "wide": ((b'{"a":[%s]}' % b",".join(repeat(b"{}", 2_000_000)),), "too many parts"),
}


@pytest.fixture(scope="module")
def coordinator(place) -> Visitor:
    visitor: Visitor = place.visitor("mair")
    assert visitor.get(place.path("food/import/")).status == 200
    return visitor


@pytest.mark.parametrize("what", HUGE)
def test_it_is_told_in_a_sentence_and_takes_no_more_memory_than_a_large_catalogue(
    place, coordinator, what
) -> None:
    pieces, said = HUGE[what]
    servers = served_by(place.served.pid)
    before = {server: memory(server, "VmRSS") for server in servers}
    for server in servers:
        (server / "clear_refs").write_text("5")  # the peak is measured from here
    answer = upload(coordinator, place.path("food/import/"), b"".join(pieces))
    assert answer.status == 422
    assert said in unescape(answer.text)
    for server in servers:
        assert memory(server, "VmHWM") - before[server] < MOST * 1024
    with society_transaction(place.society):
        assert not StoredFile.objects.exists()
        assert not Offer.objects.filter(item__name__icontains="Leeks 1").exists()


def upload(visitor: Visitor, path: str, body: bytes) -> Answer:
    """Choose the file on the page and press its button."""
    fields = {"csrfmiddlewaretoken": visitor.token, "language": "en"}
    head = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    head += (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="list.csv"\r\n\r\n'
    )
    whole = [head.encode(), body, f"\r\n--{BOUNDARY}--\r\n".encode()]
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return visitor.send(path, whole, sum(map(len, whole)), kind)


def served_by(pid: int) -> list[Path]:
    """The processes that answer: the children of the one that was started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [Path("/proc") / child for child in children]


def memory(process: Path, what: str) -> int:
    """KiB, as /proc tells it."""
    found = re.search(rf"{what}:\s+(\d+) kB", (process / "status").read_text())
    assert found
    return int(found[1])
