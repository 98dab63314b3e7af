"""What membership does when something happened elsewhere; site/wiring.py connects it."""

from django.db.models import F, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat

from cyfran.coop.membership.models import Application, Founder, Invitation, Member
from cyfran.coop.membership.refusals import ApplicationWaits, StillMember
from cyfran.kernel.record.actions import erase_words_about
from cyfran.kernel.societies.events import PartyErased, PartyToBeErased
from cyfran.kernel.societies.models import ERASED


def refuse_whoever_belongs(event: PartyToBeErased) -> None:
    """The register holds a member's name and address for as long as they are one (CCBSA 2014 s.30)."""
    party = event.party
    if Member.objects.filter(party=party, ceased_on__isnull=True).exists():
        raise StillMember(name=party.name)
    if Application.objects.filter(applicant=party, state__in=["pending", "admitted"]).exists():
        raise ApplicationWaits(name=party.name)


def forget_applicant(event: PartyErased) -> None:
    """Applications and invitations have no words left; the register keeps number, days and classes."""
    society, party = event.party.society_id, event.party
    applications = Application.objects.filter(society=society, applicant=party)
    applications.update(words="", reason="")
    founders = Founder.objects.filter(society=society, party=party)
    letters = Invitation.objects.filter(society=society)
    invitations = letters.filter(founder__in=founders) | letters.filter(email__in=event.addresses)
    members = Member.objects.filter(society=society, party=party)
    for found in (applications, founders, invitations, members):
        erase_words_about(society, found.model, found.values_list("pk", flat=True))
    # One open invitation an address: each keeps an address of its own that leads nowhere.
    nowhere = Concat(Value("erased-"), Cast(F("pk"), CharField()), Value("@erased.invalid"))
    theirs = Invitation.objects.filter(pk__in=list(invitations.values_list("pk", flat=True)))
    theirs.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=event.at)
    theirs.update(name=ERASED, email=nowhere, speaks_for="")
