"""Two at once: one wins, the other is told, nothing is counted twice and nothing is lost."""

import time
from collections.abc import Callable

from cyfran.coop.governance.actions.drafts import add_call
from cyfran.coop.governance.actions.outcome import close_resolution, enact_resolution
from cyfran.coop.governance.models import Attempt, Resolution, Vote
from cyfran.coop.governance.refusals import (
    CountedAlready,
    EnactedAlready,
    TriedLately,
    VotedAtTheSameMoment,
    VotingClosed,
)
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.membership.actions.members import cease_membership
from cyfran.coop.membership.queries import member_for
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.societies.models import RuleVersion
from cyfran.kernel.societies.rulebook import rule
from cyfran.kernel.time import now
from cyfran.site.testing.races import at_once


def _inside(
    hub: Hub, work: Callable[[], object], first: float = 0, last: float = 0
) -> Callable[[], object]:
    """The work in a transaction of its own: begun after `first` seconds, committed `last` seconds after the work."""

    def run() -> object:
        time.sleep(first)
        with society_transaction(hub.society):
            done = work()
            time.sleep(last)
            return done

    return run


def _opened(hub: Hub) -> Resolution:
    with society_transaction(hub.society):
        return hub.opened(hub.draft_change())


def test_two_people_close_at_once_and_it_is_counted_once(committed_hub: Hub) -> None:
    hub = committed_hub
    opened = _opened(hub)
    with society_transaction(hub.society):
        hub.vote(opened, **dict.fromkeys(hub.people, "for"))
    assert opened.closes_at is not None
    hub.clock.to(opened.closes_at)

    def close() -> object:
        again = Resolution.objects.get(pk=opened.pk)
        return close_resolution(actor=Actor.guest(), resolution=again, at=now()).state

    answers = at_once(*[_inside(hub, close) for _person in range(4)])
    assert answers.count("waiting") == 1
    assert sum(isinstance(answer, CountedAlready) for answer in answers) == 3


def test_two_jobs_enact_at_once_and_the_chain_grows_by_one_link(committed_hub: Hub) -> None:
    hub = committed_hub
    with society_transaction(hub.society):
        waiting = hub.waited(hub.carried(hub.draft_change()))

    def enact() -> object:
        again = Resolution.objects.get(pk=waiting.pk)
        return enact_resolution(actor=Actor.guest(), resolution=again, at=now()).state

    answers = at_once(*[_inside(hub, enact) for _job in range(4)])
    assert answers.count("enacted") == 1
    assert sum(isinstance(answer, EnactedAlready) for answer in answers) == 3
    with society_transaction(hub.society):
        assert RuleVersion.objects.filter(key="governance.supporters").count() == 1
        assert rule("governance.supporters", hub.society).value == 2


def test_two_who_try_at_once_what_cannot_be_done_leave_one_attempt(committed_hub: Hub) -> None:
    hub = committed_hub
    with society_transaction(hub.society):
        nest = member_for(hub.society, hub.people["nest"].pk)
        assert nest is not None
        draft, given = hub.draft(kind="extraordinary"), {"member": nest.pk}
        add_call(
            actor=hub.actor("dai"),
            resolution=draft,
            verb="membership.expel_member",
            arguments=given,
        )
        waiting = hub.waited(hub.carried(draft))
        cease_membership(actor=hub.actor("nest"), member=nest, at=now())

    def enact() -> object:
        again = Resolution.objects.get(pk=waiting.pk)
        return enact_resolution(actor=Actor.guest(), resolution=again, at=now()).state

    answers = at_once(*[_inside(hub, enact) for _person in range(4)])
    assert answers.count("waiting") == 1
    assert sum(isinstance(answer, TriedLately) for answer in answers) == 3
    with society_transaction(hub.society):
        assert Attempt.objects.filter(resolution=waiting).count() == 1


def test_a_member_who_votes_from_two_devices_at_once_has_one_vote(committed_hub: Hub) -> None:
    hub = committed_hub
    opened = _opened(hub)
    phone, laptop = at_once(
        _inside(hub, lambda: hub.cast(opened, "dai", "for"), last=0.8),
        _inside(hub, lambda: hub.cast(opened, "dai", "against"), first=0.3),
    )
    assert isinstance(phone, Vote)
    assert isinstance(laptop, VotedAtTheSameMoment)
    with society_transaction(hub.society):
        assert [vote.choice for vote in Vote.objects.filter(resolution=opened)] == ["for"]


def test_a_vote_cast_before_the_closing_second_is_counted_though_it_commits_after(
    committed_hub: Hub,
) -> None:
    hub = committed_hub
    opened = _opened(hub)

    def close() -> object:
        assert opened.closes_at is not None
        hub.clock.to(opened.closes_at)
        again = Resolution.objects.get(pk=opened.pk)
        return close_resolution(actor=Actor.guest(), resolution=again, at=now()).votes_for

    vote, counted = at_once(
        _inside(hub, lambda: hub.cast(opened, "dai", "for"), last=0.8),
        _inside(hub, close, first=0.3),
    )
    assert isinstance(vote, Vote)
    assert counted == 1


def test_a_vote_that_arrives_while_the_votes_are_counted_is_told_so(committed_hub: Hub) -> None:
    hub = committed_hub
    opened = _opened(hub)
    assert opened.closes_at is not None
    hub.clock.to(opened.closes_at)

    def close() -> object:
        again = Resolution.objects.get(pk=opened.pk)
        return close_resolution(actor=Actor.guest(), resolution=again, at=now()).state

    state, late = at_once(
        _inside(hub, close, last=0.6),
        _inside(hub, lambda: hub.cast(opened, "dai", "for"), first=0.2),
    )
    assert state == "lost"
    assert isinstance(late, VotingClosed)


def test_two_officers_give_notice_at_once_and_there_is_one_number_each(committed_hub: Hub) -> None:
    hub = committed_hub
    with society_transaction(hub.society):
        drafts = [hub.draft() for _one in range(4)]
    made = at_once(*[_inside(hub, lambda one=one: hub.give_notice(one).number) for one in drafts])
    assert sorted(made, key=str) == [1, 2, 3, 4]
