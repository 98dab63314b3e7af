"""A form with a field of every kind, and the worst that can be typed into it."""

from datetime import date

from django import forms

from cyfran.kernel.languages import BilingualFormField
from cyfran.kernel.ui.forms import DayField, MomentField, MoneyField, PercentField, QuantityField
from cyfran.kernel.ui.specimens.languages import both
from cyfran.kernel.ui.widgets import CheckboxCards, RadioCards


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
