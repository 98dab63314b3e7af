"""What becomes of a member: another class, leaving, or being expelled by the others."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.membership.events import MembershipCeased
from cyfran.coop.membership.models import ClassHolding, Member, MemberClass
from cyfran.coop.membership.refusals import NotCurrentMember, NotYourMembership, SameClass
from cyfran.kernel.actions import Actor, action, nobody, roles
from cyfran.kernel.events import announce
from cyfran.kernel.societies.models import Office
from cyfran.kernel.societies.queries import serving
from cyfran.kernel.time import society_day

Why = Member.Why


@action(may=roles("secretary", "board", "chair"), label=_("Change a member’s class"))
def change_class(
    *, actor: Actor, member: Member, member_class: MemberClass, at: datetime
) -> Member:
    """From this day the member is of that class; what they were before stays in the history.

    Refuses with NotCurrentMember, SameClass.
    """
    fresh = _locked(member)
    held = ClassHolding.objects.get(member=fresh, until_on__isnull=True)
    if held.member_class_id == member_class.pk:
        raise SameClass
    day = society_day(fresh.society, at)
    held.until_on = day
    held.save(update_fields=["until_on"])
    ClassHolding.objects.create(
        society_id=fresh.society_id, member=fresh, member_class=member_class, from_on=day
    )
    return fresh


@action(may=roles("member", "secretary"), label=_("Leave the co-op"), codes=("why",))
def cease_membership(*, actor: Actor, member: Member, at: datetime, why: str = Why.LEFT) -> Member:
    """The membership ends today; the shares stay the member's own until they are withdrawn.

    A member leaves by themselves; the secretary may enter it for them, or that a member has died.
    Refuses with NotYourMembership, NotCurrentMember.
    """
    fresh = _locked(member)
    is_secretary = "secretary" in actor.roles(fresh.society)
    if not is_secretary and (fresh.party.person_id != actor.person_id or why != Why.LEFT):
        raise NotYourMembership
    return _end(fresh, why, at)


@action(may=nobody, label=_("Expel a member"), enactable=True)
def expel_member(*, actor: Actor, member: Member, at: datetime) -> Member:
    """The membership ends today, as the members resolved.

    Refuses with NotCurrentMember; only a carried resolution may call it.
    """
    return _end(_locked(member), Why.EXPELLED, at, actor.mandate_id)


def _locked(member: Member) -> Member:
    fresh = (
        Member.objects.select_for_update(of=("self",))
        .select_related("party", "society")
        .get(pk=member.pk)
    )
    if not fresh.is_current:
        raise NotCurrentMember
    return fresh


def _end(member: Member, why: str, at: datetime, mandate_id: int | None = None) -> Member:
    day = society_day(member.society, at)
    member.ceased_on, member.ceased_why, member.ceased_by_id = day, why, mandate_id
    member.save(update_fields=["ceased_on", "ceased_why", "ceased_by"])
    ClassHolding.objects.filter(member=member, until_on__isnull=True).update(until_on=day)
    # A member of the board who ceases to be a member leaves the board with it; an employed secretary stays.
    serving(member.society_id).filter(
        party=member.party, office__in=[Office.BOARD, Office.CHAIR, Office.TREASURER]
    ).update(ends_at=at)
    announce(MembershipCeased(member, at))
    return member
