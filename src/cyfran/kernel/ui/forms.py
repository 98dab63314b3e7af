"""Form fields for what co-ops ask: money to the penny, a percentage, a day, a moment, a quantity."""

import re
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar

from babel.dates import get_month_names
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.languages import LANGUAGES, active_language
from cyfran.kernel.money import MINUS, format_money
from cyfran.kernel.ui.widgets import DayInput, MomentInput, MoneyInput, PercentInput, QuantityInput

# Commas only where thousands stand: "2,50" is refused, not read as 250 pounds.
_AMOUNT = re.compile(r"(-)?£?(-)?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{1,2}))?")
_PENCE = re.compile(r"([0-9]{1,6})[pc]")  # 50p, 50c (ceiniog)
_MOST = 10**12


class MoneyField(forms.Field):
    """An amount in minor units, from "1,234.50", "£2" or "50p"."""

    widget: type[MoneyInput] = MoneyInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Write an amount, such as 12.50."),
        "invalid": _("Write the amount in pounds and pence, such as 12.50."),
    }

    def __init__(
        self, *, min_value: int = 0, max_value: int = _MOST, currency: str = "GBP", **kwargs: Any
    ) -> None:
        self.currency, self.least, self.most = currency, min_value, max_value
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return value if isinstance(value, int) else None
        minor = _minor(str(value))
        if minor is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return minor

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        for bound, wrong, message in (
            (self.least, value < self.least, say("Write %(amount)s or more.")),
            (self.most, value > self.most, say("Write %(amount)s or less.")),
        ):
            if wrong:
                raise ValidationError(
                    message % {"amount": format_money(bound, self.currency, active_language())}
                )

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


class PercentField(MoneyField):
    """Basis points, from "12.5" or "12.5%": hundredths, as pence are."""

    widget: type[MoneyInput] = PercentInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Write a percentage, such as 12.5."),
        "invalid": _("Write a percentage with at most two figures after the point, such as 12.5."),
    }

    def __init__(self, *, min_value: int = 0, max_value: int = 10_000, **kwargs: Any) -> None:
        super().__init__(min_value=min_value, max_value=max_value, **kwargs)

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str) and ("£" in value or value.strip()[-1:] in ("p", "c")):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(
            value.strip().removesuffix("%") if isinstance(value, str) else value
        )

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)
        if value is not None and not self.least <= value <= self.most:
            raise ValidationError(
                say("Write a percentage from %(least)s to %(most)s.")
                % {"least": f"{self.least / 100:g}", "most": f"{self.most / 100:g}"}
            )


class QuantityField(forms.IntegerField):
    """How many, in whole numbers."""

    def __init__(
        self,
        *,
        max_value: int = 999,
        min_value: int = 0,
        unit: str | Promise = "",
        of: str | Promise = "",
        **kw: Any,
    ) -> None:
        kw.setdefault("widget", QuantityInput(unit=unit, of=of))
        messages = {
            "invalid": _("Write a whole number, such as 2."),
            "min_value": _("Write %(limit_value)s or more."),
            "max_value": _("Write %(limit_value)s or less."),
            **kw.pop("error_messages", {}),
        }
        super().__init__(max_value=max_value, min_value=min_value, error_messages=messages, **kw)


class DayField(forms.MultiValueField):
    """A day, from three boxes; the month may be a number or its name in either language."""

    widget: type[DayInput] = DayInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Write the day, the month and the year.")
    }
    boxes = 3

    def __init__(
        self, *, min_value: date | None = None, max_value: date | None = None, **kwargs: Any
    ) -> None:
        self.earliest, self.latest = min_value, max_value
        fields = [forms.CharField(required=False, max_length=20) for _box in range(self.boxes)]
        super().__init__(fields=fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> Any:
        """The day the boxes say; None where all are blank."""
        return self._day(data_list) if any(data_list) else None

    def _day(self, boxes: list[str]) -> date:
        day, month, year = (text.strip() for text in boxes[:3])
        if not (day and month and year):
            raise ValidationError(self.error_messages["required"], code="incomplete")
        if not re.fullmatch(r"[0-9]{4}", year):
            raise ValidationError(_("Write the year in four figures, such as 2026."), code="year")
        number = _month(month)
        if number is None or not re.fullmatch(r"[0-9]{1,2}", day):
            raise ValidationError(
                _("Write the day and the month in figures, such as 26 and 11."), code="invalid"
            )
        try:
            found = date(int(year), number, int(day))
        except ValueError as error:
            raise ValidationError(
                _("There is no such day. Look at the day and the month."), code="invalid"
            ) from error
        self._bounded(found)
        return found

    def _bounded(self, day: date) -> None:
        from cyfran.kernel.ui.days import day_with_year

        if self.earliest and day < self.earliest:
            raise ValidationError(
                say("Choose %(day)s or later.") % {"day": day_with_year(self.earliest)}
            )
        if self.latest and day > self.latest:
            raise ValidationError(
                say("Choose %(day)s or earlier.") % {"day": day_with_year(self.latest)}
            )


class MomentField(DayField):
    """A moment in UTC, from a day and a time where the society is."""

    widget: type[DayInput] = MomentInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Write the day, the month, the year and the time.")
    }
    boxes = 4

    def compress(self, data_list: list[str]) -> datetime | None:
        if not any(data_list):
            return None
        day, hour = (
            self._day(data_list),
            re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]?([0-5][0-9])(?::00)?", data_list[3].strip()),
        )
        if hour is None:
            raise ValidationError(
                _("Write the time with hours and minutes, such as 19:00."), code="time"
            )
        local = datetime.combine(
            day, time(int(hour[1]), int(hour[2])), tzinfo=timezone.get_current_timezone()
        )
        return local.astimezone(UTC)


def _minor(text: str) -> int | None:
    bare = (
        text.strip().replace(MINUS, "-").replace(" ", "").replace("\N{NO-BREAK SPACE}", "").lower()
    )
    if pence := _PENCE.fullmatch(bare):
        return int(pence[1])
    found = _AMOUNT.fullmatch(bare)
    if found is None or len(bare) > 20 or (found[1] and found[2]):
        return None
    size = int(found[3].replace(",", "")) * 100 + int((found[4] or "0").ljust(2, "0"))
    return -size if found[1] or found[2] else size


def _month(text: str) -> int | None:
    if re.fullmatch(r"[0-9]{1,2}", text):
        return int(text)
    wanted = text.casefold().rstrip(".")
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                if name.casefold().rstrip(".") == wanted:
                    return int(number)
    return None
