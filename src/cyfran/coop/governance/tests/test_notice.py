"""Giving notice freezes the words, the changes, the electorate and the terms."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cyfran.coop.governance.actions.drafts import (
    add_call,
    add_rule_change,
    revise_draft,
    support_draft,
)
from cyfran.coop.governance.actions.notice import give_notice, withdraw_resolution
from cyfran.coop.governance.models import Elector, Resolution
from cyfran.coop.governance.refusals import (
    NeedsAStrongerResolution,
    NeedsSupporters,
    NotADraft,
    NothingToDecide,
    TooLateToWithdraw,
    TooShort,
    TooSoon,
    WouldBeRefused,
)
from cyfran.coop.governance.tests.cast import QUESTION, REASON, Hub
from cyfran.coop.membership.queries import member_for
from cyfran.coop.membership.tests.cast import joined, person
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.models import Mandate
from cyfran.kernel.time import now


def test_notice_freezes_the_terms_that_the_rulebook_has_now(hub: Hub) -> None:
    noticed = hub.give_notice(hub.draft_change())
    assert (noticed.state, noticed.number) == ("noticed", 1)
    assert (noticed.notice_days, noticed.waiting_days) == (14, 3)
    assert (noticed.numerator, noticed.denominator, noticed.more_than) == (7500, 10000, False)
    assert noticed.electorate_count == 6
    assert noticed.quorum_needed == 3
    assert len(noticed.text_hash) == len(noticed.electorate_hash) == 64
    change = noticed.changes.get()
    assert (change.old_value, change.new_value) == (5, 2)


def test_notice_runs_fourteen_clear_days_and_enactment_waits_three(hub: Hub) -> None:
    noticed = hub.give_notice(hub.draft())
    assert noticed.opens_at == datetime(2026, 11, 17, 0, 0, tzinfo=UTC)
    assert noticed.closes_at == datetime(2026, 11, 26, 19, 0, tzinfo=UTC)
    assert noticed.enact_after == datetime(2026, 11, 30, 0, 0, tzinfo=UTC)


def test_numbers_follow_one_another_and_drafts_have_none(hub: Hub) -> None:
    first, second, third = hub.draft(), hub.draft(), hub.draft()
    assert first.number is None
    assert [hub.give_notice(one).number for one in (third, first, second)] == [1, 2, 3]


def test_who_joins_after_the_notice_may_not_vote(hub: Hub) -> None:
    noticed = hub.give_notice(hub.draft())
    late = person("Hywel")
    joined(hub.society, hub.people["mair"], late, at=now())
    assert noticed.electorate_count == Elector.objects.filter(resolution=noticed).count() == 6
    assert not Elector.objects.filter(member__party__person=late).exists()


def test_words_stand_still_from_the_notice_on(hub: Hub) -> None:
    noticed = hub.give_notice(hub.draft())
    with pytest.raises(NotADraft):
        revise_draft(
            actor=hub.actor("dai"), resolution=noticed, kind="ordinary", title=REASON, text=REASON
        )
    with pytest.raises(NotADraft):
        add_rule_change(
            actor=hub.actor("dai"), resolution=noticed, key="governance.supporters", new_value=1
        )
    with pytest.raises(NotADraft):
        support_draft(actor=hub.actor("sian"), resolution=noticed, at=now())


def test_a_vote_cannot_open_before_the_notice_has_run(hub: Hub) -> None:
    draft = hub.draft()
    with pytest.raises(TooSoon) as refused:
        give_notice(
            actor=hub.actor("mair"),
            resolution=draft,
            opens_at=datetime(2026, 11, 16, 23, 59, tzinfo=UTC),
            closes_at=datetime(2026, 11, 30, tzinfo=UTC),
            at=now(),
        )
    assert "Tuesday 17 November" in str(refused.value)


@pytest.mark.parametrize("days", [-1, 0, 2])
def test_a_vote_stays_open_for_as_long_as_the_rule_says(hub: Hub, days: int) -> None:
    opens = datetime(2026, 11, 20, 9, tzinfo=UTC)
    with pytest.raises(TooShort):
        give_notice(
            actor=hub.actor("mair"),
            resolution=hub.draft(),
            opens_at=opens,
            closes_at=opens + timedelta(days=days),
            at=now(),
        )


def test_a_member_needs_supporters_to_go_round_the_board(hub: Hub) -> None:
    draft = hub.draft(by="dai")
    with pytest.raises(NeedsSupporters) as refused:
        hub.give_notice(draft, by="dai")
    assert "5 members" in str(refused.value)
    for name in ("mair", "sian", "elin", "gwyn", "nest"):
        support_draft(actor=hub.actor(name), resolution=draft, at=now())
    assert hub.give_notice(draft, by="dai").state == "noticed"


def test_a_member_cannot_give_notice_of_another_members_draft(hub: Hub) -> None:
    with pytest.raises(NothingToDecide):
        hub.give_notice(hub.draft(by="dai"), by="sian")


def test_a_stranger_drafts_and_gives_notice_of_nothing(hub: Hub) -> None:
    hub.people["guest"] = person("Stranger")
    with pytest.raises(NotAllowed):
        hub.draft(by="guest")
    with pytest.raises(NotAllowed):
        hub.give_notice(hub.draft(), by="guest")


def test_an_ordinary_resolution_cannot_carry_what_needs_three_quarters(hub: Hub) -> None:
    with pytest.raises(NeedsAStrongerResolution) as refused:
        hub.give_notice(hub.draft_change(kind="ordinary"))
    assert "Change of the registered rules" in str(refused.value)


def test_an_expulsion_needs_an_extraordinary_resolution(hub: Hub) -> None:
    draft = _expulsion(hub, "ordinary")
    with pytest.raises(NeedsAStrongerResolution):
        hub.give_notice(draft)
    assert hub.give_notice(_expulsion(hub, "extraordinary")).state == "noticed"


def test_a_call_is_rehearsed_and_leaves_no_trace(hub: Hub) -> None:
    hub.give_notice(_expulsion(hub, "extraordinary"))
    nest = member_for(hub.society, hub.people["nest"].pk)
    assert nest is not None
    assert nest.is_current
    assert not Mandate.objects.filter(kind="resolution").exists()


def test_a_call_that_would_be_refused_is_not_put_to_the_vote(hub: Hub) -> None:
    draft = _expulsion(hub, "extraordinary")
    _expel(hub, draft)  # the same member twice: the second time there is nobody to expel
    with pytest.raises(WouldBeRefused) as refused:
        hub.give_notice(draft)
    assert "as it stands" in str(refused.value)


def test_a_call_about_something_gone_is_not_put_to_the_vote(hub: Hub) -> None:
    draft = hub.draft(kind="extraordinary")
    add_call(
        actor=hub.actor("dai"),
        resolution=draft,
        verb="membership.expel_member",
        arguments={"member": 10**9},
    )
    with pytest.raises(WouldBeRefused):
        hub.give_notice(draft)


def test_it_can_be_withdrawn_by_its_proposer_until_voting_opens(hub: Hub) -> None:
    noticed = hub.give_notice(hub.draft(by="dai"))
    with pytest.raises(NothingToDecide):
        withdraw_resolution(actor=hub.actor("mair"), resolution=noticed, at=now())
    assert withdraw_resolution(actor=hub.actor("dai"), resolution=noticed, at=now()).state == (
        "withdrawn"
    )
    opened = hub.opened(hub.draft(by="dai"))
    with pytest.raises(TooLateToWithdraw):
        withdraw_resolution(actor=hub.actor("dai"), resolution=opened, at=now())


def test_the_hash_is_of_the_words_in_both_languages(hub: Hub) -> None:
    one, two = hub.draft(), hub.draft()
    revise_draft(
        actor=hub.actor("dai"),
        resolution=two,
        kind="ordinary",
        title=QUESTION,
        text=type(REASON)(en=REASON.en, cy=REASON.cy + ".", source="en"),
    )
    assert hub.give_notice(one).text_hash != hub.give_notice(two).text_hash


def test_whoever_left_before_the_notice_is_no_elector(hub: Hub) -> None:
    noticed = hub.give_notice(hub.draft())
    assert {e.class_code for e in noticed.electors.all()} == {"customer"}
    assert {e.member.joined_on for e in noticed.electors.select_related("member")} == {
        date(2026, 11, 2)
    }


def _expulsion(hub: Hub, kind: str) -> Resolution:
    draft = hub.draft(kind=kind)
    _expel(hub, draft)
    return draft


def _expel(hub: Hub, draft: Resolution) -> None:
    nest = member_for(hub.society, hub.people["nest"].pk)
    assert nest is not None
    add_call(
        actor=hub.actor("dai"),
        resolution=draft,
        verb="membership.expel_member",
        arguments={"member": nest.pk},
    )
