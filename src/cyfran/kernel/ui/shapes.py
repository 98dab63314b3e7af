"""The shapes that components take: what a view hands to a template, named."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Text = Any  # a string, a lazy translation, a Bilingual or safe markup


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for the reader. `verb` is the button's word; the first is the most urgent.

    `icon` is one of the icon set, `tone` one of leek, heather, daffodil, clay or blank.
    """

    title: Text
    detail: Text
    verb: Text
    url: str
    icon: str = "page"
    tone: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table; numbers stand at the right."""

    label: Text
    number: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell that is more than text: a link, or a tag."""

    text: Text
    url: str = ""
    tag: str = ""


@dataclass(frozen=True)
class Table:
    """A table of rows as wide as its columns; the first cell names the row. `total` is the last line."""

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[Text | Cell]]
    total: Sequence[Text] | None = None
    caption_hidden: bool = False


@dataclass(frozen=True)
class Line:
    """One line of an arithmetic: what, how much (already written), and the decision it rests on."""

    label: Text
    amount: Text
    url: str = ""
    because: Text = ""
    subtotal: bool = False


@dataclass(frozen=True)
class Fact:
    """One line of a summary: a name, a value, and where it can be changed or asked about."""

    label: Text
    value: Text
    url: str = ""
    verb: Text = ""


@dataclass(frozen=True)
class Stage:
    """One step of a way: done, now or later."""

    label: Text
    state: str = "later"
    detail: Text = ""
    url: str = ""


@dataclass(frozen=True)
class Happening:
    """One entry of a timeline."""

    title: Text
    at: datetime
    detail: Text = ""
    by: Text = ""
    url: str = ""
    now: bool = False


@dataclass(frozen=True)
class Change:
    """What a decision changes: a figure now, and the figure it becomes."""

    label: Text
    before: Text
    after: Text
    starts: Text = ""
    why_url: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody as other members see them."""

    name: str
    role: Text = ""
    url: str = ""
    detail: Text = ""

    @property
    def initials(self) -> str:
        """The first letters of the first and the last name."""
        parts = self.name.split()
        return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


@dataclass(frozen=True)
class Requirement:
    """Something that must be true, and whether it is."""

    label: Text
    met: bool | None = None
    detail: Text = field(default="")
