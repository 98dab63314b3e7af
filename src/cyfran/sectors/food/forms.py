"""The forms of sellers: one offer of food, the stock of many, a catalogue file."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.languages import BilingualFormField, active_language
from cyfran.kernel.ui.forms import MoneyField
from cyfran.sectors.food.actions import Described
from cyfran.sectors.food.models import Allergen, Basis, Category, FoodFacts
from cyfran.trade.catalogue.models import Offer, TaxCode
from cyfran.trade.catalogue.queries.offers import Seller
from cyfran.trade.catalogue.rules import HIGHEST_CASE, HIGHEST_PRICE, HIGHEST_SIZE, HIGHEST_STOCK

# What people call a measure -> the base unit, and how many of it.
MEASURES = {
    "g": ("g", 1),
    "kg": ("g", 1000),
    "ml": ("ml", 1),
    "l": ("ml", 1000),
    "each": ("each", 1),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Some fields of a form, a row of one or two at a time. Without a heading they stand open."""

    heading: str
    rows: list[list[forms.BoundField]]
    wrong: bool


class OfferForm(forms.Form):
    """One offer of food."""

    name = BilingualFormField(
        label=_("What it is"), help_text=_("In English, in Welsh, or both."), max_length=200
    )
    category = forms.ChoiceField(label=_("Shelf"), choices=Category.choices)
    amount = forms.DecimalField(
        label=_("How much is in one"),
        help_text=_("500 for a 500 g bunch, 6 for six eggs, 1 for one loaf."),
        min_value=Decimal("0.001"), max_digits=12, decimal_places=3, initial=1, localize=False,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": _("Write a number, such as 500 or 1.5.")},
    )  # fmt: skip
    measure = forms.ChoiceField(
        label=_("Of what"),
        choices=[
            ("g", _("grams")), ("kg", _("kilograms")), ("ml", _("millilitres")), ("l", _("litres")), ("each", _("pieces")),
        ],
        initial="each",
    )  # fmt: skip
    price = MoneyField(label=_("Price of one, without VAT"), min_value=0, max_value=HIGHEST_PRICE)
    stock = forms.IntegerField(
        label=_("How many you have"),
        help_text=_("Leave it empty when you can supply as many as are ordered."),
        required=False, min_value=0, max_value=HIGHEST_STOCK,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    description = BilingualFormField(label=_("About it"), long=True, required=False)
    organic = forms.BooleanField(
        label=_("Certified organic"), required=False,
        help_text=_("Only what a certifier has approved may be called organic."),
    )  # fmt: skip
    certifier = forms.CharField(
        label=_("Certifier and its code"), required=False, max_length=100,
        help_text=_("As it stands on your certificate, such as GB-ORG-05."),
    )  # fmt: skip
    allergens = forms.MultipleChoiceField(
        label=_("It contains"), choices=Allergen.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("The fourteen allergens that must be named."),
    )  # fmt: skip
    no_allergens = forms.BooleanField(label=_("It contains none of the fourteen"), required=False)
    tax_code = forms.ChoiceField(
        label=_("VAT"), choices=TaxCode.choices, initial=TaxCode.ZERO,
        help_text=_("Most food is at the zero rate; sweets, crisps and alcohol are not."),
    )  # fmt: skip
    audience = forms.ChoiceField(
        label=_("Who can buy it"), choices=Offer.Audience.choices, initial=Offer.Audience.PUBLIC
    )
    basis = forms.ChoiceField(
        label=_("Price for comparison"), choices=Basis.choices, initial=Basis.MEASURE,
        help_text=_("Shown beside the price, such as £3.60 per kg."),
    )  # fmt: skip
    case_size = forms.IntegerField(
        label=_("Retail units in one"), min_value=1, max_value=HIGHEST_CASE, initial=1,
        help_text=_("12 when you sell it by the case of twelve; otherwise 1."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    sku = forms.CharField(label=_("Your own code for it"), required=False, max_length=100)

    def __init__(self, *args: Any, sellers: Sequence[Seller] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sellers:
            self.fields["seller"] = forms.TypedChoiceField(
                label=_("Who sells it"),
                choices=[(seller.party_id, seller.name) for seller in sellers],
                coerce=int,
            )
            self.order_fields(["seller"])

    def clean(self) -> dict[str, Any]:
        """The amount as base units, and no allergen beside the word that there is none."""
        given = super().clean() or {}
        if given.get("allergens") and given.get("no_allergens"):
            self.add_error(
                "no_allergens", say("Tick the allergens, or tick that there are none, not both.")
            )
        if given.get("amount") is not None and given.get("measure"):
            unit, factor = MEASURES[given["measure"]]
            size = given["amount"] * factor
            if size != size.to_integral_value() or not 1 <= size <= HIGHEST_SIZE:
                self.add_error(
                    "amount", say("Write whole grams, millilitres or pieces, at least one.")
                )
            given["unit"], given["size"] = unit, int(size)
        return given

    def groups(self) -> list["Group"]:
        """The fields as the page lays them out; the rarer questions are folded away until one of them is wrong."""
        parts = (
            ("", (("seller",), ("name",), ("category",), ("amount", "measure"), ("price", "stock"))),
            (say("What is in it"), (("description",), ("allergens",), ("no_allergens",), ("organic",), ("certifier",))),
            (say("How it is sold"), (("tax_code", "audience"), ("basis", "case_size"), ("sku",))),
        )  # fmt: skip
        return [self._group(heading, rows) for heading, rows in parts]

    def _group(self, heading: str, rows: Sequence[Sequence[str]]) -> "Group":
        known = [[name for name in row if name in self.fields] for row in rows]
        wrong = any(name in self.errors for row in known for name in row)
        return Group(heading, [[self[name] for name in row] for row in known if row], wrong)

    def offered(self) -> dict[str, Any]:
        """The arguments that the actions take."""
        given = self.cleaned_data
        names = ("name", "unit", "size", "price", "tax_code", "audience", "stock", "case_size")
        said = tuple(given["allergens"]) if given["allergens"] or given["no_allergens"] else None
        food = Described(
            given["category"],
            given["organic"],
            given["certifier"],
            said,
            given["basis"],
            given["sku"],
        )
        return {name: given[name] for name in names} | {
            "description": given["description"] or None,
            "food": food,
        }


def initial_of(offer: Offer, facts: FoodFacts | None) -> dict[str, Any]:
    """The offer as its form shows it: 1500 g are 1.5 kg."""
    item = offer.item
    measure = {"g": "g", "ml": "ml"}.get(item.unit, "each")
    large = {"g": "kg", "ml": "l"}.get(item.unit)
    amount = Decimal(item.size)
    if large and item.size >= 1000:
        measure, amount = large, amount / 1000
    facts = facts or FoodFacts()
    return {
        "name": item.name, "description": item.description, "tax_code": item.tax_code, "amount": amount,
        "measure": measure, "price": offer.price, "audience": offer.audience, "case_size": offer.case_size,
        "stock": offer.stock.on_hand, "category": facts.category, "organic": facts.organic,
        "certifier": facts.certifier, "allergens": facts.allergens or [], "no_allergens": facts.allergens == [],
        "basis": facts.basis, "sku": facts.sku,
    }  # fmt: skip


class StallForm(forms.Form):
    """The name a producer trades under."""

    name = forms.CharField(
        label=_("The name buyers see"),
        help_text=_("Your farm, garden or bakery."),
        max_length=200,
    )


class StockForm(forms.Form):
    """How many there are of each of some offers; a blank is without limit."""

    def __init__(self, *args: Any, offers: Sequence[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for offer in offers:
            self.fields[f"stock{offer.pk}"] = forms.IntegerField(
                label=str(offer.item.name),
                required=False,
                min_value=0,
                max_value=HIGHEST_STOCK,
                initial=offer.stock.on_hand,
                widget=forms.TextInput(
                    {"inputmode": "numeric", "autocomplete": "off", "class": "stock-input"}
                ),
            )

    def counts(self) -> dict[int, int | None]:
        """The figures by offer id."""
        return {int(name.removeprefix("stock")): value for name, value in self.cleaned_data.items()}


class ChoicesForm(forms.Form):
    """What a catalogue file does not say of itself."""

    seller = forms.TypedChoiceField(
        label=_("Who sells what is in it"), required=False, coerce=int, empty_value=None
    )
    language = forms.ChoiceField(
        label=_("Language of its names"), choices=[("en", "English"), ("cy", "Cymraeg")],
    )  # fmt: skip
    prices_with_tax = forms.BooleanField(
        label=_("Its prices have VAT in them"), required=False,
        help_text=_("Then the price without VAT is worked out from each."),
    )  # fmt: skip
    withdraw_missing = forms.BooleanField(
        label=_("Withdraw what it no longer names"), required=False,
        help_text=_("Only offers that came from such a file before, of the producers it names."),
    )  # fmt: skip

    def __init__(self, *args: Any, sellers: Sequence[Seller], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seller_field = self.fields["seller"]
        assert isinstance(seller_field, forms.ChoiceField)
        seller_field.choices = [
            ("", _("As the file says")),
            *((seller.party_id, seller.name) for seller in sellers),
        ]
        self.fields["language"].initial = active_language()


class FileForm(ChoicesForm):
    """A catalogue file, and what it does not say of itself."""

    file = forms.FileField(
        label=_("Catalogue file"),
        help_text=_("A Data Food Consortium catalogue (JSON-LD) or a product list of Open Food Network (CSV), up to 8 MB."),
        error_messages={"empty": _("The file is empty. Choose another."), "required": _("Choose a file.")},
        allow_empty_file=True,
    )  # fmt: skip
    field_order = ("file", "seller", "language", "prices_with_tax", "withdraw_missing")
