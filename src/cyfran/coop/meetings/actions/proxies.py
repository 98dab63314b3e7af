"""Proxies: a member who cannot come names another, instructs them or not, and may take it back."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.actions.votes import REFUSED_VOTE
from cyfran.coop.governance.models import Elector, Meeting, Resolution, Vote
from cyfran.coop.meetings import refusals
from cyfran.coop.meetings.models import Instruction, Invitee, Proxy
from cyfran.coop.meetings.queries import invitee_of
from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.refusals import NotAllowed, Refusal, constraints_mean

MEANINGS: dict[str, type[Refusal]] = {
    "proxies_where_the_rules_allow": refusals.NoProxies,
    "proxy_for_a_meeting_to_come": refusals.NotAtThisStage,
    "proxy_is_another": refusals.ProxyIsYourself,
    "one_proxy_each": refusals.ProxyGivenAlready,
    "proxy_between_those_invited": refusals.NotOnTheList,
    "so_many_proxies_for_one": refusals.HoldsEnough,
    "proxy_is_taken_back_once": refusals.ProxyTakenBack,
}
REFUSED_PROXY_VOTE: dict[str, type[Refusal]] = {
    **REFUSED_VOTE,
    "proxy_votes_at_its_meeting": refusals.NotPutNow,
    "votes_who_holds_the_proxy": refusals.ProxyTakenBack,
    "own_vote_wins": refusals.OwnVoteWins,
    "proxy_votes_as_instructed": refusals.NotAsInstructed,
}


@action(may=roles("member"), label=_("Name a proxy for a meeting"), unrecorded=("instructions",))
def name_proxy(
    *,
    actor: Actor,
    meeting: Meeting,
    holder: Invitee,
    instructions: Mapping[int, str],
    at: datetime,
) -> Proxy:
    """The holder votes for the member who acts: as instructed, by resolution, and otherwise at discretion.

    Refuses with NotOnTheList, NoProxies, ProxyIsYourself, ProxyGivenAlready, HoldsEnough, NotAtThisStage.
    """
    giver = invitee_of(meeting, actor.person_id)
    if giver is None:
        raise refusals.NotOnTheList
    about = {"society_id": meeting.society_id}
    with constraints_mean(MEANINGS):
        proxy = Proxy.objects.create(
            **about, meeting=meeting, giver=giver, holder=holder, given_at=at
        )
    Instruction.objects.bulk_create(
        Instruction(**about, proxy=proxy, resolution_id=resolution, choice=choice)
        for resolution, choice in instructions.items()
    )
    return proxy


@action(may=roles("member"), label=_("Take a proxy back"))
def revoke_proxy(*, actor: Actor, proxy: Proxy, at: datetime) -> Proxy:
    """Nobody votes for the member who acts any more; what was counted stays counted.

    Refuses with NotAllowed, ProxyTakenBack, NotAtThisStage.
    """
    giver = invitee_of(proxy.meeting, actor.person_id)
    if giver is None or giver.pk != proxy.giver_id:
        raise NotAllowed
    proxy.revoked_at = at
    with constraints_mean(MEANINGS):
        proxy.save(update_fields=["revoked_at"])
    return proxy


@action(may=roles("member"), label=_("Vote as a proxy"), unrecorded=("choice",))
def vote_as_proxy(
    *, actor: Actor, proxy: Proxy, resolution: Resolution, choice: str, at: datetime
) -> Vote:
    """The giver's vote is this one, unless they vote themselves.

    Refuses with NotAllowed, NotPutNow, NotAtTheMeeting, ProxyTakenBack, OwnVoteWins, NotAsInstructed, NotAnElector.
    """
    holder = invitee_of(proxy.meeting, actor.person_id)
    if holder is None or holder.pk != proxy.holder_id:
        raise NotAllowed
    elector = Elector.objects.filter(
        society_id=proxy.society_id, resolution=resolution, member=proxy.giver.member_id
    ).first()
    if elector is None:
        raise REFUSED_VOTE["vote_by_an_elector"]
    with constraints_mean(REFUSED_PROXY_VOTE):
        return Vote.objects.create(
            society_id=proxy.society_id,
            resolution=resolution,
            elector=elector,
            choice=choice,
            holder_id=holder.member_id,
            cast_at=at,
        )
