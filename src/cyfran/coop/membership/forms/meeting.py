"""What the founding meeting asks: adoption, officers, and afterwards the registration."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cyfran.coop.membership.models import Founder, MemberClass
from cyfran.kernel.ui.forms import DayField
from cyfran.kernel.ui.widgets import RadioCards

if TYPE_CHECKING:
    _OneClass = forms.ModelChoiceField[MemberClass]
    _OneFounder = forms.ModelChoiceField[Founder]
else:
    _OneClass = _OneFounder = forms.ModelChoiceField


class ClassField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the society's classes, in the society's own words."""

    def __init__(self, classes: Any, **kwargs: Any) -> None:
        super().__init__(
            queryset=classes,
            widget=RadioCards,
            empty_label=None,
            error_messages={"required": _("Choose one.")},
            **kwargs,
        )


class AdoptForm(forms.Form):
    """A founder adopts, and says what the register will say of them."""

    name = forms.CharField(
        label=_("Your full name"), max_length=200, help_text=_("As the register will show it.")
    )
    address = forms.CharField(
        label=_("Your postal address"),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
        help_text=_(
            "The law asks for it in the register of members. Other people do not see it here."
        ),
    )

    def __init__(self, *args: Any, classes: Iterable[MemberClass], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member_class"] = ClassField(classes, label=_("You will be a member as"))


class OfficersForm(forms.Form):
    """Who holds which office first."""

    def __init__(self, *args: Any, founders: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for office, label, told in (
            ("chair", _("Chair"), _("Leads the meetings.")),
            ("secretary", _("Secretary"), _("Keeps the register and writes to the registrar.")),
            ("treasurer", _("Treasurer"), _("Keeps the books and the bank.")),
        ):
            self.fields[office] = FounderField(founders, label=label, help_text=told)


class FounderField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the founders, by name."""

    def __init__(self, founders: Any, **kwargs: Any) -> None:
        super().__init__(
            queryset=founders,
            empty_label=_("Choose a founder"),
            error_messages={"required": _("Choose a founder for this office.")},
            **kwargs,
        )

    def label_from_instance(self, founder: Founder) -> str:
        """The founder's name."""
        return founder.party.name


class RegistrationForm(forms.Form):
    """What the registrar's acknowledgement says."""

    number = forms.RegexField(
        r"^[A-Za-z0-9]{2,20}$",
        label=_("Registration number"),
        help_text=_("It stands on the acknowledgement, such as 9214."),
        error_messages={"invalid": _("Write the number as it stands there, without spaces.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["registered_on"] = DayField(
            label=_("Registered on"),
            max_value=today,
            help_text=_("The day of the acknowledgement, such as 24 11 2026."),
        )
