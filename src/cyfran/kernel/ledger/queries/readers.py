"""Who may read what in the books."""

from cyfran.kernel.actions import Actor
from cyfran.kernel.ledger.models import Account
from cyfran.kernel.societies.models import Society

OFFICERS = frozenset({"chair", "secretary", "treasurer", "board"})
KEEPERS = frozenset({"secretary", "treasurer"})  # who seal


def reads_names(actor: Actor, society: Society) -> bool:
    """Officers read every account; the register of members is open to them too."""
    return bool(OFFICERS & actor.roles(society))


def reads_lines(actor: Actor, society: Society) -> bool:
    """Whoever has a role in the society reads the totals of each line, without names."""
    return bool(actor.roles(society))


def reads_account(actor: Actor, account: Account) -> bool:
    """An officer, or the person whose account it is."""
    owner = account.party.person_id if account.party is not None else None
    return reads_names(actor, account.society) or (owner is not None and owner == actor.person_id)


def seals(actor: Actor, society: Society) -> bool:
    """The treasurer and the secretary close periods."""
    return bool(KEEPERS & actor.roles(society))
