"""The founding meeting: each founder adopts the rulebook, the meeting closes, the first officers are appointed."""

import json
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cyfran.coop.membership import letters
from cyfran.coop.membership.actions.applications import describe_party
from cyfran.coop.membership.actions.founding import lock_founding
from cyfran.coop.membership.actions.shares import ask_for_share
from cyfran.coop.membership.models import Adoption, Application, Founder, Founding, MemberClass
from cyfran.coop.membership.queries.founding import (
    adopting_founders,
    founder_of,
    founding_digest,
    founding_mandate,
    proposed_values,
)
from cyfran.coop.membership.refusals import (
    AddressMissing,
    FoundingOver,
    NotAFounder,
    OfficersAppointed,
    TooFewFounders,
)
from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.refusals import constraints_mean
from cyfran.kernel.societies.actions import appoint
from cyfran.kernel.societies.events import SocietyRegistered
from cyfran.kernel.societies.models import Appointment, Mandate, Office, Society
from cyfran.kernel.societies.refusals import RulebookNotAdopted


@action(may=roles("founder"), label=_("Adopt the proposed rulebook"))
def adopt_rulebook(
    *,
    actor: Actor,
    society: Society,
    member_class: MemberClass,
    name: str,
    address: str,
    at: datetime,
) -> Adoption:
    """The founder adopts the names, the classes and every value as they are proposed now, and will be a member.

    Their name, class and postal address are what the register will say of them (CCBSA 2014 s.30).
    Refuses with FoundingOver, NotAFounder, AddressMissing.
    """
    lock_founding(society)
    founder = founder_of(society, actor.person_id)
    if founder is None:
        raise NotAFounder
    if not address.strip():
        raise AddressMissing
    describe_party(founder.party, name, address, founder.party.language)
    founder.member_class = member_class
    founder.save(update_fields=["member_class"])
    adoption, _new = Adoption.objects.update_or_create(
        society=society,
        founder=founder,
        defaults={"digest": founding_digest(society), "adopted_at": at},
    )
    return adoption


@action(may=roles("founder"), label=_("Close the founding meeting"))
def close_founding_meeting(*, actor: Actor, society: Society) -> Mandate:
    """The rulebook stands: the founding mandate is open and every rule has its first version, by that mandate.

    Refuses with FoundingOver, TooFewFounders.
    """
    lock_founding(society)
    values = proposed_values(society)
    with (
        constraints_mean(
            {
                "enough_founders_have_adopted": TooFewFounders,
                "rulebook_adopted_once": FoundingOver,
                "rulebook_adopted_while_forming": FoundingOver,
            }
        ),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT membership_adopt_rulebook(%s, %s)", [society.pk, json.dumps(values)])
    mandate = founding_mandate(society)
    assert mandate is not None
    return mandate


@action(may=roles("founder"), label=_("Appoint the first officers"))
def appoint_first_officers(
    *,
    actor: Actor,
    society: Society,
    chair: Founder,
    secretary: Founder,
    treasurer: Founder,
    at: datetime,
) -> Mandate:
    """The society has its first chair, secretary and treasurer, and its founders as its first board.

    They hold office by the founding mandate. Refuses with RulebookNotAdopted, OfficersAppointed.
    """
    Founding.objects.select_for_update().get(society=society)
    mandate = founding_mandate(society)
    if mandate is None:
        raise RulebookNotAdopted
    if Appointment.objects.filter(society=society, mandate=mandate).exists():
        raise OfficersAppointed
    meeting = Actor.mandate(mandate)
    offices = {Office.CHAIR: chair, Office.SECRETARY: secretary, Office.TREASURER: treasurer}
    for office, founder in offices.items():
        appoint(actor=meeting, party=founder.party, office=office, at=at)
    for founder in adopting_founders(society):
        appoint(actor=meeting, party=founder.party, office=Office.BOARD, at=at)
    return mandate


def admit_founders(event: SocietyRegistered) -> None:
    """Each founder who adopted the rulebook is admitted and asked for the joining share.

    They founded it: no board need decide. With officers in place, the office of founder has done its work.
    """
    society = event.society
    for founder in adopting_founders(society):
        assert founder.member_class is not None  # who adopts says as what
        application = Application.objects.create(
            society=society,
            applicant=founder.party,
            member_class=founder.member_class,
            language=founder.party.language,
            state=Application.State.ADMITTED,
            applied_at=event.at,
            decided_at=event.at,
        )
        letters.tell_admitted(application, ask_for_share(application, event.at))
    current = Appointment.objects.filter(society=society, ends_at__isnull=True)
    if current.filter(office=Office.SECRETARY).exists():
        current.filter(office=Office.FOUNDER).update(ends_at=event.at)
