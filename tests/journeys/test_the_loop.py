"""A co-op trades, decides, shares and is checked: each by their own screen, on phones in Welsh, and by keyboard in English."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import call_command
from lxml import etree
from playwright.sync_api import expect

from cyfran.coop.governance.models import Resolution, Vote
from cyfran.coop.payments.tests.cast import PAIN_001
from cyfran.kernel.database import society_transaction
from cyfran.kernel.jobs import run_all_sweeps
from cyfran.kernel.societies.models import Society
from cyfran.kernel.time import now
from cyfran.sectors.food.tests.cast import FILES
from cyfran.site.demo.founding import bring_members_in, found_hub, person_of
from cyfran.site.demo.people import DAI, GWEN, MAIR, SIAN
from cyfran.site.testing.clock import Clock
from cyfran.site.testing.loop import checking, deciding, sharing, trading
from cyfran.site.testing.loop.deciding import CHEAPER, SHARING
from cyfran.site.testing.loop.trading import BARA_BRITH
from cyfran.site.testing.reader import Reader
from cyfran.site.testing.sealing import seal_record
from cyfran.trade.orders.models import Order

pytestmark = pytest.mark.browser

FOUNDED = datetime(2026, 11, 2, 18, 30, tzinfo=UTC)
SLUG = "hwb-bwyd-tywi"
FOR, AGAINST = Vote.Choice.FOR, Vote.Choice.AGAINST
NAMELESS = "The product has no name."


@dataclass(frozen=True)
class Way:
    """How the loop is walked once, and by which catalogue."""

    language: str
    window: dict[str, object]
    catalogue: str
    leeks: str
    broken: tuple[tuple[str, str], ...]
    wrong: dict[str, str]


ON_PHONES = Way(
    "cy", {"width": 375}, "valley.json", "Leeks, bunch",
    (('"Leeks, bunch"', '""'),), {"1": NAMELESS},
)  # fmt: skip
BY_KEYBOARD = Way(
    "en", {"width": 1280, "keyboard": True}, "valley.csv", "Leeks, Bunch",
    ((",Leeks,", ",,"), (",Carrots,", ",,")), {"2": NAMELESS, "3": NAMELESS},
)  # fmt: skip


class Valley:
    """The hub and its people, each at a screen of their own, and the clock."""

    def __init__(self, arrive: Callable[..., Reader], clock: Clock, way: Way, folder: Path) -> None:
        clock.to(FOUNDED)
        self.hub = found_hub(FOUNDED)
        bring_members_in(self.hub, [SIAN], now())
        self.arrive, self.clock, self.way, self.folder = arrive, clock, way, folder
        self.home = f"/{way.language}/{SLUG}/"
        self.mair, self.dai, self.gwen, self.sian = (
            arrive(self.home, who=person_of(one), **way.window) for one in (MAIR, DAI, GWEN, SIAN)
        )

    def at_home(self, reader: Reader) -> Reader:
        """They come back to the co-op's first page."""
        reader.goes_to(self.home)
        return reader

    def stranger(self) -> Reader:
        """Somebody whom the co-op does not know."""
        return self.arrive(self.home, **self.way.window)

    def it_is(self, moment: datetime) -> None:
        """A minute past that moment; what fell due by then is done."""
        self.clock.until(moment + timedelta(minutes=1))
        run_all_sweeps()

    def file(self, name: str, text: str) -> Path:
        """A file on somebody's device."""
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.folder / name


@pytest.mark.parametrize(
    "way",
    [ON_PHONES, BY_KEYBOARD],
    ids=["in-welsh-on-phones", "in-english-with-the-keyboard-alone"],
)
def test_a_co_op_goes_round_the_whole_loop(arrive, clock: Clock, tmp_path: Path, way: Way) -> None:
    valley = Valley(arrive, clock, way, tmp_path)
    list_and_import(valley)
    order(valley)
    close_and_settle(valley)
    decide(valley)
    share(valley)
    check(valley)


def list_and_import(valley: Valley) -> None:
    trading.offer(valley.dai, "4.50", "10")
    text = broken = (FILES / valley.way.catalogue).read_text(encoding="utf-8")
    for right, wrong in valley.way.broken:
        broken = broken.replace(right, wrong)
    assert broken != text
    trading.import_catalogue(
        valley.mair,
        valley.file(f"broken-{valley.way.catalogue}", broken),
        valley.way.wrong,
        FILES / valley.way.catalogue,
    )


def order(valley: Valley) -> None:
    sian, gwen, leeks = valley.sian, valley.gwen, valley.way.leeks
    days = (date(2026, 11, 3), date(2026, 11, 4), date(2026, 11, 6))
    trading.plan(valley.at_home(valley.mair), "Tachwedd 1", *days)
    trading.top_up(sian, "20")
    line = f"03/11/2026,SIAN MORGAN {trading.reference(sian)},20.00"
    valley.it_is(datetime(2026, 11, 3, 9, tzinfo=UTC))
    trading.read_statement(gwen, valley.file("bank.csv", f"Date,Description,Amount\n{line}\n"))
    trading.fill_basket(valley.at_home(sian), {BARA_BRITH: 2, leeks: 3})
    trading.place(sian, Order.PayBy.CREDIT)
    trading.comes_to(sian, "£14.40", "£1.73")
    trading.change(sian, BARA_BRITH, 1)
    trading.comes_to(sian, "£9.90", "£1.19")
    guest = valley.stranger()
    trading.fill_basket(guest, {BARA_BRITH: 1, leeks: 1})
    guest.fill("Your name", "Nest Prys")
    guest.fill("Your e-mail address", "nest@example.org")
    trading.place(guest, Order.PayBy.TRANSFER)
    trading.change(guest, leeks, 2)
    trading.comes_to(guest, "£8.10", "£0.98")
    trading.record_payment(valley.at_home(gwen), trading.reference(guest), "8.10")
    guest.page.reload()
    guest.reads(Order.PaymentState.PAID.label)


def close_and_settle(valley: Valley) -> None:
    mair, dai = valley.mair, valley.dai
    valley.it_is(datetime(2026, 11, 4, 20, tzinfo=UTC))
    trading.pack(valley.at_home(mair), "Tachwedd 1", {BARA_BRITH: 2, valley.way.leeks: 5})
    trading.settle(mair, "£18.00", "£2.17", "£15.83")
    # A quarter of the commission goes straight to the community, as the rulebook says.
    for part in ("£15.83", "£1.63", "£0.54"):
        expect(mair.card("Where the money goes")).to_contain_text(part)
    sharing.give_account(valley.at_home(dai), "£15.83", "60-16-13", "31926819")


def decide(valley: Valley) -> None:
    mair, dai, gwen, sian = valley.mair, valley.dai, valley.gwen, valley.sian
    valley.it_is(datetime(2026, 11, 5, 9, tzinfo=UTC))
    sian.press("Why is it so?")
    deciding.propose_commission(sian, "10")
    deciding.close_year(valley.at_home(gwen), date(2026, 11, 4))
    deciding.propose_surplus(gwen, "40", "10", "50")
    for question in (CHEAPER, SHARING):
        deciding.give_notice(valley.at_home(mair), question)
    opens, closes, acts = times_of(valley.hub)
    valley.it_is(opens)
    for voter in (mair, dai, gwen, sian):
        for question in (CHEAPER, SHARING):
            choice = AGAINST if voter is gwen and question is CHEAPER else FOR
            deciding.vote(valley.at_home(voter), question, choice)
    valley.it_is(closes)
    deciding.is_carried(valley.at_home(sian), CHEAPER, 3, 1)
    deciding.is_carried(valley.at_home(gwen), SHARING, 4, 0)
    valley.it_is(acts)


def times_of(hub: Society) -> tuple[datetime, datetime, datetime]:
    """When voting opens and closes on the last resolution, and when what it says is done."""
    with society_transaction(hub):
        last = Resolution.objects.filter(society=hub).order_by("number").last()
        return last.opens_at, last.closes_at, last.enact_after


def share(valley: Valley) -> None:
    dai, gwen, sian = valley.dai, valley.gwen, valley.sian
    parts = ("£1.63", "−£0.65", "−£0.16", "£0.82")
    sharing.look_at_dividend(valley.at_home(sian), "£0.32", (*parts, "38.476%"))
    sharing.look_at_dividend(valley.at_home(dai), "£0.50", (*parts, "61.524%"))
    sharing.give_account(valley.at_home(sian), "£0.32", "20-00-00", "55779911")
    file = etree.parse(BytesIO(sharing.prepare_file(valley.at_home(gwen))))
    PAIN_001.assertValid(file)
    paid = file.iterfind(".//{*}InstdAmt")
    assert [amount.text for amount in paid] == ["15.83", "0.50", "0.32"]
    sharing.record_as_paid(gwen)
    sharing.was_paid(valley.at_home(dai), "£15.83", "£0.50")
    sharing.was_paid(valley.at_home(sian), "£0.32")
    today = now().date()
    days = (today + timedelta(days=ahead) for ahead in (1, 2, 3))
    trading.plan(valley.at_home(valley.mair), "Rhagfyr 1", *days)
    valley.it_is(datetime(today.year, today.month, today.day, 9, tzinfo=UTC) + timedelta(days=1))
    trading.fill_basket(valley.at_home(sian), {BARA_BRITH: 1})
    trading.place(sian, Order.PayBy.CREDIT)
    trading.comes_to(sian, "£4.50", "£0.45")


def check(valley: Valley) -> None:
    question = deciding.title(valley.sian, CHEAPER)
    checking.why(valley.sian, "10%", question)
    stranger = valley.stranger()
    checking.read_record(stranger, "orders.place_order")
    public = valley.folder / "public.zip"
    public.write_bytes(stranger.download("Download the bundle"))
    verifier = valley.folder / "verify.py"
    verifier.write_bytes(stranger.download("Download the verifier"))
    assert checking.verified(str(verifier), public)[0] == 0
    seal_record(valley.hub)
    whole = valley.folder / "hub.zip"
    call_command("export", SLUG, output=whole)
    assert checking.verified("-m cyfran verify", whole)[0] == 0
    status, said = checking.verified(
        "-m cyfran verify", checking.with_one_changed_byte(whole, "votes.jsonl")
    )
    assert status == 1
    assert "votes.jsonl" in said
