"""Reads of bank accounts; they are opened here and nowhere else."""

from collections.abc import Iterable

from django.conf import settings

from cyfran.coop.payments.models import BankDetails, SocietyAccount
from cyfran.coop.payments.refusals import NoSocietyAccount, NotYourAccount
from cyfran.coop.payments.rules.pain001 import Holder
from cyfran.coop.payments.rules.sealing import open_sealed
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import current_society_id
from cyfran.kernel.societies.models import Party, Society


def require_own(actor: Actor, party: Party | None) -> None:
    """Refuses with NotYourAccount unless the actor is that party or keeps the society's money."""
    own = party is not None and actor.person_id is not None and party.person_id == actor.person_id
    society_id = party.society_id if party else current_society_id()
    if not own and not (society_id and "treasurer" in actor.roles(society_id)):
        raise NotYourAccount


def bank_details_of(party: Party) -> BankDetails | None:
    """The account the party is paid on now."""
    return (
        BankDetails.objects.filter(party=party, replaced_at__isnull=True)
        .exclude(sealed=b"")
        .first()
    )


def bank_details_of_all(parties: Iterable[int]) -> dict[int, BankDetails]:
    """The accounts that these parties are paid on now, by the party's id; one query."""
    current = BankDetails.objects.filter(party__in=list(parties), replaced_at__isnull=True)
    return {details.party_id: details for details in current.exclude(sealed=b"")}


def society_account(society: Society) -> SocietyAccount | None:
    """The account the society banks with now."""
    return (
        SocietyAccount.objects.filter(society=society, replaced_at__isnull=True)
        .exclude(sealed=b"")
        .first()
    )


def require_society_account(society: Society) -> SocietyAccount:
    """As `society_account`; refuses with NoSocietyAccount."""
    account = society_account(society)
    if account is None:
        raise NoSocietyAccount
    return account


def holder_of(row: BankDetails | SocietyAccount) -> Holder:
    """The name and the account in clear; raises CannotOpen."""
    bound_to = (
        bound_to_party(row.society_id, row.party_id)
        if isinstance(row, BankDetails)
        else bound_to_society(row.society_id)
    )
    return open_sealed(bytes(row.sealed), bound_to=bound_to, keys=settings.FIELD_KEYS)


def pay_to(society: Society) -> Holder | None:
    """Whom a payer of the society sends money to: for the page that asks for it."""
    account = society_account(society)
    return None if account is None else holder_of(account)


def bound_to_party(society_id: int, party_id: int) -> str:
    """What a party's sealed account is bound to."""
    return f"bank details of party {party_id} in society {society_id}"


def bound_to_society(society_id: int) -> str:
    """What a society's own sealed account is bound to."""
    return f"account of society {society_id}"
