"""Many people at once, each in a browser of their own: the last goods are sold once, and whoever is late is told."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from html import unescape

import pytest
from django.db.models import Sum
from django.utils import translation

from cyfran.coop.governance.models import Vote
from cyfran.coop.governance.refusals import (
    CountedAlready,
    EnactedAlready,
    StillWaiting,
    VotedAtTheSameMoment,
)
from cyfran.coop.membership.queries.shares import joining_payment
from cyfran.coop.membership.refusals import AlreadyDecided
from cyfran.coop.membership.tests.cast import applied, person
from cyfran.kernel.database import society_transaction
from cyfran.kernel.ledger.queries import books_are_whole
from cyfran.kernel.people.models import Person
from cyfran.kernel.record.models import RecordEntry
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.models import RuleVersion
from cyfran.kernel.time import now
from cyfran.site.testing.races import at_once
from cyfran.site.testing.visitors import Answer, Visitor
from cyfran.trade.catalogue.models import StockPool
from cyfran.trade.catalogue.tests.cast import LEEKS, listed
from cyfran.trade.orders.actions import close_cycle
from cyfran.trade.orders.models import BasketLine, Cycle, Order, OrderLine
from cyfran.trade.orders.refusals import NotEnoughLeft
from cyfran.trade.orders.tests.cast import open_week, with_credit

pytestmark = pytest.mark.xdist_group("served")

BUYERS, UNITS = 50, 5


def test_of_fifty_buyers_five_have_the_last_five_and_the_others_are_told(place) -> None:
    people = Person.objects.bulk_create(
        Person(email=f"prynwr{n}@example.cymru", name=f"Prynwr {n}", password="!")
        for n in range(BUYERS)
    )
    with society_transaction(place.society):
        _open_week(place)
        leeks = listed(place.society, place.grower, stock=UNITS)
        for one in people[::2]:  # the others pay by transfer
            with_credit(place.society, one, 10_00)
    ready = at_once(
        *[_with_a_basket(place, number, one, leeks.pk) for number, one in enumerate(people)]
    )
    answers = at_once(*ready)

    assert Counter(answer.status for answer in answers) == {302: UNITS, 422: BUYERS - UNITS}
    for number, answer in enumerate(answers):
        if answer.status == 422:
            with translation.override(_language(number)):
                assert str(NotEnoughLeft(names=str(LEEKS))) in unescape(answer.text)
    with society_transaction(place.society):
        assert StockPool.objects.get(offer=leeks).reserved == UNITS
        assert Order.objects.count() == UNITS
        assert OrderLine.objects.filter(offer=leeks).aggregate(Sum("quantity")) == {
            "quantity__sum": UNITS
        }
        assert BasketLine.objects.count() == BUYERS - UNITS
        assert RecordEntry.objects.filter(verb="orders.place_order").count() == UNITS
        assert books_are_whole(place.society)


def test_a_member_who_votes_from_four_devices_at_once_has_one_vote(place) -> None:
    hub = place.hub
    with society_transaction(hub.society):
        opened = hub.opened(hub.draft_change())
    page = place.path(f"decide/{opened.number}/")
    answers = _all_press(place, ["sian"] * 4, page, f"{page}vote/", {"choice": "for"})
    _one_or_more_are_done_and_the_others_told(answers, VotedAtTheSameMoment)
    with society_transaction(hub.society):
        votes = Vote.objects.filter(resolution=opened)
        assert votes.count() == [answer.status for answer in answers].count(302)
        hub.vote(opened, dai="for", elin="for", mair="for")
        assert hub.closed(opened).votes_for == 4


def test_two_who_have_the_votes_counted_and_carried_out_at_once_do_it_once(place) -> None:
    hub = place.hub
    with society_transaction(hub.society):
        opened = hub.opened(hub.draft_change("governance.supporters", to=3))
        hub.vote(opened, **dict.fromkeys(hub.people, "for"))
    page = place.path(f"decide/{opened.number}/")
    hub.clock.until(opened.closes_at)
    people = ["mair", "dai", "sian", "elin"]
    counted = _all_press(place, people, page, f"{page}next/")
    _one_is_done_and_the_others_told(counted, CountedAlready, StillWaiting)
    with society_transaction(hub.society):
        opened.refresh_from_db()
        hub.waited(opened)
        links = RuleVersion.objects.count()
    enacted = _all_press(place, people, page, f"{page}next/")
    _one_is_done_and_the_others_told(enacted, EnactedAlready)
    with society_transaction(hub.society):
        assert RuleVersion.objects.count() == links + 1
        for verb in ("governance.close_resolution", "governance.enact_resolution"):
            told = RecordEntry.objects.filter(verb=verb, subject_id=opened.pk)
            assert told.count() == 1


@pytest.mark.parametrize("second", ["admit", "decline"])
def test_two_officers_decide_of_an_applicant_at_once_and_the_second_is_told(place, second) -> None:
    with society_transaction(place.society):
        application = applied(place.society, person(f"Applicant-{second}"))
    desk = place.path("members/applications/")
    officers = {"mair": "admit", "dai": second}
    presses = []
    for who, verb in officers.items():
        visitor = place.visitor(who)
        visitor.get(desk)
        given = {"reason": "No room"} if verb == "decline" else {}
        presses.append(partial(_press_and_look, visitor, f"{desk}{application.pk}/{verb}/", given))
    pages = at_once(*presses)

    assert sorted(str(AlreadyDecided()) in unescape(answer.text) for answer in pages) == [
        False,
        True,
    ]
    assert all(answer.status in (200, 422) for answer in pages)
    with society_transaction(place.society):
        verbs = ["membership.admit_applicant", "membership.decline_application"]
        done = RecordEntry.objects.filter(verb__in=verbs, subject_id=application.pk)
        assert done.count() == 1
        application.refresh_from_db()
        admitted = application.state == "admitted"
        assert (joining_payment(application) is not None) is admitted


def test_two_coordinators_close_a_cycle_at_once_and_the_second_is_told(place) -> None:
    with society_transaction(place.society):
        week = _open_week(place)
    page = place.path(f"shop/cycles/{week.pk}/")
    answers = _all_press(place, ["mair"] * 4, page, f"{page}close/do/")
    with society_transaction(place.society):
        week.refresh_from_db()
        assert week.state == "closed"
        done = RecordEntry.objects.filter(verb="orders.close_cycle", subject_id=week.pk)
        assert done.count() == 1
    assert sorted(answer.status for answer in answers) == [302, 422, 422, 422]


def _all_press(
    place, people: list[str], page: str, button: str, given: dict[str, object] | None = None
) -> list[Answer]:
    """Each has the page before them, and then all press its button at once."""
    visitors = [place.visitor(who) for who in people]
    for visitor in visitors:
        assert visitor.get(page).status == 200
    return at_once(*[partial(visitor.post, button, given) for visitor in visitors])


def _press_and_look(visitor: Visitor, button: str, given: dict[str, object]) -> Answer:
    """The page that a person sees after the button."""
    answer = visitor.post(button, given)
    return visitor.get(answer.location) if answer.status == 302 else answer


def _one_is_done_and_the_others_told(answers: list[Answer], *told: type[Refusal]) -> None:
    assert sorted(answer.status for answer in answers) == [302, *[422] * (len(answers) - 1)]
    for answer in answers:
        said = unescape(answer.text)
        assert answer.status == 302 or any(str(refusal()) in said for refusal in told)


def _one_or_more_are_done_and_the_others_told(answers: list[Answer], told: type[Refusal]) -> None:
    statuses = Counter(answer.status for answer in answers)
    assert statuses[302] >= 1
    assert statuses[302] + statuses[422] == len(answers), statuses
    start = str(told.sentence).partition("{")[0]
    assert all(start in unescape(answer.text) for answer in answers if answer.status == 422)


def _open_week(place) -> Cycle:
    """A new week; the one that was open is over."""
    for before in Cycle.objects.filter(state="open"):
        close_cycle(actor=place.mair, cycle=before, at=now())
    return open_week(place.society, place.mair)


def _language(number: int) -> str:
    return "cy" if number % 3 == 0 else "en"


def _with_a_basket(
    place, number: int, buyer: Person, offer: int
) -> Callable[[], Callable[[], Answer]]:
    visitor: Visitor = place.visitor(buyer)

    def shop(part: str) -> str:
        return place.path(f"shop/{part}", _language(number))

    def fill() -> Callable[[], Answer]:
        visitor.get(shop(""))
        assert visitor.post(shop(""), {f"q{offer}": 1, "basket": 1}).status == 302
        given = {"key": visitor.get(shop("basket/")).field("key")}
        given["pay_by"] = "transfer" if number % 2 else "credit"
        return lambda: visitor.post(shop("basket/order/"), given)

    return fill
