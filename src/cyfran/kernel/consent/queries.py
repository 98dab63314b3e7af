"""What a society's members resolved about processors, and the receipts somebody has."""

from uuid import UUID

from django.db.models import QuerySet

from cyfran.kernel.consent.models import Receipt
from cyfran.kernel.database import current_society_id, society_transaction
from cyfran.kernel.disclosures import Disclosure, declared, processors
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.rulebook import RuleReading, rules

NOBODY: dict[str, RuleReading] = {}


def processors_let_in(society: Society | None) -> dict[str, RuleReading]:
    """The processors that the society's members resolved on, each with the decision; asks only if the code knows any."""
    if society is None or not processors:
        return NOBODY
    if current_society_id() != society.pk:
        with society_transaction(society):
            return processors_let_in(society)
    readings = rules(society, *(each.rule for each in processors.values()))
    return {
        key: readings[processor.rule]
        for key, processor in processors.items()
        if readings[processor.rule].value
    }


def disclosures_for(let_in: dict[str, RuleReading]) -> list[Disclosure]:
    """What is declared and can happen there: no processor that members did not resolve on."""
    return [
        each for each in declared.values() if each.processor is None or each.processor.key in let_in
    ]


def receipt_of(number: str, person_id: int | None) -> Receipt | None:
    """The receipt with this number, to whoever was given it or made the choice while signed in."""
    try:
        found = (
            Receipt.objects.select_related("wording", "previous", "society")
            .filter(number=UUID(number))
            .first()
        )
    except ValueError:
        return None
    return found if found and found.person_id in (None, person_id) else None


def receipts_of(number: str, person_id: int | None) -> QuerySet[Receipt]:
    """The receipts of a person, the latest first; of a visitor, that of their browser."""
    own = Receipt.objects.filter(person_id=person_id) if person_id else Receipt.objects.none()
    if not own.exists() and number:
        own = Receipt.objects.filter(number=number, person_id=None)
    return own.order_by("-at")
