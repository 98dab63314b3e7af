"""Trade: what is on offer, an order cycle, orders, the money for them, and what producers and the hub have of it."""

import re
from datetime import date
from pathlib import Path

from playwright.sync_api import expect

from cyfran.site.testing.reader import Reader
from cyfran.trade.orders.models import Order

BARA_BRITH = "Bara brith"  # in both languages


def offer(producer: Reader, price: str, stock: str) -> None:
    """A producer who sells nothing yet puts bara brith on offer."""
    producer.press("Add an offer")
    for language in ("English", "Cymraeg"):
        producer.fill(language, BARA_BRITH, under="What it is")
    producer.select("Shelf", producer.words("Bakery"))
    producer.fill("Price of one, without VAT", price)
    producer.fill("How many you have", stock)
    producer.press("Put it on offer")
    producer.reads("It is on offer.")


def import_catalogue(coordinator: Reader, broken: Path, wrong: dict[str, str], file: Path) -> None:
    """A broken catalogue is refused, with what is `wrong` by row; then the good one is looked at and brought in."""
    coordinator.press("Import a catalogue")
    _choose(coordinator, broken)
    coordinator.reads("Nothing was kept. Put right what is listed, then choose the file again.")
    for row, sentence in wrong.items():
        heading = coordinator.page.get_by_role("rowheader", name=row, exact=True)
        line = coordinator.page.get_by_role("row").filter(has=heading)
        expect(line).to_contain_text(coordinator.words(sentence))
    _choose(coordinator, file)
    coordinator.reads("What would be new")
    coordinator.press("Import all of this")


def _choose(coordinator: Reader, file: Path) -> None:
    coordinator.upload("Catalogue file", file)
    coordinator.select("Who sells what is in it", "Dai Rees")
    coordinator.select("Language of its names", "English")
    coordinator.press("Look at the file")


def plan(coordinator: Reader, name: str, opens: date, closes: date, collect: date) -> None:
    """The next order cycle is planned: it opens at nine, and closes at eight in the evening."""
    coordinator.press("Plan one")
    for language in ("English", "Cymraeg"):
        coordinator.fill(language, name, under="What the cycle is called")
    coordinator.fill_day("Ordering opens", opens, time="09:00")
    coordinator.fill_day("Ordering closes", closes, time="20:00")
    coordinator.fill_day("Collected on", collect)
    coordinator.fill("Cymraeg", "Neuadd Llandeilo", under="Where and when it is collected")
    coordinator.press("Plan it")
    coordinator.reads("The order cycle is planned. It opens and closes by itself.")


def fill_basket(buyer: Reader, quantities: dict[str, int]) -> None:
    """So many of each are in the basket, which the buyer then looks at."""
    buyer.press("Order", "a verb")
    for name, quantity in quantities.items():
        buyer.fill(buyer.words("How many: {name}").format(name=name), str(quantity))
    buyer.press("Put in the basket")


def place(buyer: Reader, pay_by: Order.PayBy) -> None:
    """The basket is ordered."""
    buyer.choose(pay_by.label)
    buyer.press("Place my order")


def change(buyer: Reader, name: str, quantity: int) -> None:
    """An order that was placed holds another quantity of something."""
    buyer.fill(buyer.words("How many: %(name)s") % {"name": name}, str(quantity))
    buyer.press("Change my order")
    buyer.reads("Your order is changed.")


def comes_to(buyer: Reader, total: str, hub: str) -> None:
    """What the order on the page comes to, and the hub's share of it."""
    expect(buyer.page.locator("main tfoot")).to_contain_text(total)
    expect(buyer.card("The hub’s share")).to_contain_text(hub)


def reference(payer: Reader) -> str:
    """That under which the payer is asked to send money."""
    asked = payer.page.get_by_text(re.compile(r"^[A-Z0-9]{4} [A-Z0-9]{4}$"))
    return asked.first.inner_text()


def top_up(payer: Reader, amount: str) -> None:
    """Credit is asked for."""
    payer.press("My money")
    payer.press("Top up")
    payer.fill("Amount", amount)
    payer.press("Get a reference")


def read_statement(treasurer: Reader, statement: Path) -> None:
    """The bank's statement, with one payment in it, is looked at and recorded."""
    treasurer.press("Money in")
    treasurer.press("Read a bank statement")
    treasurer.upload("Statement", statement)
    treasurer.press("Look at it")
    treasurer.press("Record these payments")
    told = ("%(count)s payment is recorded.", "%(count)s payments are recorded.", 1)
    treasurer.reads(treasurer.counted(*told))


def record_payment(treasurer: Reader, reference: str, amount: str) -> None:
    """A payment that was awaited has arrived in full."""
    treasurer.press("Money in")
    treasurer.press("It has arrived", about=reference)
    treasurer.fill("Amount", amount)
    treasurer.press("Record the payment")
    treasurer.reads("Recorded. Everything that was asked for is there.")


def pack(coordinator: Reader, cycle: str, needed: dict[str, int]) -> None:
    """The hub packs from its list, which says how many of each thing are needed."""
    coordinator.press("Pack", about=cycle)
    for name, count in needed.items():
        row = coordinator.page.get_by_role("row", name=name)
        expect(row.get_by_role("cell")).to_have_text(str(count))
    coordinator.press("Everything is packed")


def settle(coordinator: Reader, sold: str, commission: str, payable: str) -> None:
    """The producer is settled with: what was sold, less the commission."""
    coordinator.press("Settle with the producers")
    row = coordinator.page.get_by_role("row", name="Dai Rees")
    for amount in (sold, commission, payable):
        expect(row).to_contain_text(amount)
