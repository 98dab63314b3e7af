"""What members may decide about a surplus, and what it would mean."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.consequences import Choice, Figure, Impact, offer_choice
from cyfran.coop.surplus.models import Application
from cyfran.coop.surplus.queries import closed_years, surplus_of
from cyfran.coop.surplus.rules import WHOLE, divide
from cyfran.kernel.languages import active_language
from cyfran.kernel.money import format_money
from cyfran.kernel.societies.models import Society
from cyfran.kernel.ui.days import day_with_year
from cyfran.kernel.ui.forms import PercentField


class ApplySurplusForm(forms.Form):
    """Which year's surplus, and the three parts it is divided into."""

    year_end = forms.ChoiceField(label=_("Surplus of the year that ended on"))
    reserves_bp = PercentField(
        label=_("Kept in reserves"), help_text=_("For bad years and new plans.")
    )
    community_bp = PercentField(label=_("To the community fund"))
    patronage_bp = PercentField(
        label=_("Shared among members by trade"),
        help_text=_("In proportion to what each bought or sold in the year."),
    )

    def __init__(self, *args: Any, society: Society, at: datetime, **kwargs: Any) -> None:  # noqa: ARG002
        super().__init__(*args, **kwargs)
        applied = set(
            Application.objects.filter(society=society).values_list("year_end", flat=True)
        )
        year_end = self.fields["year_end"]
        assert isinstance(year_end, forms.ChoiceField)
        year_end.choices = [
            (day.isoformat(), f"{day_with_year(day)}: {_money(society, surplus_of(society, day))}")
            for day in closed_years(society)
            if day not in applied
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        parts = [given.get(name) for name in ("reserves_bp", "community_bp", "patronage_bp")]
        if (
            all(part is not None for part in parts)
            and sum(p for p in parts if p is not None) != WHOLE
        ):
            raise forms.ValidationError(say("The parts must come to 100% together."))
        return given

    def arguments(self) -> dict[str, Any]:
        """The call's arguments as a resolution stores them."""
        return dict(self.cleaned_data)


def describe(society: Society, arguments: Mapping[str, Any]) -> str:
    """What would be done, in one sentence."""
    day = date.fromisoformat(arguments["year_end"])
    return say("Apply the surplus of the year to %(day)s, %(amount)s.") % {
        "day": day_with_year(day),
        "amount": _money(society, surplus_of(society, day)),
    }


def impact(society: Society, arguments: Mapping[str, Any], at: datetime) -> Impact | None:  # noqa: ARG001
    """Where the surplus would go, to the penny."""
    surplus = surplus_of(society, date.fromisoformat(arguments["year_end"]))
    if surplus <= 0:
        return None
    parts = divide(
        surplus,
        **{name: arguments[name] for name in ("reserves_bp", "community_bp", "patronage_bp")},
    )
    return Impact(
        say("Members would share %(amount)s in proportion to their trade.")
        % {"amount": _money(society, parts.patronage)},
        (
            Figure(_("Reserves"), 0, parts.reserves),
            Figure(_("Community fund"), 0, parts.community),
            Figure(_("Members, by trade"), 0, parts.patronage),
        ),
    )


def _money(society: Society, amount: int) -> str:
    return format_money(amount, society.currency, active_language())


offer_choice(
    Choice(
        "surplus.apply_surplus",
        _("Apply the surplus of a year"),
        ApplySurplusForm,
        describe,
        impact,
        hint=_("To reserves, the community fund, and members in proportion to their trade."),
    )
)
