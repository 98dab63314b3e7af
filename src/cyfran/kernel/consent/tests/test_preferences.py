"""What may happen for whom: the visitor's choice, the browser's signal and the members' resolution, in every combination."""

from itertools import product

import psycopg
import pytest
from django.test import RequestFactory

from cyfran.kernel.consent.cookie import KeptChoice
from cyfran.kernel.consent.preferences import Preferences
from cyfran.kernel.consent.tests.conftest import founded
from cyfran.kernel.consent.tests.declaring import (
    ADVERTISEMENT,
    ALL_FOUR,
    ANALYTICS,
    FUNCTIONAL,
    PERFORMANCE,
    TRACKER,
    declaring,
    define_rule,
    let_in,
)
from cyfran.kernel.database import society_transaction
from cyfran.kernel.disclosures import Disclosure, digest_of
from cyfran.kernel.societies.models import Society
from cyfran.site.middleware import POLICY, policy_for

EVERY_CHOICE = [
    {each.key: said for each, said in zip(ALL_FOUR, choice, strict=True)}
    for choice in product((None, True, False), repeat=4)
]


def request_with(
    choice: dict[str, bool | None], *, gpc: bool = False, society: Society | None = None
):
    request = RequestFactory().get("/", headers={"sec-gpc": "1"} if gpc else {})
    request.society = society  # type: ignore[attr-defined]
    preferences = Preferences.of(request)

    def digests(wanted: bool) -> frozenset[str]:
        return frozenset(
            preferences.digest(each) for each in ALL_FOUR if choice.get(each.key) is wanted
        )

    preferences.choice = KeptChoice("0" * 32, digests(True), digests(False))
    return request


def expected(each: Disclosure, said: bool | None, *, gpc: bool, is_let_in: bool) -> bool:
    if gpc:
        return False
    if each.is_asked:
        return said is True and (each.processor is None or is_let_in)
    return said is not False


@pytest.fixture
def committed_hub(
    committed_db: str, owner_connection: "psycopg.Connection[tuple[object, ...]]"
) -> Society:
    define_rule(owner_connection, TRACKER.rule)
    return founded()


def test_every_combination_of_choice_signal_and_resolution(
    committed_hub: Society, owner_connection: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    with declaring(*ALL_FOUR):
        for is_let_in in (False, True):
            if is_let_in:
                let_in(owner_connection, committed_hub)
            for choice, gpc in product(EVERY_CHOICE, (False, True)):
                request = request_with(choice, gpc=gpc, society=committed_hub)
                preferences = Preferences.of(request)
                for each in ALL_FOUR:
                    wanted = expected(each, choice[each.key], gpc=gpc, is_let_in=is_let_in)
                    assert preferences.allows(each.key) is wanted, (choice, gpc, each.key)
                may_load = preferences.allows("test.analytics")
                assert ("tracker.example" in policy_for(request)) is may_load


def test_a_processor_that_members_put_out_again_is_out(
    committed_hub: Society, owner_connection: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    with declaring(ANALYTICS):
        let_in(owner_connection, committed_hub)
        let_in(owner_connection, committed_hub, 0)
        request = request_with({ANALYTICS.key: True}, society=committed_hub)
        assert not Preferences.of(request).allows(ANALYTICS.key)
        assert "tracker" not in policy_for(request)


def test_what_was_allowed_to_a_processor_of_one_co_op_is_not_allowed_in_another(
    committed_hub: Society, owner_connection: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    other = founded("other")
    with declaring(ANALYTICS):
        let_in(owner_connection, committed_hub)
        let_in(owner_connection, other)
        request = request_with({ANALYTICS.key: True}, society=committed_hub)
        assert Preferences.of(request).allows(ANALYTICS.key)
        elsewhere = request_with({}, society=other)
        Preferences.of(elsewhere).choice = Preferences.of(request).choice
        assert not Preferences.of(elsewhere).allows(ANALYTICS.key)


def test_a_processor_that_nobody_resolved_on_is_not_even_offered(
    committed_hub: Society, owner_connection: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    with declaring(ANALYTICS):
        request = request_with({}, society=committed_hub)
        assert ANALYTICS not in Preferences.of(request).offered()
        let_in(owner_connection, committed_hub)
        with society_transaction(committed_hub):
            request = request_with({}, society=committed_hub)
            assert ANALYTICS in Preferences.of(request).unanswered()


def test_on_the_installation_s_own_pages_no_processor_is_let_in(db: None) -> None:
    with declaring(ANALYTICS):
        assert not Preferences.of(request_with({ANALYTICS.key: True})).allows(ANALYTICS.key)


def test_before_a_choice_nothing_that_is_asked_for_happens() -> None:
    with declaring(FUNCTIONAL, ADVERTISEMENT, PERFORMANCE):
        preferences = Preferences.of(RequestFactory().get("/"))
        assert not preferences.allows("test.functional")
        assert not preferences.allows("test.advertisement")
        assert preferences.allows("test.performance")
        assert preferences.allows("people.session")


def test_what_nobody_declared_is_not_allowed_whatever_a_visitor_chose() -> None:
    assert not Preferences.of(RequestFactory().get("/")).allows("test.functional")


def test_without_consent_the_policy_is_our_own_host_alone() -> None:
    policy = policy_for(RequestFactory().get("/"))
    assert policy == "; ".join(f"{name} {sources}" for name, sources in POLICY.items())
    assert "http" not in policy
    assert "unsafe" not in policy


def test_a_digest_stands_for_both_languages(db: None) -> None:
    with declaring(FUNCTIONAL):
        assert digest_of(FUNCTIONAL) == digest_of(FUNCTIONAL)
        assert len(digest_of(FUNCTIONAL)) == 10
