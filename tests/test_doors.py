"""Every address of a co-op, tried from outside and by everybody inside: what is another's is not there, and no page
changes a rule."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, include, path, reverse

from cyfran.coop.elections.tests import cast as electing
from cyfran.coop.governance.actions.drafts import add_call
from cyfran.coop.governance.models import Resolution
from cyfran.coop.governance.tests import cast as deciding
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.meetings.tests import cast as meeting
from cyfran.coop.membership.tests import cast as membership
from cyfran.coop.payments.actions import prepare_payment_file
from cyfran.coop.payments.tests import cast as paying
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.feedback.actions import tell_coop
from cyfran.kernel.files.actions import keep_file
from cyfran.kernel.helping.actions import ask_helper
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.ledger.chart import MEMBER_CREDIT
from cyfran.kernel.ledger.posting import account
from cyfran.kernel.people.models import Person
from cyfran.kernel.privacy.actions import ask_about_own_data, log_breach
from cyfran.kernel.societies.models import RuleVersion, Society
from cyfran.kernel.talk.actions import open_topic
from cyfran.kernel.talk.models import Contribution
from cyfran.kernel.time import now, society_day
from cyfran.site.testing.clock import Clock
from cyfran.site.urls import SOCIETY_PAGES
from cyfran.trade.catalogue.tests import cast as stalls
from cyfran.trade.orders.links import order_token
from cyfran.trade.orders.tests import cast as ordering

SECRET = "Canari Gwirion"
PRIVATE = (SECRET, "Heol y Bont", "Gwenno", "RHODD", "Llaeth Enwyn")
# Parameters that are words of ours, the same for every co-op, or days: an address with no other names nothing of anybody's.
WORDS: dict[str, Any] = {
    "key": "governance.supporters", "verb": "societies.appoint", "code": "name", "step": "close", "purpose": "bank",
}  # fmt: skip
OFFICES = ("secretary", "treasurer", "board", "chair", "coordinator")


@dataclass
class Valley:
    """Two co-ops: in the hub much has happened; Ceri holds every office of the other, in which nothing has."""

    hub: Hub
    other: Society
    ceri: Person
    grower: Person
    theirs: dict[str, dict[str, Any]]  # what names something of the hub, by the name of the page

    def given(self, page: str, route: str) -> dict[str, Any]:
        """The values of an address: the hub's, or words."""
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        known = {
            **WORDS,
            **self.theirs.get(page.partition(":")[0], {}),
            **self.theirs.get(page, {}),
        }
        assert set(names) <= known.keys(), f"say in this test what {page} is of"
        return {name: known[name] for name in names}


@pytest.fixture
def valley(db: None, clock: Clock) -> Iterator[Valley]:
    hub, ceri, grower = (
        deciding.founded_hub(clock),
        membership.person("Ceri"),
        membership.person(SECRET),
    )
    beth = membership.person("Beth")
    other = membership.registered_hub(beth, "caws-teifi")
    with society_transaction(other):
        membership.joined(other, beth, ceri, "producer")
        for office in ("founder", *OFFICES):
            membership.give_office(stalls.party(other, ceri), office)
    with society_transaction(hub.society):
        deciding.let_members_join(hub)
        yield Valley(hub, other, ceri, grower, _happenings(hub, grower))


def _happenings(hub: Hub, grower: Person) -> dict[str, dict[str, Any]]:
    society, mair, at = hub.society, hub.people["mair"], now()
    party = stalls.grower(society, mair, grower)
    actor = stalls.coordinator(society, mair)
    offer = stalls.listed(society, grower)
    week = ordering.open_week(society, actor)
    ordering.with_credit(society, grower, 100_00)
    order = ordering.order(society, grower, {offer.pk: 1})
    file = keep_file(actor=actor, society=society, name="list.csv", body=b"name,price\n", at=at)
    called = meeting.call(hub, days=60)
    item = meeting.put(hub, called, "The year")
    asked_for = meeting.asked_for(hub)
    draft = hub.draft_change()
    call = add_call(
        actor=hub.actor("dai"), resolution=draft, verb="societies.appoint",
        arguments={"party": party.pk, "office": "treasurer"},
    )  # fmt: skip
    noticed = hub.give_notice(hub.draft_change(to=3))
    receipt = paying.came(mair, society, "RHODD", 20_00)
    asked = paying.asked(mair, party)
    paying.with_a_bank(mair, society)
    paying.banked(mair, party)
    paying.owed(mair, party)
    prepared = prepare_payment_file(
        actor=actor, society=society, execution_on=paying.LATER, at=paying.AT
    )
    told = tell_coop(
        actor=Actor.guest(), society=society, words="More Llaeth Enwyn", email="", about="/", at=at
    )
    topic = open_topic(
        actor=hub.actor("dai"), society=society, title=Bilingual(en="Milk"),
        words=Bilingual(en="No Llaeth Enwyn this week"), at=at,
    )  # fmt: skip
    said = Contribution.objects.get(about=f"topic:{topic.pk}")
    application = membership.applied(society, membership.person("Gwenno"))
    wanted = ask_about_own_data(
        actor=Actor.person(grower), society=society, kind="object", words="No Llaeth Enwyn", at=at
    )
    breach = log_breach(
        actor=hub.actor("mair"), society=society, what="Llaeth Enwyn was told", happened="Today", sorts="Names",
        people=1, noticed_at=at, at=at,
    )  # fmt: skip
    helping = ask_helper(
        actor=Actor.person(grower), society=society, email="ceri@example.org", may_order=True, may_read=True,
        until_on=society_day(society, at), at=at,
    )  # fmt: skip
    return {
        "membership": {"number": 7, "pk": application.pk, "token": "x"},
        "governance": {
            "number": noticed.number, "pk": draft.pk, "change": draft.changes.get().pk, "call": call.pk,
        },
        "meetings": {"pk": called.pk, "item": item.pk},
        "meetings:answer": {"pk": called.pk, "correction": 1},
        "meetings:requisition": {"pk": asked_for.pk},
        "meetings:call_asked_for": {"pk": asked_for.pk},
        "payments": {"reference": asked.reference, "receipt_id": receipt.pk, "number": prepared.number, "place": 1},
        "orders": {"order_id": order.pk, "cycle_id": week.pk, "token": order_token(order)},
        "elections": {"number": electing.call(hub).number, "entry": 1},
        "feedback": {"feedback_id": told.pk},
        "privacy": {"request_id": wanted.pk, "number": breach.number},
        "helping": {"helping_id": helping.pk},
        "food": {"offer_id": offer.pk, "file_id": file.pk},
        "files": {"file_id": file.pk},
        "ledger": {"account_id": account(society, MEMBER_CREDIT, party=party).pk},
        "talk": {"about": said.about, "pk": said.pk},
        "surplus": {"year_end": paying.TODAY},
    }  # fmt: skip


def _pages() -> list[tuple[str, str]]:
    """(name, route below the society) of every address of a society."""
    found: list[tuple[str, str]] = []
    for prefix, urls in SOCIETY_PAGES:
        resolver = path(prefix, include(urls))
        assert isinstance(resolver, URLResolver)
        for pattern in resolver.url_patterns:
            assert isinstance(pattern, URLPattern)
            found.append((f"{resolver.app_name}:{pattern.name}", prefix + str(pattern.pattern)))
    return found


def _as(person: Person | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def test_nothing_of_a_co_op_is_told_to_who_comes_from_another_though_they_hold_its_every_office(
    valley: Valley,
) -> None:
    ceri, nobody = _as(valley.ceri), _as(None)
    for page, route in _pages():
        given = valley.given(page, route)
        if set(given) - WORDS.keys():
            own = reverse(page, kwargs={"society": valley.other.slug, **given})
            statuses = {ceri.get(own).status_code, ceri.post(own).status_code}
            assert statuses <= {404, 405}, (own, statuses)
            assert 404 in statuses, own
        if page == "orders:by_link":  # a link opens to whoever holds it
            continue
        theirs = reverse(page, kwargs={"society": valley.hub.society.slug, **given})
        for visitor in (ceri, nobody):
            answer = visitor.get(theirs)
            # Neither a 403: from outside nothing tells that a co-op has such a page.
            assert answer.status_code in (200, 302, 404, 405), (theirs, answer.status_code)
            assert not _private_in(answer, page), theirs


def test_its_own_officer_finds_all_of_it_and_no_page_changes_a_rule_whoever_sends_it_whatever(
    valley: Valley,
) -> None:
    hub, chance, shown, found = valley.hub, random.Random(1), set[str](), 0
    officer, grower = _as(_officer(hub)), _as(valley.grower)
    opened = Resolution.objects.get(state="noticed")
    before = _rules_of(hub.society)
    for page, route in _pages():
        given = valley.given(page, route)
        address = reverse(page, kwargs={"society": hub.society.slug, **given})
        seen = officer.get(address)
        shown |= _private_in(seen, page)
        found += bool(set(given) - WORDS.keys()) and seen.status_code not in (404, 405)
        asked = sorted(_fields(_said(seen)))
        for client in (officer, grower):
            with transaction.atomic():
                answer = client.post(address, {name: _anything(chance) for name in asked})
                _said(answer)  # to its end, as a browser would
                assert answer.status_code < 500, (address, answer.status_code)
                assert _rules_of(hub.society) == before, address
                opened.refresh_from_db()
                assert opened.state in ("noticed", "withdrawn"), address
                transaction.set_rollback(True)
    assert found >= 25
    assert shown == set(PRIVATE)


def _said(answer: Any) -> str:
    """The page, or the pieces of a download; as often as it is asked for."""
    if not hasattr(answer, "said"):
        answer.said = b"".join(answer).decode(errors="replace")
    return str(answer.said)


def _private_in(answer: Any, page: str) -> set[str]:
    """What is the members' own and stands there. What a grower sells under is public; who the members are is not."""
    is_a_stall = page in ("orders:shop", "food:dfc", "food:csv")
    return {
        word for word in PRIVATE if word in _said(answer) and not (is_a_stall and word == SECRET)
    }


def _officer(hub: Hub) -> Person:
    """Who holds every office, so that each door which one of them opens is opened."""
    for office in OFFICES:
        membership.give_office(stalls.party(hub.society, hub.people["elin"]), office)
    return hub.people["elin"]


def _rules_of(society: Society) -> list[tuple[int, str]]:
    return list(
        RuleVersion.objects.filter(society=society).order_by("number").values_list("number", "hash")
    )


def _fields(text: str) -> set[str]:
    """What the forms of a page ask for, and what a clever person would add."""
    asked = re.findall(r'<(?:input|select|textarea|button)[^>]* name="([^"]+)"', text)
    return {*asked, "value", "key", "new_value", "state", "mandate_id", "votes_for"} - {
        "csrfmiddlewaretoken"
    }


def _anything(chance: random.Random) -> str:
    return str(
        chance.choice(
            ["", "1", "0", "-1", "7", "on", "for", "2026-11-30", "11", "19:00", "waiting", "enacted", "rule_change",
             "governance.supporters", "orders.commission_bp", "Llandeilo", "£10.00", "9" * 30, "’); DROP TABLE x;--", "\x7f\u202e"]
        )
    )  # fmt: skip
