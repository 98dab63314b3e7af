"""What every reader answers with: the rows that could be read, and what is the matter with the others."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cyfran.trade.catalogue.rules.rows import OfferRow, Problem

MAX_ROWS = 20_000
MAX_KEPT_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class CatalogueRow(OfferRow):
    """An offer with what a food shop wants to know of it.

    `case_of` is the external id of the retail unit when this row is a case of it. Where the file is silent,
    `category` is blank and `organic` and `allergens` are None.
    """

    sku: str = ""
    category: str = ""
    organic: bool | None = None
    allergens: tuple[str, ...] | None = None
    case_of: str = ""


@dataclass(frozen=True, slots=True)
class ReadingChoices:
    """What the file itself does not say: the language of its texts and whether its prices hold the tax."""

    language: str = "en"
    prices_with_tax: bool = False
    currency: str = "GBP"


AS_WRITTEN = ReadingChoices()


@dataclass(slots=True)
class CatalogueReading:
    """The rows and problems of one file, in the order of the file.

    At most `MAX_KEPT_PROBLEMS` problems and as many remarks are kept; `more_problems` counts the rest.
    Rows with a problem are not among `rows`.
    """

    source: str
    rows: list[CatalogueRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    more_problems: int = 0

    def refuse(self, row: int, column: str, code: str, /, **values: str | int) -> None:
        """Something is wrong and the file cannot be imported as it is."""
        if len(self.problems) < MAX_KEPT_PROBLEMS:
            self.problems.append(Problem(row, column, code, _short(values)))
        else:
            self.more_problems += 1

    def remark(self, row: int, column: str, code: str, /, **values: str | int) -> None:
        """Something was assumed that a person should know of; each kind of remark is kept once per value."""
        said = _short(values)
        if len(self.remarks) < MAX_KEPT_PROBLEMS and not any(
            (known.code, known.values) == (code, said) for known in self.remarks
        ):
            self.remarks.append(Problem(row, column, code, said, blocking=False))


def _short(values: Mapping[str, str | int]) -> dict[str, str | int]:
    """Values as a sentence can hold them: no longer than a line, whatever the file put there."""
    return {
        name: value if isinstance(value, int) or len(value) <= 80 else value[:79] + "…"
        for name, value in values.items()
    }


class Unreadable(Exception):
    """The file as a whole cannot be read; `code` and `values` say why."""

    def __init__(self, code: str, /, row: int = 0, **values: str | int) -> None:
        super().__init__(code)
        self.code, self.row, self.values = code, row, values


class Unclear(Exception):
    """One value cannot be read; `code` and `values` say why."""

    def __init__(self, code: str, /, **values: str | int) -> None:
        super().__init__(code)
        self.code, self.values = code, values
