"""Django's own sentences that our readers meet: said our way, or put into Welsh where Django has none.

Importing this changes what Django's form fields say when nothing was filled in. The lists below are there to be found by
the extraction of strings; their Welsh stands in this app's catalogue, which comes before Django's.
"""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SENTENCES = (
    _("Null characters are not allowed."),
    _("Enter a valid domain name."),
    _("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    _("Enter a valid %(protocol)s address."),
    _("Ensure this value is a multiple of step size %(limit_value)s."),
    _(
        "File extension “%(extension)s” is not allowed. "
        "Allowed extensions are: %(allowed_extensions)s."
    ),
    _("Enter a valid duration."),
    _("Enter a valid UUID."),
    _("Enter a valid JSON."),
    _("“%(pk)s” is not a valid value."),
    _("That page number is not an integer"),
    _("That page number is less than 1"),
    _("That page contains no results"),
)
SPANS = (
    ngettext_lazy("%(num)d year", "%(num)d years", "num"),
    ngettext_lazy("%(num)d month", "%(num)d months", "num"),
    ngettext_lazy("%(num)d week", "%(num)d weeks", "num"),
    ngettext_lazy("%(num)d day", "%(num)d days", "num"),
    ngettext_lazy("%(num)d hour", "%(num)d hours", "num"),
    ngettext_lazy("%(num)d minute", "%(num)d minutes", "num"),
    ngettext_lazy(
        "Please submit at most %(num)d form.", "Please submit at most %(num)d forms.", "num"
    ),
    ngettext_lazy(
        "Please submit at least %(num)d form.", "Please submit at least %(num)d forms.", "num"
    ),
)


def say_it_our_way() -> None:
    """An empty field says what to do, not that it "is required"."""
    forms.Field.default_error_messages["required"] = _("Fill this in.")
    forms.ChoiceField.default_error_messages["required"] = _("Choose one of these.")
    forms.MultipleChoiceField.default_error_messages["required"] = _(
        "Choose at least one of these."
    )
    forms.BooleanField.default_error_messages = {"required": _("Tick this box to go on.")}
    forms.FileField.default_error_messages["required"] = _("Choose a file.")
