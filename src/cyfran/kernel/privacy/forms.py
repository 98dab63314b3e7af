"""What people ask about their data, and what officers answer and write down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.privacy.models import Request, Step
from cyfran.kernel.ui.forms import MomentField
from cyfran.kernel.ui.widgets import RadioCards


def _words(label: Any, hint: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=4_000, required=required, widget=forms.Textarea
    )


class AskForm(forms.Form):
    """What somebody asks about their own data."""

    kind = forms.ChoiceField(
        label=_("What do you ask?"), choices=Request.Kind.choices, widget=RadioCards
    )
    words = _words(
        _("In your own words"),
        _("What it is about. Nobody need give a reason for a copy."),
        required=False,
    )


class AnswerForm(forms.Form):
    """The officers' answer."""

    outcome = forms.ChoiceField(
        label=_("What was done?"), choices=Request.Outcome.choices, widget=RadioCards
    )
    words = _words(
        _("The answer"),
        _(
            "Say what was done and, if not all of it, why, and by what law. It is sent as it stands."
        ),
    )


class PutOffForm(forms.Form):
    """Why it takes longer."""

    words = _words(_("Why does it take longer?"), _("It is sent as it stands."))


class BreachForm(forms.Form):
    """What went wrong."""

    what = _words(_("What happened?"), _("Without anybody’s name: this log is kept for good."))
    happened = forms.CharField(
        label=_("When did it happen?"), help_text=_("As far as you know."), max_length=200
    )
    sorts = _words(_("What sorts of data?"), _("Such as names, addresses, bank accounts, orders."))
    people = forms.IntegerField(
        label=_("How many people are affected?"),
        help_text=_("As far as you know."),
        min_value=0,
        max_value=100_000_000,
        required=False,
    )
    noticed_at = MomentField(
        label=_("When did the co-op notice?"), help_text=_("The 72 hours begin then.")
    )


class StepForm(forms.Form):
    """One thing more in the log."""

    kind = forms.ChoiceField(
        label=_("What was done?"), choices=Step.Kind.choices, widget=RadioCards
    )
    words = _words(_("In words"), _("Without anybody’s name: this log is kept for good."))
