"""Founders are invited by e-mail and accept by themselves."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from cyfran.coop.membership import letters
from cyfran.coop.membership.actions.founding import lock_founding
from cyfran.coop.membership.models import Founder, Invitation
from cyfran.coop.membership.queries.founding import founder_of, open_invitations
from cyfran.coop.membership.queries.people import person_behind
from cyfran.coop.membership.refusals import (
    AlreadyFounder,
    InvitationForAnother,
    InvitationOver,
    InvitedAlready,
    NotAFounder,
    TooManyInvitations,
)
from cyfran.kernel.actions import Actor, action, roles, signed_in
from cyfran.kernel.people.models import Person
from cyfran.kernel.refusals import constraint_means
from cyfran.kernel.societies.actions import appoint, enter_party
from cyfran.kernel.societies.models import Appointment, Office, Party, Society

GOOD_FOR = timedelta(days=30)
MOST_OPEN = 20  # nobody may use a society that is forming to write to the whole world


@action(
    may=roles("founder"), label=_("Invite a founder"), codes=("language", "registration_number")
)
def invite_founder(
    *,
    actor: Actor,
    society: Society,
    name: str,
    email: str,
    language: str,
    at: datetime,
    speaks_for: str = "",
    registration_number: str = "",
) -> Invitation:
    """An invitation is on its way to that address, and good for thirty days.

    The answer is the same whether or not the address has a login here. `speaks_for` and
    `registration_number` are those of the registered society the invited person acts for.
    Refuses with FoundingOver, InvitedAlready, TooManyInvitations, NotAFounder.
    """
    lock_founding(society)
    inviter = founder_of(society, actor.person_id)
    if inviter is None:
        raise NotAFounder
    if open_invitations(society).count() >= MOST_OPEN:
        raise TooManyInvitations(most=MOST_OPEN)
    with constraint_means("invitation_open_once", InvitedAlready):
        invitation = Invitation.objects.create(
            society=society,
            name=name,
            email=email.lower(),
            language=language,
            speaks_for=speaks_for,
            registration_number=registration_number,
            invited_by=inviter.party,
            sent_at=at,
        )
    letters.invite(invitation, GOOD_FOR.days)
    return invitation


@action(may=roles("founder"), label=_("Withdraw an invitation"))
def withdraw_invitation(*, actor: Actor, invitation: Invitation, at: datetime) -> Invitation:
    """The invitation can no longer be accepted, and the address can be invited again.

    Refuses with InvitationOver.
    """
    fresh = _locked(invitation)
    if not fresh.is_open:
        raise InvitationOver
    fresh.withdrawn_at = at
    fresh.save(update_fields=["withdrawn_at"])
    return fresh


@action(may=signed_in, label=_("Accept an invitation to found"))
def accept_invitation(*, actor: Actor, invitation: Invitation, at: datetime) -> Founder:
    """The person is a founder, for themselves or for the society they speak for.

    Refuses with FoundingOver, InvitationOver, InvitationForAnother, AlreadyFounder.
    """
    fresh = _locked(invitation)
    lock_founding(fresh.society)
    if not fresh.is_open or at > fresh.sent_at + GOOD_FOR:
        raise InvitationOver
    person = person_behind(actor)
    if person.email != fresh.email:
        raise InvitationForAnother
    party = _party(fresh, person, at)
    with constraint_means("founder_once", AlreadyFounder):
        founder = Founder.objects.create(
            society=fresh.society,
            party=party,
            registration_number=fresh.registration_number,
            since=at,
        )
    fresh.accepted_at, fresh.founder = at, founder
    fresh.save(update_fields=["accepted_at", "founder"])
    _appoint_founder(fresh.society, party, at)
    return founder


def _party(invitation: Invitation, person: Person, at: datetime) -> Party:
    if invitation.registration_number:
        behind = Society.objects.filter(registration_number=invitation.registration_number).first()
        return enter_party(
            society=invitation.society,
            name=invitation.speaks_for or invitation.name,
            person=person,
            kind=Party.Kind.ORGANISATION,
            society_behind=behind,
            at=at,
        )
    return enter_party(
        society=invitation.society,
        name=person.name or invitation.name,
        person=person,
        language=invitation.language,
        at=at,
    )


def _appoint_founder(society: Society, party: Party, at: datetime) -> None:
    # By the mandate by which the first founder holds the office: they asked this one to join them.
    first = Appointment.objects.filter(society=society, office=Office.FOUNDER).earliest("pk")
    appoint(actor=Actor.mandate(first.mandate), party=party, office=Office.FOUNDER, at=at)


def _locked(invitation: Invitation) -> Invitation:
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("society")
        .get(pk=invitation.pk)
    )
