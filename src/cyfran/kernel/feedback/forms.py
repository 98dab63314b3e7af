"""What the co-op is told."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FeedbackForm(forms.Form):
    """Words, and where to answer."""

    words = forms.CharField(
        label=_("What would you like to tell us?"), max_length=4_000, widget=forms.Textarea
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_("Only if you would like an answer."),
    )
    about = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
