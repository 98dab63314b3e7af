"""Who lives in the valley."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Villager:
    """Somebody of the demonstration: their class of member, and in which weeks after the start they join and leave."""

    name: str
    language: str
    code: str
    joins: int = 0
    leaves: int | None = None

    @property
    def email(self) -> str:
        """`Siân Morgan` -> `sian.morgan@tywi.example`."""
        plain = (
            self.name.lower()
            .translate(str.maketrans("âêîôûŵŷáéíóúï", "aeiouwyaeioui"))
            .replace(" ", ".")
        )
        return f"{plain}@tywi.example"


FOUNDERS = (
    Villager("Mair Evans", "cy", "customer"),
    Villager("Dai Rees", "cy", "producer"),
    Villager("Gwen Pritchard", "en", "customer"),
)
PRODUCERS = (
    Villager("Elin Huws", "cy", "producer", 1),
    Villager("Tomos Glan y Môr", "cy", "producer", 1),
    Villager("Sara Bowen", "en", "producer", 1),
    Villager("Ifan Tŷ Isaf", "cy", "producer", 2),
    Villager("Bethan Teifi", "cy", "producer", 2),
    Villager("Non Perllan", "cy", "producer", 3),
    Villager("Huw Melin Wen", "en", "producer", 3),
)
WORKERS = (Villager("Rhys Daniel", "cy", "worker", 1), Villager("Ama Mensah", "en", "worker", 4))
# Two move away: the shares of one are repaid by now, those of the other are under notice.
LEAVING = {"Iwan Morris": 37, "Ruth Ellis": 46}
CUSTOMERS = tuple(
    Villager(name, language, "customer", week, LEAVING.get(name))
    for name, language, week in (
        ("Siân Morgan", "cy", 1), ("Owain Lewis", "cy", 1), ("Megan Price", "en", 1), ("Carys Jenkins", "cy", 2),
        ("Geraint Howells", "cy", 2), ("Priya Nair", "en", 2), ("Lowri Thomas", "cy", 3), ("Aled Griffiths", "cy", 3),
        ("Helen Carter", "en", 4), ("Ffion Roberts", "cy", 4), ("Emyr Davies", "cy", 5), ("Jamal Hussein", "en", 6),
        ("Catrin Bevan", "cy", 8), ("Iwan Morris", "cy", 10), ("Ruth Ellis", "en", 12), ("Gareth Vaughan", "cy", 14),
        ("Nia Lloyd", "cy", 16), ("Dylan Parry", "cy", 20), ("Olena Kovalenko", "en", 24), ("Marged Jones", "cy", 28),
    )
)  # fmt: skip
EVERYBODY = (*FOUNDERS, *PRODUCERS, *WORKERS, *CUSTOMERS)

# Whom one click signs in as, and in which words the guided page calls them.
MAIR, DAI, GWEN = FOUNDERS
SIAN = CUSTOMERS[0]
PERSONAS = {"founder": MAIR, "producer": DAI, "customer": SIAN, "treasurer": GWEN}
