"""The questions of the founding, one form each."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cyfran.coop.membership.models import ClassCode, Founding
from cyfran.kernel.languages import Bilingual, BilingualFormField
from cyfran.kernel.societies.models import ModelRules
from cyfran.kernel.societies.rulebook import Rule
from cyfran.kernel.ui.forms import MoneyField, PercentField, QuantityField
from cyfran.kernel.ui.widgets import CheckboxCards, RadioCards

SHAPES = {
    ModelRules.MULTI: _(
        "Several kinds of people own it together: growers, customers, workers. The law calls it a "
        "co-operative society. What is left over may be shared among members by what each has traded."
    ),
    ModelRules.WORKER: _(
        "Those who work in it own it. A co-operative society in law. What is left over may be shared "
        "among the workers by the work each has done."
    ),
    ModelRules.CONSUMER: _(
        "Those who buy from it own it. A co-operative society in law. What is left over may be shared "
        "among members by what each has bought."
    ),
    ModelRules.COMMUNITY_BENEFIT: _(
        "Members own it for the good of the whole community. A community benefit society in law. What "
        "is left over is never shared among members: it goes to the community."
    ),
}

CLASSES = {
    ClassCode.PRODUCER: _("They grow or make what is sold."),
    ClassCode.CUSTOMER: _("They buy from it."),
    ClassCode.WORKER: _("They work in it."),
    ClassCode.SUPPORTER: _("They put in money or time, and do not trade with it."),
    ClassCode.TENANT: _("They rent a home from it."),
    ClassCode.RESIDENT: _("They live where it works."),
}

# What a class is called until the founders choose words of their own.
CLASS_NAMES = {
    ClassCode.PRODUCER: Bilingual(en="Producers", cy="Cynhyrchwyr"),
    ClassCode.CUSTOMER: Bilingual(en="Customers", cy="Cwsmeriaid"),
    ClassCode.WORKER: Bilingual(en="Workers", cy="Gweithwyr"),
    ClassCode.SUPPORTER: Bilingual(en="Supporters", cy="Cefnogwyr"),
    ClassCode.TENANT: Bilingual(en="Tenants", cy="Tenantiaid"),
    ClassCode.RESIDENT: Bilingual(en="Residents", cy="Trigolion"),
}

TRADES = {
    Founding.Trade.FOOD: _(
        "Producers’ offers, order cycles, packing lists and collection points are ready for you."
    ),
    Founding.Trade.OTHER: _("The shop works for any goods, in plain words."),
}


class NamesForm(forms.Form):
    """What the co-op is called."""

    name = BilingualFormField(
        label=_("What will it be called?"),
        max_length=120,
        help_text=_(
            "In both languages if you have both. The last word must be Limited or, with an office in "
            "Wales, Cyfyngedig: you can add it later."
        ),
    )


class AddressForm(NamesForm):
    """The same, and a web address of its own, when the one made from the name is taken."""

    slug = forms.RegexField(
        r"^[a-z][a-z0-9-]{1,58}$",
        label=_("Its web address here"),
        help_text=_("Small letters, figures and hyphens, such as hwb-bwyd-tywi."),
    )


class PurposeForm(forms.Form):
    """What it is for."""

    purpose = BilingualFormField(
        label=_("What is it for?"),
        long=True,
        max_length=1000,
        help_text=_("A sentence or two, as you would say it to a neighbour."),
    )


class ShapeForm(forms.Form):
    """Its legal shape."""

    model_rules = forms.ChoiceField(
        label=_("Who will own it?"), choices=ModelRules.choices, widget=RadioCards(hints=SHAPES)
    )


class TradeForm(forms.Form):
    """What it trades in."""

    trade = forms.ChoiceField(
        label=_("What will it trade in?"),
        choices=Founding.Trade.choices,
        widget=RadioCards(hints=TRADES),
    )


class ClassesForm(forms.Form):
    """Which kinds of member it has, and in whose words."""

    classes = forms.MultipleChoiceField(
        label=_("What kinds of member will it have?"),
        choices=ClassCode.choices,
        widget=CheckboxCards(hints=CLASSES),
        error_messages={"required": _("Choose at least one kind of member.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in ClassCode:
            self.fields[f"name_{code}"] = BilingualFormField(
                label=code.label, max_length=60, required=False
            )

    def chosen(self) -> Mapping[str, Bilingual]:
        """Each class that was ticked, under the founders' name for it or ours."""
        return {
            code: self.cleaned_data.get(f"name_{code}") or CLASS_NAMES[ClassCode(code)]
            for code in self.cleaned_data["classes"]
        }


class InviteForm(forms.Form):
    """Who else founds it."""

    name = forms.CharField(label=_("Their name"), max_length=200)
    email = forms.EmailField(label=_("Their e-mail address"))
    language = forms.ChoiceField(
        label=_("Write to them in"),
        choices=[("cy", "Cymraeg"), ("en", "English")],
        widget=forms.RadioSelect,
    )
    speaks_for = forms.CharField(
        label=_("The registered society they act for"),
        max_length=200,
        required=False,
        help_text=_("Only when they join for a society, not for themselves."),
    )
    registration_number = forms.CharField(
        label=_("That society’s registration number"), max_length=20, required=False
    )

    def clean(self) -> dict[str, Any]:
        """A society has both a name and a number."""
        given = super().clean() or {}
        if bool(given.get("speaks_for")) != bool(given.get("registration_number")):
            self.add_error(
                "registration_number",
                _("Give the society’s name and its registration number, or neither."),
            )
        return given


def rule_field(rule: Rule, model_rules: str) -> forms.Field:
    """The field in which a value of the rule is written, within what the law leaves open."""
    least, most = (rule.bound(which, model_rules) for which in ("floor", "ceiling"))
    if rule.unit == "pence":
        return MoneyField(min_value=least, max_value=most, label=rule.label)
    if rule.unit == "bp":
        return PercentField(min_value=least, max_value=most, label=rule.label)
    if rule.unit == "bool":
        return forms.TypedChoiceField(
            label=str(rule.label),
            choices=[(1, _("Yes")), (0, _("No"))],
            coerce=int,
            widget=forms.RadioSelect,
        )
    return QuantityField(min_value=least, max_value=most, label=rule.label)


class RuleForm(forms.Form):
    """One value of the rulebook."""

    def __init__(self, *args: Any, rule: Rule, model_rules: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = rule_field(rule, model_rules)
        self.fields["value"].help_text = str(rule.explanation)
