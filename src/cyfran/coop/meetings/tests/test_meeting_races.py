"""Two at once at a meeting: one presence, no more proxies than the rules allow, one decision."""

from collections.abc import Callable

from cyfran.coop.governance.models import Resolution
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.meetings.actions.proxies import name_proxy
from cyfran.coop.meetings.actions.room import join_online
from cyfran.coop.meetings.actions.voting import confirm_count, enter_count
from cyfran.coop.meetings.models import Item, Presence, Proxy, Question
from cyfran.coop.meetings.refusals import HoldsEnough, NotPutNow
from cyfran.coop.meetings.tests import cast
from cyfran.kernel.database import society_transaction
from cyfran.kernel.refusals import AtTheSameTime
from cyfran.kernel.time import now
from cyfran.site.testing.races import at_once


def _inside(hub: Hub, work: Callable[[], object]) -> Callable[[], object]:
    def run() -> object:
        with society_transaction(hub.society):
            return work()

    return run


def test_two_who_name_one_proxy_at_once_do_not_pass_the_cap(committed_hub: Hub) -> None:
    hub = committed_hub
    with society_transaction(hub.society):
        cast.allow_proxies(hub)
        meeting = cast.noticed(hub)
        dai = cast.invited(hub, meeting, "dai")

    def name(giver: str) -> Callable[[], object]:
        return _inside(
            hub,
            lambda: name_proxy(
                actor=hub.actor(giver), meeting=meeting, holder=dai, instructions={}, at=now()
            ),
        )

    answers = at_once(*[name(giver) for giver in ("nest", "gwyn", "elin", "sian")])
    assert sum(isinstance(answer, HoldsEnough) for answer in answers) == 3
    with society_transaction(hub.society):
        assert Proxy.objects.filter(holder=dai).count() == 1


def test_two_devices_of_one_person_are_one_presence(committed_hub: Hub) -> None:
    hub = committed_hub
    with society_transaction(hub.society):
        meeting = cast.noticed(hub, online=True)
    hub.clock.to(meeting.held_at)

    def join() -> object:
        return join_online(actor=hub.actor("dai"), meeting=meeting, at=now())

    answers = at_once(*[_inside(hub, join) for _device in range(4)])
    assert all(isinstance(answer, Presence | AtTheSameTime) for answer in answers), answers
    with society_transaction(hub.society):
        assert Presence.objects.filter(meeting=meeting).count() == 1


def test_two_tellers_who_confirm_at_once_decide_once(committed_hub: Hub) -> None:
    hub = committed_hub
    with society_transaction(hub.society):
        meeting = cast.opened(hub, "dai", "sian")
        cast.name_teller(hub, meeting, "sian")
        item, resolution = cast.at_the_resolution(hub, meeting)
        figures = {"votes_for": 2, "against": 1, "abstained": 0}
        enter_count(actor=hub.actor("mair"), item=item, at=now(), **figures)

    def confirm(name: str) -> Callable[[], object]:
        def work() -> object:
            again = Item.objects.select_related("meeting__society").get(pk=item.pk)
            return confirm_count(actor=hub.actor(name), item=again, at=now(), **figures)

        return _inside(hub, work)

    answers = at_once(confirm("dai"), confirm("sian"))
    assert sum(isinstance(answer, NotPutNow) for answer in answers) == 1, answers
    with society_transaction(hub.society):
        assert Question.objects.get(item=item).state == "decided"
        assert Resolution.objects.get(pk=resolution.pk).votes_for == 2
