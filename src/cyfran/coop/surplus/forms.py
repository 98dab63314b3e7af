"""What the treasurer fills in to close a year."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.ui.forms import DayField


class CloseYearForm(forms.Form):
    """The year's last day."""

    year_end = DayField(
        label=_("The last day of the year"),
        help_text=_(
            "Nothing can be dated on or before that day afterwards. Check the bank statement first."
        ),
    )
