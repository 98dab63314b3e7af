"""How one reader likes the page: its light and its letters, kept in a cookie of their own choosing."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.ui.widgets import RadioCards

COOKIE = "reading"
THEMES = (
    ("", _("As my device does")),
    ("light", _("Light")),
    ("dark", _("Dark")),
    ("contrast", _("High contrast")),
)
TYPES = (("", _("Figtree, as it comes")), ("legible", _("Atkinson Hyperlegible, easier to read")))


class ReadingForm(forms.Form):
    """The two choices."""

    theme = forms.ChoiceField(
        label=_("Light and dark"), choices=THEMES, required=False, widget=RadioCards
    )
    type = forms.ChoiceField(label=_("Letters"), choices=TYPES, required=False, widget=RadioCards)


@dataclass(frozen=True)
class Reading:
    """A reader's choice; blank is the device's light and the usual letters."""

    theme: str = ""
    type: str = ""

    @classmethod
    def of(cls, request: HttpRequest | None) -> "Reading":
        """What the cookie says, as far as it says something we know."""
        kept = request.COOKIES.get(COOKIE, "") if request else ""
        theme, _dot, letters = kept.partition(".")
        return cls(
            theme if theme in dict(THEMES) else "",
            letters if letters in dict(TYPES) else "",
        )

    def kept(self) -> str:
        """The cookie's value."""
        return f"{self.theme}.{self.type}"
