"""What waits, and what a decision does."""

from typing import Any

from cyfran.kernel.ui.shapes import Change, Requirement, Stage, Waiting
from cyfran.kernel.ui.specimens.languages import both


def decisions() -> dict[str, Any]:
    """A resolution on its way."""
    return {
        "items": [
            Waiting(
                both(
                    "Should the hub’s share fall from 12% to 10%?",
                    "A ddylai cyfran yr hwb ostwng o 12% i 10%?",
                ),
                both(
                    "Resolution 14 · closes Thursday 19:00 · 131 of 214 have voted",
                    "Penderfyniad 14 · yn cau ddydd Iau 19:00 · 131 o 214 wedi pleidleisio",
                ),
                both("Vote", "Pleidleisio"),
                "#decide",
                "vote",
                "heather",
            ),
            Waiting(
                both("This week’s order is open", "Mae archeb yr wythnos ar agor"),
                both(
                    "Closes Wednesday 20:00 · collect Friday at Llandeilo hall",
                    "Yn cau ddydd Mercher 20:00 · casglu ddydd Gwener yn neuadd Llandeilo",
                ),
                both("Order", "Archebu"),
                "#shop",
                "basket",
                "leek",
            ),
            Waiting(
                both("Minutes of the annual meeting", "Cofnodion y cyfarfod blynyddol"),
                both(
                    "You were there: is anything wrong in them?",
                    "Roeddech chi yno: a oes rhywbeth o’i le?",
                ),
                both("Read", "Darllen"),
                "#record",
                "page",
                "daffodil",
            ),
        ],
        "change": Change(
            both("Hub’s share of each order", "Cyfran yr hwb o bob archeb"),
            "12%",
            "10%",
            both("from Monday 7 December, 00:00", "o ddydd Llun 7 Rhagfyr, 00:00"),
        ),
        "requirements": [
            Requirement(
                both(
                    "Notice of 14 clear days, sent 2 November",
                    "Rhybudd o 14 diwrnod clir, anfonwyd 2 Tachwedd",
                ),
                True,
            ),
            Requirement(
                both(
                    "More for than against; a tie is lost",
                    "Mwy o blaid nag yn erbyn; methu os cyfartal",
                )
            ),
            Requirement(
                both(
                    "Waiting period of 3 days before it acts",
                    "Cyfnod aros o 3 diwrnod cyn gweithredu",
                ),
                False,
            ),
        ],
        "stages": [
            Stage(both("Write it", "Ysgrifennu"), "done"),
            Stage(both("Give notice", "Rhoi rhybudd"), "done"),
            Stage(
                both("Vote", "Pleidleisio"),
                "now",
                both("until Thursday 19:00", "tan ddydd Iau 19:00"),
            ),
            Stage(both("It acts", "Gweithredu")),
        ],
    }
