"""Tables, lists and people."""

from datetime import UTC, datetime
from typing import Any

from cyfran.kernel.ui.shapes import Cell, Column, Fact, Happening, Person, Table
from cyfran.kernel.ui.specimens.languages import both


def lists() -> dict[str, Any]:
    """What is listed."""
    return {
        "table": Table(
            both("Orders of this cycle", "Archebion y cylch hwn"),
            [
                Column(both("Household", "Cartref")),
                Column(both("State", "Cyflwr")),
                Column(both("Collects", "Casglu")),
                Column(both("Sum", "Swm"), number=True),
            ],
            [
                [
                    Cell("Mair Llwyd", "#mair"),
                    Cell(both("packed", "wedi’i bacio"), tag="good"),
                    "Llandeilo",
                    "£18.40",
                ],
                [
                    Cell("Dai Rees", "#dai"),
                    Cell(both("changed", "wedi newid"), tag="now"),
                    "Llangadog",
                    "£7.05",
                ],
                [
                    Cell("Siân Ŵyn", "#sian"),
                    Cell(both("unpaid", "heb ei dalu"), tag="bad"),
                    "Llandeilo",
                    "−£2.30",
                ],
            ],
            [both("Total", "Cyfanswm"), "", "", "£23.15"],
        ),
        "goods": [
            both("Leeks, bunch", "Cennin, bwnsiad"),
            both("Carrots, muddy", "Moron, mwdlyd"),
            both("Sourdough, large", "Surdoes, mawr"),
        ],
        "per_kilo": both("£3.60 per kg", "£3.60 y kg"),
        "left": both("12 left", "12 ar ôl"),
        "weighed": both("weighed for you", "wedi’i bwyso i chi"),
        "gone": both("sold out", "wedi gwerthu"),
        "facts": [
            Fact(both("Name", "Enw"), "Mair Llwyd", "#name", both("Change", "Newid")),
            Fact(
                both("Shares", "Cyfranddaliadau"),
                "£150.00",
                "#shares",
                both("Buy more", "Prynu rhagor"),
            ),
            Fact(both("Member since", "Aelod ers"), both("3 March 2021", "3 Mawrth 2021")),
        ],
        "happenings": [
            Happening(
                both("Voting opened", "Agorwyd y bleidlais"),
                datetime(2026, 11, 19, 19, tzinfo=UTC),
                now=True,
            ),
            Happening(
                both("Notice given to 214 members", "Rhoddwyd rhybudd i 214 o aelodau"),
                datetime(2026, 11, 2, 9, tzinfo=UTC),
                both("By e-mail 201, by post 13.", "Drwy e-bost 201, drwy’r post 13."),
                both("Elin Huws, secretary", "Elin Huws, ysgrifennydd"),
                "#notice",
            ),
        ],
        "person": Person(
            "Mair Llwyd", both("Member and coordinator", "Aelod a chydlynydd"), "#mair"
        ),
    }
