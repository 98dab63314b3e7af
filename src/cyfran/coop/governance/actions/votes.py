"""Voting, and the opening of a vote."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance import functions
from cyfran.coop.governance.models import Resolution, Vote
from cyfran.coop.governance.queries import elector_for
from cyfran.coop.governance.refusals import (
    BallotNotOpen,
    NoLongerAMember,
    NotAnElector,
    NotAtTheMeeting,
    VotedAtTheSameMoment,
    VotingClosed,
    VotingNotOpen,
)
from cyfran.kernel.actions import Actor, action, anyone, roles
from cyfran.kernel.refusals import Refusal, constraints_mean

REFUSED_VOTE: dict[str, type[Refusal]] = {
    "vote_after_the_opening": VotingNotOpen,
    "vote_before_the_close": VotingClosed,
    "vote_while_its_ballot_is_open": BallotNotOpen,
    "votes_who_is_present": NotAtTheMeeting,
    "vote_by_an_elector": NotAnElector,
    "vote_by_a_member": NoLongerAMember,
    "vote_version_once": VotedAtTheSameMoment,
}


@action(may=roles("member"), label=_("Vote on a resolution"), unrecorded=("choice",))
def cast_vote(*, actor: Actor, resolution: Resolution, choice: str, at: datetime) -> Vote:
    """The member's vote is this one; it may be changed until the vote closes, and the last one counts.

    Whether there is still time is the database's to say, by its own clock. The record says that the member voted,
    and not how, so that nobody who reads it knows the result before the close. Refuses with NotAnElector, BallotNotOpen, NotAtTheMeeting, VotingNotOpen, VotingClosed, NoLongerAMember,
    VotedAtTheSameMoment.
    """
    elector = elector_for(resolution, actor.person_id)
    if elector is None:
        raise NotAnElector
    with constraints_mean(REFUSED_VOTE):
        vote = Vote.objects.create(
            society_id=resolution.society_id,
            resolution=resolution,
            elector=elector,
            choice=choice,
            cast_at=at,
        )
    vote.refresh_from_db()
    return vote


@action(may=anyone, scheduled=True, label=_("Open a vote when its time has come"))
def open_resolution(*, actor: Actor, resolution: Resolution, at: datetime) -> Resolution:
    """The resolution is marked open; votes are taken by the clock whether or not this has run.

    Refuses with VotingNotOpen, SocietyClosed.
    """
    functions.mark_open(resolution)
    return resolution
