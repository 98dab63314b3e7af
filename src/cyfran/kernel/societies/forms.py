"""The field in which a value of a rule is written."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.societies.rulebook import Rule
from cyfran.kernel.ui.forms import MoneyField, PercentField, QuantityField


def value_field(rule: Rule, model_rules: str) -> forms.Field:
    """A field for the rule's unit, within what the law leaves members to decide."""
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
