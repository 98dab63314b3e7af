"""What those who hold shares, and the treasurer for those who have left, are asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.money import format_money
from cyfran.kernel.ui.forms import MoneyField


class WithdrawForm(forms.Form):
    """Shares are asked back: how much of them."""

    def __init__(self, *args: Any, free: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"] = MoneyField(
            label=_("How much?"),
            min_value=1,
            initial=free or None,
            help_text=_("Up to %(most)s.") % {"most": format_money(free)},
        )
