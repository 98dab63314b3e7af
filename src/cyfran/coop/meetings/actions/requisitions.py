"""Members ask for a general meeting, and enough of them have it."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.meetings.models import Requisition, Signature
from cyfran.coop.meetings.refusals import AskedAlready, NotAMember
from cyfran.coop.membership.queries import member_for
from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import NotAllowed, Refusal, constraints_mean
from cyfran.kernel.societies.models import Society

MEANINGS: dict[str, type[Refusal]] = {
    "asked_for_it_once": AskedAlready,
    "asked_for_by_members": NotAMember,
}


@action(may=roles("member"), label=_("Ask for a general meeting"))
def ask_for_meeting(
    *, actor: Actor, society: Society, purpose: Bilingual, at: datetime
) -> Requisition:
    """Other members can ask for it too; the member who acts is the first.

    Refuses with SocietyClosed, NotAllowed.
    """
    member = member_for(society, actor.person_id)
    if member is None:
        raise NotAllowed
    requisition = Requisition.objects.create(
        society=society, asked_by=member.party, purpose=purpose, asked_at=at
    )
    Signature.objects.create(society=society, requisition=requisition, member=member, at=at)
    requisition.refresh_from_db()
    return requisition


@action(may=roles("member"), label=_("Ask for a meeting that others ask for"))
def sign_requisition(*, actor: Actor, requisition: Requisition, at: datetime) -> Signature:
    """One more member asks for the meeting; with enough of them it must be called.

    Refuses with AskedAlready, NotAMember, NotAllowed.
    """
    member = member_for(requisition.society, actor.person_id)
    if member is None:
        raise NotAllowed
    with constraints_mean(MEANINGS):
        return Signature.objects.create(
            society_id=requisition.society_id, requisition=requisition, member=member, at=at
        )
