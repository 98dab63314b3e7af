"""Two languages, neither less: text that people write is one value with both, and says which came first."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("en", "cy")


def active_language() -> str:
    """The two-letter code of the reader's language; English when none is set."""
    return (get_language() or "en")[:2]


@dataclass(frozen=True)
class Bilingual:
    """One text in English, in Welsh, or in both; `source` is the language it was written in."""

    en: str = ""
    cy: str = ""
    source: str = "en"

    @classmethod
    def of(cls, value: "Bilingual | dict[str, str] | str | None") -> "Bilingual":
        """A Bilingual from itself, its stored form, or a plain text in the active language."""
        if isinstance(value, Bilingual):
            return value
        if isinstance(value, dict):
            return cls(
                en=value.get("en", ""),
                cy=value.get("cy", ""),
                source=value.get("source", "en"),
            )
        source = active_language() if active_language() in LANGUAGES else "en"
        return cls(**{source: value or ""}, source=source)

    def __str__(self) -> str:
        return self.in_language(active_language())

    def __bool__(self) -> bool:
        return bool(self.en or self.cy)

    def in_language(self, language: str) -> str:
        """The text in that language, or in the language it was written in."""
        wanted = {"en": self.en, "cy": self.cy}.get(language, "")
        return wanted or (self.cy if self.source == "cy" else self.en) or self.en or self.cy

    def shown_language(self, language: str) -> str:
        """Which language `in_language` answers in: for the `lang` attribute."""
        if {"en": self.en, "cy": self.cy}.get(language, ""):
            return language
        return (
            self.source
            if (self.cy if self.source == "cy" else self.en)
            else ("en" if self.en else "cy")
        )

    @property
    def complete(self) -> bool:
        """True when both languages are there."""
        return bool(self.en and self.cy)

    def stored(self) -> dict[str, str]:
        """The value as the database keeps it."""
        return {"en": self.en, "cy": self.cy, "source": self.source}


class BilingualFormField(forms.MultiValueField):
    """Two inputs, English and Cymraeg; at least one must be filled."""

    def __init__(self, *, long: bool = False, max_length: int = 4000, **kwargs: Any) -> None:
        self.long = long
        kwargs.setdefault("widget", BilingualWidget(long=long))
        super().__init__(
            fields=[forms.CharField(required=False, max_length=max_length) for _code in LANGUAGES],
            require_all_fields=False,
            **kwargs,
        )

    def compress(self, data_list: list[str]) -> Bilingual:
        english, welsh = (part.strip() for part in (data_list or ["", ""]))
        source = active_language() if active_language() in LANGUAGES else "en"
        if not {"en": english, "cy": welsh}[source]:
            source = "en" if english else "cy"
        return Bilingual(en=english, cy=welsh, source=source)

    def validate(self, value: Bilingual) -> None:
        # Blanks are no words, though they are no empty input either.
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")


class BilingualWidget(forms.MultiWidget):
    """The pair of inputs, each marked with its own language."""

    template_name = "ui/widgets/bilingual.html"
    use_fieldset = True

    def __init__(self, *, long: bool = False) -> None:
        made = forms.Textarea if long else forms.TextInput
        super().__init__({code: made(attrs={"lang": code}) for code in LANGUAGES})

    def decompress(self, value: Any) -> list[str]:
        text = Bilingual.of(value)
        return [text.en, text.cy]


class BilingualField(models.JSONField):
    """A text column in two languages; the database refuses one with neither."""

    description = _("A text in English, Welsh or both")

    def __init__(self, *args: Any, long: bool = False, **kwargs: Any) -> None:
        self.long = long
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Bilingual | None:
        loaded = super().from_db_value(value, expression, connection)
        return None if loaded is None else Bilingual.of(loaded)

    def to_python(self, value: Any) -> Bilingual | None:
        return None if value is None else Bilingual.of(value)

    def get_prep_value(self, value: Any) -> Any:
        return Bilingual.of(value).stored() if isinstance(value, Bilingual | str) else value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(self.get_prep_value(value), connection, prepared)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return super().get_db_prep_save(self.get_prep_value(value), connection)

    def formfield(self, **kwargs: Any) -> Any:
        return BilingualFormField(
            long=self.long, required=not self.blank, label=kwargs.get("label")
        )


# The Welsh alphabet: digraphs are letters, and ch follows c, dd follows d, and so on.
_WELSH = (
    "a", "b", "c", "ch", "d", "dd", "e", "f", "ff", "g", "ng", "h", "i", "j", "k", "l", "ll", "m", "n",
    "o", "p", "ph", "q", "r", "rh", "s", "t", "th", "u", "v", "w", "x", "y", "z",
)  # fmt: skip
_ORDER = {letter: f"{index:02d}" for index, letter in enumerate(_WELSH, start=1)}


def welsh_sort_key(text: str) -> str:
    """A plain string that sorts as a Welsh dictionary does; stored in a column, for SQL to order by.

    >>> sorted(["lle", "lori", "dda", "dw"], key=welsh_sort_key)
    ['dw', 'dda', 'lori', 'lle']
    """
    bare = "".join(
        c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c)
    )
    key, index = [], 0
    while index < len(bare):
        pair = bare[index : index + 2]
        letter = pair if pair in _ORDER else bare[index]
        key.append(_ORDER.get(letter, f"{ord(letter) % 90 + 10:02d}" if letter.isdigit() else "00"))
        index += len(letter)
    return "".join(key)
