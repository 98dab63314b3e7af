"""What buyers and coordinators fill in."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.languages import BilingualFormField
from cyfran.kernel.ui.forms import DayField, MomentField
from cyfran.kernel.ui.widgets import RadioCards
from cyfran.trade.orders.models import Order


class PlaceOrderForm(forms.Form):
    """How the order is paid, and for a guest who they are."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=80)
    guest_name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    guest_email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The hub writes to you about this order, and about nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    pay_by = forms.ChoiceField(label=_("How will you pay?"), choices=Order.PayBy.choices)

    def __init__(self, *args: Any, guest: bool, credit_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints: dict[str, str | Promise] = {
            "transfer": _("You get a reference to pay with. Your order is packed either way."),
            "credit": credit_text,
        }
        pay_by = self.fields["pay_by"]
        assert isinstance(pay_by, forms.ChoiceField)
        pay_by.widget = RadioCards(hints=hints)
        pay_by.widget.choices = Order.PayBy.choices
        if guest:
            pay_by.choices = [c for c in Order.PayBy.choices if c[0] != "credit"]
            pay_by.initial = "transfer"
        else:
            del self.fields["guest_name"], self.fields["guest_email"]


class PlanCycleForm(forms.Form):
    """When the next order cycle opens, closes and is collected."""

    name = BilingualFormField(label=_("What the cycle is called"), max_length=120)
    opens_at = MomentField(label=_("Ordering opens"))
    closes_at = MomentField(label=_("Ordering closes"))
    collect_on = DayField(label=_("Collected on"))
    collect_from = BilingualFormField(
        label=_("Where and when it is collected"), max_length=200, required=False
    )
