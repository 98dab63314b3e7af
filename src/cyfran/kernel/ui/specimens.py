"""What the page of style shows: one hub in Dyffryn Tywi, in both languages, in every state a component has."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms

from cyfran.kernel.languages import Bilingual, BilingualFormField
from cyfran.kernel.ui.charts import Amount, Point, Step
from cyfran.kernel.ui.forms import DayField, MomentField, MoneyField, PercentField, QuantityField
from cyfran.kernel.ui.shapes import (
    Cell,
    Change,
    Column,
    Fact,
    Happening,
    Line,
    Person,
    Requirement,
    Stage,
    Table,
    Waiting,
)
from cyfran.kernel.ui.widgets import CheckboxCards, RadioCards

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def both(en: str, cy: str) -> Bilingual:
    """A text in both languages."""
    return Bilingual(en=en, cy=cy)


class SpecimenForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=both("Your name", "Eich enw"))
    about = BilingualFormField(
        label=both("What you grow", "Beth ydych chi’n ei dyfu"),
        help_text=both("In English, in Welsh, or both.", "Yn Gymraeg, yn Saesneg, neu’r ddwy."),
    )
    price = MoneyField(label=both("Price", "Pris"), min_value=1)
    share = PercentField(label=both("The hub’s share", "Cyfran yr hwb"), max_value=5_000)
    many = QuantityField(
        label=both("How many", "Faint"), max_value=12, unit=both("bunches", "bwnsiad")
    )
    born = DayField(
        label=both("Day of birth", "Dyddiad geni"),
        help_text=both("For example 26 11 1984.", "Er enghraifft 26 11 1984."),
        max_value=date(2010, 11, 24),
    )
    closes = MomentField(label=both("Orders close", "Archebion yn cau"), required=False)
    hub = forms.ChoiceField(
        label=both("Where you collect", "Ble byddwch chi’n casglu"),
        choices=[("llandeilo", "Llandeilo"), ("llangadog", "Llangadog"), ("rhydaman", "Rhydaman")],
    )
    ballot = forms.ChoiceField(
        label=both("Your vote", "Eich pleidlais"),
        choices=[
            ("for", both("For", "O blaid")),
            ("against", both("Against", "Yn erbyn")),
            ("abstain", both("Abstain", "Ymatal")),
        ],
        widget=RadioCards(
            hints={
                "for": both("The share falls to 10%.", "Bydd y gyfran yn gostwng i 10%."),
                "against": both("The share stays at 12%.", "Bydd y gyfran yn aros ar 12%."),
                "abstain": both(
                    "You count towards the quorum, not the result.",
                    "Byddwch yn cyfrif at y cworwm, nid at y canlyniad.",
                ),
            }
        ),
    )
    days = forms.MultipleChoiceField(
        label=both("Days that suit you", "Diwrnodau sy’n gyfleus"),
        choices=[("thu", both("Thursday", "Dydd Iau")), ("fri", both("Friday", "Dydd Gwener"))],
        widget=CheckboxCards,
        required=False,
    )
    diet = forms.MultipleChoiceField(
        label=both("Tell me about", "Rhowch wybod i mi am"),
        choices=[("organic", both("Organic", "Organig")), ("sea", both("From the sea", "O’r môr"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(
        label=both("A note for the packers", "Nodyn i’r pacwyr"),
        widget=forms.Textarea,
        required=False,
    )
    paper = forms.FileField(label=both("Soil certificate", "Tystysgrif pridd"), required=False)
    agree = forms.BooleanField(
        label=both("I have read the rules of the hub", "Rwyf wedi darllen rheolau’r hwb"),
        help_text=both("They are two pages long.", "Dwy dudalen ydyn nhw."),
    )


class TileForm(forms.Form):
    """How many of one thing, as the shop asks it."""

    many = QuantityField(label=both("How many", "Faint"), max_value=12)


WORST = {
    "name": "",
    "about_en": "",
    "about_cy": "",
    "price": "2,50",
    "share": "60",
    "many": "13",
    "born_day": "31",
    "born_month": "2",
    "born_year": "1984",
    "hub": "llandeilo",
    "note": "<b>Leave it by the gate</b>",
}


def specimens() -> dict[str, Any]:
    """The context of the page of style."""
    return {
        **_frame(),
        **_decision(),
        **_figures(),
        **_lists(),
        "at": AT,
        "form": SpecimenForm(
            initial={"price": 180, "share": 1200, "many": 2, "ballot": "for"}, prefix="f"
        ),
        "wrong": SpecimenForm(data=WORST),
        "tile": TileForm(initial={"many": 2}, prefix="t"),
        "wrong_tile": TileForm({"w-many": "13"}, prefix="w"),
        "icons": sorted(_icons()),
        "tones": ("leek", "daffodil", "heather", "clay", "sunken", "strong", "floating"),
        "accents": ("#1d5f40", "#7a2e1d", "#1f4e8c", "#5b3f7f"),
    }


def _icons() -> list[str]:
    from cyfran.kernel.ui.icons import ICONS

    return list(ICONS)


def _frame() -> dict[str, Any]:
    places = [
        (both("Home", "Hafan"), "#home", False),
        (both("Shop", "Siop"), "#shop", False),
        (both("Decide", "Penderfynu"), "#decide", True),
        (both("My share", "Fy nghyfran"), "#share", False),
    ]
    society = SimpleNamespace(name=both("Tywi Food Hub", "Hwb Bwyd Tywi"), accent="")
    return {
        "society": society,
        "places": places,
        "owners": 214,
        "consent_url": "#",
        "books_url": "#",
    }


def _decision() -> dict[str, Any]:
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


def _figures() -> dict[str, Any]:
    months = [
        ("Meh", "Jun", 684), ("Gor", "Jul", 702), ("Awst", "Aug", 655), ("Medi", "Sep", 731), ("Hyd", "Oct", 790), ("Tach", "Nov", 812),
    ]  # fmt: skip
    return {
        "parts": [
            Amount(both("Growers", "Tyfwyr"), 78),
            Amount(both("Packing and vans", "Pacio a faniau"), 11),
            Amount(both("The hub", "Yr hwb"), 8),
            Amount(both("Community", "Y gymuned"), 3),
        ],
        "kept": both("The hub and the community keep 11%.", "Mae’r hwb a’r gymuned yn cadw 11%."),
        "kept_because": both(
            "Decided by members on 3 March", "Penderfynwyd gan yr aelodau ar 3 Mawrth"
        ),
        "points": [Point(both(en, cy), pounds * 100) for cy, en, pounds in months],
        "rows": [
            Amount("Fferm Cwm Du", 412_050),
            Amount("Gardd Elin", 236_580),
            Amount("Popty Sara", 98_000),
            Amount(both("Returned bottles", "Poteli a ddychwelwyd"), -12_400, "clay"),
        ],
        "surplus": [
            Step(both("Sales", "Gwerthiant"), 3_095_521),
            Step(both("Paid to growers", "Talwyd i dyfwyr"), -2_414_506),
            Step(both("Vans and packing", "Faniau a phacio"), -340_507),
            Step(both("Surplus", "Gwarged"), total=True),
        ],
        "lines": [
            Line(both("Surplus of 2025", "Gwarged y flwyddyn 2025"), "£7,410.00"),
            Line(
                both("To reserves, 40%", "I’r cronfeydd wrth gefn, 40%"),
                "−£2,964.00",
                "#why",
                both("resolution 11", "penderfyniad 11"),
            ),
            Line(both("To the community, 10%", "I’r gymuned, 10%"), "−£741.00"),
            Line(
                both("To members by trade", "I’w rannu rhwng yr aelodau yn ôl eu masnach"),
                "£3,705.00",
                subtotal=True,
            ),
            Line(
                both(
                    "Your trade: £1,186.40 of £309,552.10",
                    "Eich masnach: £1,186.40 allan o £309,552.10",
                ),
                "0.383%",
            ),
        ],
        "total": Line(both("Your share", "Eich cyfran"), "£14.20"),
    }


def _lists() -> dict[str, Any]:
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
