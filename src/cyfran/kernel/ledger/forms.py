"""What is asked about the books: as at which day, and up to which day to seal them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.ui.forms import DayField


class AsAtForm(forms.Form):
    """The day at whose end the trial balance is drawn."""

    on = DayField(label=_("At the end of"), required=False)


class SealForm(forms.Form):
    """The last day of the period that is closed."""

    through = DayField(
        label=_("Seal the books up to"),
        help_text=_(
            "No entry can be dated on or before that day afterwards. A mistake is then put right by a reversal."
        ),
    )
