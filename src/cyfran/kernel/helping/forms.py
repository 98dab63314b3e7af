"""Whom somebody lets act for them, and in what."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.ui.forms import DayField


class AskForm(forms.Form):
    """An address, what they may do, and the last day."""

    email = forms.EmailField(
        label=_("Their e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    may_order = forms.BooleanField(
        label=_("They may order for me"),
        help_text=_(
            "Fill the basket, order, change and take back an order, from what is in my account or to be paid."
        ),
        required=False,
    )
    may_read = forms.BooleanField(
        label=_("They may read my pages"),
        help_text=_("What waits for me, my share, my orders and my money; not my bank account."),
        required=False,
    )
    until_on = DayField(
        label=_("The last day"), help_text=_("At most two years from now. You can end it sooner.")
    )

    def clean_email(self) -> str:
        """Addresses are kept in small letters."""
        email: str = self.cleaned_data["email"]
        return email.lower()
