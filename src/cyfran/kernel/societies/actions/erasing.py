"""Erase a person: who they were is gone, what was done stays."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, nobody, roles
from cyfran.kernel.events import announce
from cyfran.kernel.mail import forget_letters
from cyfran.kernel.people.actions import forget_login
from cyfran.kernel.people.queries import addresses_of
from cyfran.kernel.refusals import constraint_means
from cyfran.kernel.societies.events import PartyErased, PartyToBeErased
from cyfran.kernel.societies.models import ERASED, Erasure, Party
from cyfran.kernel.societies.queries import serving, societies_of
from cyfran.kernel.societies.refusals import AlreadyErased, HoldsAnOffice


@action(may=roles("secretary"), scheduled=True, label=_("Erase a person"), even_closed=True)
def erase_party(*, actor: Actor, party: Party, at: datetime) -> Party:
    """Nothing here says any more who the party was; numbers, amounts and days stay, and every chain holds.

    Refuses with HoldsAnOffice, AlreadyErased, and whatever an app above has against it: a membership, an
    application that waits, money that stands between them and the society.
    """
    fresh = _locked(party)
    if serving(fresh.society_id).filter(party=fresh).exists():
        raise HoldsAnOffice(name=fresh.name)
    announce(PartyToBeErased(fresh))
    return _erase(fresh, at)


@action(
    may=nobody,
    scheduled=True,
    label=_("Erase a person again after a restoration"),
    even_closed=True,
)
def erase_party_again(*, actor: Actor, party: Party, at: datetime) -> Party:
    """As `erase_party`, of somebody whom a backup brought back: nothing stands against it a second time.

    Refuses with AlreadyErased.
    """
    return _erase(_locked(party), at)


def _locked(party: Party) -> Party:
    return Party.objects.select_for_update(of=("self",)).get(pk=party.pk)


def _erase(party: Party, at: datetime) -> Party:
    with constraint_means("party_erased_once", AlreadyErased):
        Erasure.objects.create(society_id=party.society_id, party=party, erased_at=at)
    person = party.person
    addresses = {party.email} | ({person.email} if person else set())
    if person:
        addresses |= {each.email for each in addresses_of(person)}
    addresses.discard("")
    forget_letters(addresses, party.name)
    announce(PartyErased(party, party.person_id, frozenset(addresses), at))
    party.name, party.sort_key, party.email, party.address = ERASED, "", "", ""
    party.person = None
    party.save(update_fields=["name", "sort_key", "email", "address", "person"])
    # The login is the installation's: it stays for as long as another co-op here knows the person.
    if person and not societies_of(person.pk).exists():
        forget_login(person)
    return party
