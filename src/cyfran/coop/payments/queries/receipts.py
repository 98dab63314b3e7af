"""Reads about money awaited and money that came."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Sum

from cyfran.coop.payments.models import BankLine, ExpectedPayment, Receipt
from cyfran.coop.payments.rules.letters import in_one_line
from cyfran.coop.payments.rules.splitting import Split, split_of
from cyfran.coop.payments.rules.statements import StatementLine, line_digests
from cyfran.kernel.societies.models import Party, Society


@dataclass(frozen=True)
class Match:
    """A line of a statement, the payment its reference names, and where its money would go."""

    line: StatementLine
    expected: ExpectedPayment | None
    outstanding: int
    split: Split
    digest: str
    recorded: bool

    @property
    def words(self) -> str:
        """What the line is known by: our reference, or the bank's text."""
        return self.expected.reference if self.expected else self.line.text

    @property
    def outcome(self) -> str:
        """recorded | unknown | again | part | over | exact: what the treasurer is told of it."""
        if self.recorded:
            return "recorded"
        if self.expected is None:
            return "unknown"
        if not self.split.applied:
            return "again"
        if self.split.applied < self.outstanding:
            return "part"
        return "over" if self.split.applied < self.line.amount else "exact"


def awaited(society: Society) -> QuerySet[ExpectedPayment]:
    """Payments that have not come, or not wholly, the longest awaited first."""
    waiting = ExpectedPayment.objects.filter(society=society, state=_AWAITING)
    return waiting.select_related("party").order_by("asked_at", "id")


def awaited_of(party: Party) -> QuerySet[ExpectedPayment]:
    """What this party was asked for and has not wholly paid."""
    return awaited(party.society).filter(party=party)


def outstanding_in(society: Society) -> int:
    """All that is awaited, in minor units."""
    total = awaited(society).aggregate(total=Sum(F("amount") - F("received")))["total"]
    return total or 0


def receipts_of(society: Society) -> QuerySet[Receipt]:
    """Everything that came by the bank, latest first."""
    came = Receipt.objects.filter(society=society, means=Receipt.Means.BANK)
    return came.select_related("expected__party", "credited_to", "bank_line").order_by(
        "-recorded_at", "-id"
    )


def receipts_from(party: Party) -> QuerySet[Receipt]:
    """What this party paid, or had as credit, latest first."""
    came = Receipt.objects.filter(
        Q(expected__party=party) | Q(credited_to=party), society=party.society_id
    )
    return came.select_related("expected").order_by("-recorded_at", "-id")


def receipts_without_owner(society: Society) -> QuerySet[Receipt]:
    """Money nobody has said the purpose of, longest waiting first."""
    waiting = Receipt.objects.filter(society=society, suspended__gt=0, assignments__isnull=True)
    return waiting.select_related("bank_line", "expected").order_by("recorded_at", "id")


def expected_by_reference(
    society: Society, references: Iterable[str]
) -> dict[str, ExpectedPayment]:
    """The payments that go by these references, by reference; one query."""
    wanted = set(references)
    if not wanted:
        return {}
    found = ExpectedPayment.objects.filter(society=society, reference__in=wanted)
    return {expected.reference: expected for expected in found.select_related("party")}


def next_occurrence(society: Society, reference: str, amount: int, paid_on: date) -> int:
    """Which one a payment like those recorded before would be: 2 after the first."""
    line = StatementLine(1, paid_on, amount, in_one_line(reference)[:500])
    for occurrence in range(1, _MOST_ALIKE):
        if not matches_of(society, [line], first=occurrence)[0].recorded:
            return occurrence
    return _MOST_ALIKE


def matches_of(society: Society, lines: Sequence[StatementLine], *, first: int = 1) -> list[Match]:
    """What recording these lines would do, in their order; two queries, whatever their number.

    `first` is 2 for a line that is like one recorded before and is yet another.
    """
    known = expected_by_reference(society, (found for line in lines for found in line.references))
    named = [
        next((known[found] for found in line.references if found in known), None) for line in lines
    ]
    words = [one.reference if one else line.text for line, one in zip(lines, named, strict=True)]
    digests = line_digests(zip(lines, words, strict=True), first=first)
    recorded = set(
        BankLine.objects.filter(society=society, digest__in=digests).values_list(
            "digest", flat=True
        )
    )
    left = {one.pk: one.outstanding if one.state == _AWAITING else 0 for one in known.values()}
    matches = []
    for line, expected, digest in zip(lines, named, digests, strict=True):
        match = _match(line, expected, digest, left, recorded)
        if expected and not match.recorded:
            left[expected.pk] -= match.split.applied
        matches.append(match)
    return matches


def _match(
    line: StatementLine,
    expected: ExpectedPayment | None,
    digest: str,
    left: Mapping[int, int],
    recorded: Container[str | None],
) -> Match:
    outstanding = left[expected.pk] if expected else 0
    owner = expected.party_id if expected else None
    split = split_of(line.amount, outstanding=outstanding, has_owner=owner is not None)
    return Match(line, expected, outstanding, split, digest, digest in recorded)


_AWAITING = ExpectedPayment.State.AWAITING
_MOST_ALIKE = 20
