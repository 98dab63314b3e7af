"""The pages of deciding, as members, officers and strangers meet them."""

import csv
import json

import pytest
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import DjangoAssertNumQueries

from cyfran.coop.governance.actions.outcome import enact_resolution
from cyfran.coop.governance.models import Resolution, State
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.membership.tests.cast import person
from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.rulebook import rule
from cyfran.kernel.time import now

MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")


def _as(hub: Hub, name: str) -> Client:
    client = Client()
    client.force_login(hub.people[name])
    return client


def _at(hub: Hub, name: str, **kwargs: object) -> str:
    return society_url(hub.society, f"governance:{name}", **kwargs)


def _text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_a_member_sees_what_waits_for_their_vote(hub: Hub) -> None:
    opened = hub.opened(hub.draft())
    page = _as(hub, "dai").get(_at(hub, "home"))
    assert page.status_code == 200
    assert _at(hub, "resolution", number=opened.number) in _text(page)
    hub.cast(opened, "dai", "for")
    assert "nothing for you to vote on" in _text(_as(hub, "dai").get(_at(hub, "home")))


def test_a_member_votes_and_changes_their_mind(hub: Hub) -> None:
    opened = hub.opened(hub.draft_change())
    client, vote = _as(hub, "dai"), _at(hub, "vote", number=opened.number)
    answer = client.post(vote, {"choice": "for"}, follow=True)
    assert answer.status_code == 200
    assert "Your vote is in" in _text(answer)
    client.post(vote, {"choice": "against"})
    hub.vote(opened, sian="against", elin="against")
    closed = hub.closed(opened)
    assert (closed.votes_for, closed.votes_against) == (0, 3)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_an_empty_vote_is_asked_again(hub: Hub, headers: dict[str, str]) -> None:
    opened = hub.opened(hub.draft())
    answer = _as(hub, "dai").post(_at(hub, "vote", number=opened.number), headers=headers)
    assert answer.status_code == 422
    assert "Choose for, against or abstain" in _text(answer)


def test_a_vote_that_comes_too_late_is_told_so(hub: Hub) -> None:
    opened = hub.opened(hub.draft())
    assert opened.closes_at is not None
    hub.clock.until(opened.closes_at)
    answer = _as(hub, "dai").post(_at(hub, "vote", number=opened.number), {"choice": "for"})
    assert answer.status_code == 422
    assert "Voting has closed" in _text(answer)


def test_how_it_stands_is_hidden_until_the_close(hub: Hub) -> None:
    opened = hub.opened(hub.draft_change())
    hub.vote(opened, sian="for", elin="against", gwyn="for", nest="for")
    page = _text(_as(hub, "dai").get(_at(hub, "resolution", number=opened.number)))
    assert "4 of 6 have voted" in page
    assert "The result shows when voting closes" in page
    assert "The result</h2>" not in page
    hub.closed(opened)
    page = _text(_as(hub, "dai").get(_at(hub, "resolution", number=opened.number)))
    assert "Carried: 3 for and 1 against." in page


def test_a_page_of_a_resolution_takes_few_queries_however_many_vote(
    hub: Hub, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    opened = hub.opened(hub.draft_change())
    hub.vote(opened, **dict.fromkeys(hub.people, "for"))
    client, address = _as(hub, "dai"), _at(hub, "resolution", number=opened.number)
    client.get(address)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(address).status_code == 200
    hub.closed(opened)
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(address)


def test_lists_do_not_ask_once_for_each_row(
    hub: Hub, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    noticed = [hub.give_notice(hub.draft()) for _one in range(6)]
    for _one in range(3):
        hub.draft()
    client = _as(hub, "dai")
    for address in (_at(hub, "home"), _at(hub, "register")):
        client.get(address)
        with django_assert_max_num_queries(15):
            client.get(address)
    for one in noticed:
        hub.closed(one)
    for address in (_at(hub, "home"), _at(hub, "register")):
        with django_assert_max_num_queries(15):
            client.get(address)


def test_a_member_drafts_a_change_of_rule_and_the_secretary_gives_notice(hub: Hub) -> None:
    dai = _as(hub, "dai")
    words = {
        "title_en": "Fewer supporters?",
        "title_cy": "Llai o gefnogwyr?",
        "text_en": "Two are enough.",
        "seconder": "3",
    }
    answer = dai.post(_at(hub, "propose_rule", key="governance.supporters"), words)
    draft = Resolution.objects.get(state=State.DRAFT)
    assert (draft.kind, str(draft.seconder)) == ("rule_change", "Sian")
    assert answer["Location"] == _at(hub, "draft_rule", pk=draft.pk, key="governance.supporters")
    too_many = dai.post(answer["Location"], {"value": "900"})
    assert too_many.status_code == 422
    assert dai.post(answer["Location"], {"value": "2"}).status_code == 302
    page = _text(dai.get(_at(hub, "draft", pk=draft.pk)))
    assert "Supporters a member needs, now" in page
    assert _at(hub, "give_notice", pk=draft.pk) not in page
    mair = _as(hub, "mair")
    form = _text(mair.get(_at(hub, "give_notice", pk=draft.pk)))
    assert "Tuesday 17 November, 00:00" in form
    too_soon = mair.post(_at(hub, "give_notice", pk=draft.pk), _times("16", "26"))
    assert too_soon.status_code == 422
    assert "Tuesday 17 November at the earliest" in _text(too_soon)
    mair.post(_at(hub, "give_notice", pk=draft.pk), _times("17", "26"))
    draft.refresh_from_db()
    assert (draft.state, draft.number) == ("noticed", 1)


def _times(opens: str, closes: str) -> dict[str, str]:
    return {
        f"{name}_{part}": value
        for name, day in (("opens_at", opens), ("closes_at", closes))
        for part, value in (("day", day), ("month", "11"), ("year", "2026"), ("time", "19:00"))
    }


def test_a_weak_draft_is_made_strong_enough_for_what_it_carries(hub: Hub) -> None:
    dai, draft = _as(hub, "dai"), hub.draft(kind="ordinary")
    answer = dai.post(
        _at(hub, "draft_rule", pk=draft.pk, key="governance.quorum_bp"),
        {"value": "20"},
        follow=True,
    )
    draft.refresh_from_db()
    assert draft.kind == "extraordinary"
    assert "Extraordinary resolution" in _text(answer)
    change = draft.changes.get()
    dai.post(_at(hub, "remove_change", pk=draft.pk, change=change.pk))
    assert not draft.changes.exists()


def test_members_choose_what_is_to_be_done(hub: Hub) -> None:
    dai, draft = _as(hub, "dai"), hub.draft(kind="ordinary")
    address = _at(hub, "draft_call", pk=draft.pk, verb="societies.appoint")
    assert dai.post(address, {"number": "77", "office": "treasurer"}).status_code == 422
    dai.post(address, {"number": "4", "office": "treasurer"})
    page = _text(dai.get(_at(hub, "draft", pk=draft.pk)))
    assert "Elin is appointed: Treasurer" in page
    call = draft.calls.get()
    dai.post(_at(hub, "remove_call", pk=draft.pk, call=call.pk))
    assert not draft.calls.exists()
    assert (
        dai.get(_at(hub, "draft_call", pk=draft.pk, verb="orders.place_order")).status_code == 404
    )


def test_another_member_supports_a_draft_once(hub: Hub) -> None:
    draft = hub.draft(by="dai")
    sian, address = _as(hub, "sian"), _at(hub, "support", pk=draft.pk)
    assert sian.post(address).status_code == 302
    assert sian.post(address).status_code == 422


def test_anybody_may_have_the_votes_counted_and_the_decision_carried_out(hub: Hub) -> None:
    opened = hub.opened(hub.draft_change())
    hub.vote(opened, **dict.fromkeys(hub.people, "for"))
    client, address = _as(hub, "sian"), _at(hub, "move_on", number=opened.number)
    assert client.post(address).status_code == 422
    assert opened.closes_at is not None
    hub.clock.until(opened.closes_at)
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 422  # the waiting period
    hub.waited(opened)
    assert client.post(address).status_code == 302
    assert rule("governance.supporters", hub.society).value == 2


def test_the_secretary_records_the_registration(hub: Hub) -> None:
    waiting = hub.waited(hub.carried(hub.draft_change("governance.notice_days", to=21)))
    mair, address = _as(hub, "mair"), _at(hub, "registration", number=waiting.number)
    assert mair.post(address, {}).status_code == 422
    day = {"registered_on_day": "30", "registered_on_month": "11", "registered_on_year": "2026"}
    assert mair.post(address, day).status_code == 302
    assert _as(hub, "dai").post(address, day).status_code == 403


def test_strangers_read_what_changes_the_rules_and_nothing_else(hub: Hub) -> None:
    rules, words = hub.give_notice(hub.draft_change()), hub.give_notice(hub.draft())
    hub.people["passer"] = person("Passer")
    for client in (Client(), _as(hub, "passer")):
        assert client.get(_at(hub, "resolution", number=rules.number)).status_code == 200
        assert client.get(_at(hub, "resolution", number=words.number)).status_code in (302, 404)
        assert client.get(_at(hub, "home")).status_code in (302, 404)
        assert client.get(_at(hub, "begin")).status_code in (302, 404)


def test_a_draft_that_begins_with_what_is_to_be_done_asks_for_it_next(hub: Hub) -> None:
    dai = _as(hub, "dai")
    words = {"title_en": "Shall Sian leave us?", "text_en": "She was heard."}
    begin = _at(hub, "propose_doing", verb="membership.expel_member")
    assert "the software does this: Expel a member" in _text(dai.get(begin))
    answer = dai.post(begin, words)
    draft = Resolution.objects.get(state=State.DRAFT)
    assert draft.kind == "extraordinary"
    assert answer["Location"] == _at(hub, "draft_call", pk=draft.pk, verb="membership.expel_member")
    waits = _text(_as(hub, "mair").get("/en/hwb-bwyd-tywi/"))
    assert "Dai has drafted this." in waits


def test_numbers_that_are_not_there_are_not_found(hub: Hub) -> None:
    dai = _as(hub, "dai")
    for address in (
        _at(hub, "resolution", number=99),
        _at(hub, "draft", pk=10**9),
        _at(hub, "propose_rule", key="no.rule"),
        _at(hub, "propose_doing", verb="governance.cast_vote"),
    ):
        assert dai.get(address).status_code == 404


def test_the_register_finds_by_words_number_and_state(hub: Hub) -> None:
    hub.carried(hub.draft())
    dai = _as(hub, "dai")
    for query, found in (
        ("", True),
        ("words=supporters", True),
        ("words=gefnogwyr", True),
        ("words=1", True),
        ("words=2", False),
        ("words=%00", True),
        ("state=carried", True),
        ("state=lost", False),
        ("state=nonsense&page=x", True),
    ):
        page = dai.get(f"{_at(hub, 'register')}?{query}")
        assert page.status_code == 200
        assert ("Should supporters be fewer?" in _text(page)) is found, query


def test_the_rulebook_says_who_decided(hub: Hub) -> None:
    page = Client().get(society_url(hub.society, "societies:rulebook"))
    assert page.status_code == 200
    address = society_url(hub.society, "societies:rule", key="governance.supporters")
    assert "the model rules stands" in _text(Client().get(address))
    waiting = hub.waited(hub.carried(hub.draft_change()))
    enact_resolution(actor=Actor.guest(), resolution=waiting, at=now())
    page = Client().get(address)
    assert "Resolution 1: Should supporters be fewer?" in _text(page)
    assert _at(hub, "resolution", number=1) in _text(page)
    assert Client().get(address.replace("supporters", "nothing")).status_code == 404


def test_the_proposer_withdraws_before_voting_opens(hub: Hub) -> None:
    noticed, dai = hub.give_notice(hub.draft()), _as(hub, "dai")
    address = _at(hub, "withdraw", number=noticed.number)
    assert "It goes no further" in _text(dai.get(address))
    assert _as(hub, "sian").post(address).status_code == 422
    assert dai.post(address).status_code == 302
    noticed.refresh_from_db()
    assert noticed.state == "withdrawn"
    assert dai.get(_at(hub, "resolution", number=noticed.number)).status_code == 200


def test_the_register_finds_by_kind_and_year(hub: Hub) -> None:
    hub.carried(hub.draft())
    dai = _as(hub, "dai")
    for query, found in (
        ("kind=ordinary", True),
        ("kind=dissolution", False),
        ("year=2026", True),
        ("year=2025", True),  # no such year in the list: every decision is shown
        ("year=2026&kind=ordinary&words=supporters&state=carried", True),
    ):
        page = dai.get(f"{_at(hub, 'register')}?{query}")
        assert page.status_code == 200
        assert ("Should supporters be fewer?" in _text(page)) is found, query


def test_the_register_comes_as_files_and_to_strangers_what_changed_rules(hub: Hub) -> None:
    worded = hub.draft()
    Resolution.objects.filter(pk=worded.pk).update(title=Bilingual(en="=1+1", source="en"))
    both = [hub.give_notice(hub.draft_change()), hub.give_notice(worded)]
    assert both[0].opens_at is not None
    hub.clock.until(both[0].opens_at)
    hub.vote(both[0], dai="for", sian="for", elin="for")
    for one in both:
        hub.closed(one)
    for client, numbers in ((_as(hub, "dai"), {1, 2}), (Client(), {1})):
        told = json.loads(_text(client.get(_at(hub, "register_json"))))["decisions"]
        assert {one["number"] for one in told} == numbers
        lines = list(csv.DictReader(_text(client.get(_at(hub, "register_csv")))[1:].splitlines()))
        assert {int(line["number"]) for line in lines} == numbers
        assert ("=1+1" in _text(client.get(_at(hub, "register")))) is (2 in numbers)
    first = next(one for one in told if one["number"] == 1)
    assert first["changes"] == [{"rule": "governance.supporters", "from": 5, "to": 2}]
    assert (first["state"], first["votes_for"], first["kind"]) == ("waiting", 3, "rule_change")
    found = _as(hub, "dai").get(f"{_at(hub, 'register_csv')}?words=2")
    (line,) = csv.DictReader(_text(found)[1:].splitlines())
    assert (line["title_en"], line["state"]) == ("'=1+1", "lost")
    assert "attachment" in found["Content-Disposition"]
