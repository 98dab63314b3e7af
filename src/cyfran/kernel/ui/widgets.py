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
        return super().format_value(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "sign": self.sign}


class PercentInput(forms.TextInput):
    """A percentage with its sign after the box; the value is in basis points."""

    template_name = "ui/widgets/percent.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """Basis points as a percentage; what was typed as it was typed."""
        if isinstance(value, int):
            text = f"{MINUS if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02d}"
            return text.rstrip("0").rstrip(".")
        return super().format_value(value)


class DayInput(forms.MultiWidget):
    """Day, month and year in three boxes: the quickest for a known day, on any phone."""

    template_name = "ui/widgets/day.html"
    use_fieldset = True
    labels = (_("Day"), _("Month"), _("Year"))

    def __init__(self, attrs: dict[str, Any] | None = None, birthday: bool = False) -> None:
        names = ("day", "month", "year")
        filled = [{"autocomplete": f"bday-{name}"} if birthday else {} for name in names]
        inputs = [forms.TextInput({"inputmode": "numeric", **extra}) for extra in filled]
        super().__init__(dict(zip(names, inputs, strict=True)), attrs)

    def decompress(self, value: Any) -> list[Any]:
        return (
            [value.day, value.month, value.year] if isinstance(value, date) else [None, None, None]
        )

    def first_id(self, id_: str) -> str:
        """The box for the day."""
        return f"{id_}_0"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["parts"] = list(zip(self.labels, context["widget"]["subwidgets"], strict=True))
        return context


class MomentInput(DayInput):
    """A day in three boxes, and the time of that day."""

    labels = (*DayInput.labels, _("Time"))

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.widgets.append(forms.TextInput({"inputmode": "numeric", "placeholder": "00:00"}))
        self.widgets_names.append("_time")

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

    def first_id(self, id_: str) -> str:
        """The first of the choices."""
        return f"{id_}_0"


class CheckboxCards(RadioCards, forms.CheckboxSelectMultiple):
    """Any of a few choices, each a card."""

    input_type = "checkbox"
    allow_multiple_selected = True
    value_from_datadict = forms.CheckboxSelectMultiple.value_from_datadict  # type: ignore[assignment]


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
