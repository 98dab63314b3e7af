"""Controls that browsers do not have: money, a day in three boxes, choices as cards, a quantity."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.money import MINUS


class MoneyInput(forms.TextInput):
    """An amount as people write it, with its £ before the box; the value is in pence."""

    template_name = "ui/widgets/money.html"

    def __init__(self, attrs: dict[str, Any] | None = None, sign: str = "£") -> None:
        self.sign = sign
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """Pence as pounds; what was typed as it was typed."""
        if isinstance(value, int):
            minus = MINUS if value < 0 else ""
            return f"{minus}{abs(value) // 100}.{abs(value) % 100:02d}"
        return None if value in (None, "") else str(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "sign": self.sign}


class PercentInput(MoneyInput):
    """A percentage with its sign after the box; the value is in basis points."""

    template_name = "ui/widgets/percent.html"

    def format_value(self, value: Any) -> str | None:
        """Basis points as a percentage; what was typed as it was typed."""
        shown = super().format_value(value)
        return shown.rstrip("0").rstrip(".") if shown and isinstance(value, int) else shown


class DayInput(forms.MultiWidget):
    """Day, month and year in three boxes: the quickest for a known day, on any phone."""

    template_name = "ui/widgets/day.html"
    use_fieldset = True
    boxes: tuple[tuple[str, Any], ...] = (
        ("day", _("Day")),
        ("month", _("Month")),
        ("year", _("Year")),
    )

    def __init__(self, attrs: dict[str, Any] | None = None, birthday: bool = False) -> None:
        super().__init__(
            {
                name: forms.TextInput(
                    {"inputmode": "numeric"}
                    | ({"autocomplete": f"bday-{name}"} if birthday else {})
                )
                for name, _label in self.boxes
            },
            attrs,
        )

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if isinstance(value, date) else [None] * 3

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = [label for _name, label in self.boxes]
        return {**context, "parts": list(zip(labels, context["widget"]["subwidgets"], strict=True))}


class MomentInput(DayInput):
    """A day in three boxes, and the time of that day."""

    boxes = (*DayInput.boxes, ("time", _("Time")))

    def decompress(self, value: Any) -> list[Any]:
        local = timezone.localtime(value) if isinstance(value, datetime) else None
        return [*super().decompress(local), f"{local:%H:%M}" if local else None]


class RadioCards(forms.RadioSelect):
    """One choice of a few, each a card with a sentence of what it means."""

    template_name = "ui/widgets/choice_cards.html"

    def __init__(
        self, attrs: Any = None, choices: Any = (), hints: Mapping[Any, str | Promise] | None = None
    ) -> None:
        self.hints = {str(key): hint for key, hint in (hints or {}).items()}
        super().__init__(attrs, choices)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        return {**option, "hint": self.hints.get(str(value), "")}


class CheckboxCards(RadioCards, forms.CheckboxSelectMultiple):
    """Any of a few choices, each a card."""

    input_type = "checkbox"
    allow_multiple_selected = True
    value_from_datadict = forms.CheckboxSelectMultiple.value_from_datadict


class QuantityInput(forms.NumberInput):
    """How many: a number, with a button on each side where scripts run."""

    template_name = "ui/widgets/quantity.html"

    def __init__(
        self, attrs: dict[str, Any] | None = None, unit: str | Promise = "", of: str | Promise = ""
    ) -> None:
        self.unit, self.of = unit, of
        super().__init__({"inputmode": "numeric", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["class"] = "quantity-input"
        return {**context, "unit": self.unit, "of": self.of}
