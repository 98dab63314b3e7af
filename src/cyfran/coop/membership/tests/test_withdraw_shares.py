from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cyfran.coop.membership.actions.members import cease_membership
from cyfran.coop.membership.actions.withdrawals import (
    keep_shares,
    repay_shares,
    resume_withdrawals,
    suspend_withdrawals,
    withdraw_shares,
)
from cyfran.coop.membership.models import ShareWithdrawal
from cyfran.coop.membership.queries.shares import property_of, share_lines, shares_of
from cyfran.coop.membership.queries.withdrawals import free_shares, left_with_shares, waiting_of
from cyfran.coop.membership.refusals import (
    JoiningShareStays,
    NoticeRuns,
    NotSoManyShares,
    NotYourShares,
    WithdrawalOver,
    WithdrawalsGoOn,
    WithdrawalsSuspended,
)
from cyfran.coop.membership.tests import cast
from cyfran.coop.membership.tests.cast import give_office, joined
from cyfran.coop.membership.tests.mails import mails
from cyfran.coop.membership.tests.pages import signed_in
from cyfran.coop.payments.actions import (
    mark_file_sent,
    prepare_payment_file,
    record_bank_details,
    record_paid,
    record_society_account,
)
from cyfran.coop.payments.queries.files import dues_of
from cyfran.coop.payments.refusals import AmountNotPositive, MoneyBetween
from cyfran.coop.payments.rules.accounts import UkAccount
from cyfran.coop.payments.rules.pain001 import Holder
from cyfran.coop.payments.rules.sealing import Private
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.jobs import run_sweeps
from cyfran.kernel.ledger import posting
from cyfran.kernel.ledger.chart import BANK, SHARE_CAPITAL
from cyfran.kernel.ledger.posting import credit, debit
from cyfran.kernel.ledger.queries import books_are_whole
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.actions import erase_party
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.queries import job_mandate
from cyfran.kernel.time import now, society_day
from cyfran.site.testing.races import at_once

ACCOUNT = Private(Holder("Dai Jones", UkAccount("601613", "31926819")))


def more_shares(member, amount):
    """The member holds so much more, as an offer of shares would bring about."""
    party = member.party
    posting.post(
        society=party.society_id,
        key=f"more:{party.pk}:{amount}",
        kind="share_issue",
        on=now().date(),
        legs=[
            debit(posting.account(party.society_id, BANK), amount),
            credit(posting.account(party.society_id, SHARE_CAPITAL, party=party), amount),
        ],
        actor=Actor.mandate(job_mandate(party.society_id, "offer")),
    )


def ask(who, party, amount):
    return withdraw_shares(actor=Actor.person(who), party=party, amount=amount, at=now())


def left(hub, officer, who):
    member = joined(hub, officer, who, at=now())
    return cease_membership(actor=Actor.person(who), member=member, at=now())


def repay(withdrawal):
    job = Actor.mandate(job_mandate(withdrawal.society_id, "membership.repay_shares"))
    return repay_shares(actor=job, withdrawal=withdrawal, at=now())


def test_shares_are_repaid_when_the_notice_of_the_rulebook_has_run_out(hub, mair, dai, clock):
    member = joined(hub, mair, dai, at=now())
    more_shares(member, 100_00)
    withdrawal = ask(dai, member.party, 60_00)
    assert withdrawal.due_on == society_day(hub, now()) + timedelta(days=90)
    assert shares_of(member.party) == 125_00
    assert free_shares(member.party) == 40_00
    clock.on(days=89)
    run_sweeps(hub)
    assert shares_of(member.party) == 125_00
    clock.on(days=1)
    run_sweeps(hub)
    withdrawal.refresh_from_db()
    assert (withdrawal.state, withdrawal.entry.kind) == ("repaid", "share_withdrawal")
    assert next((line.kind, line.amount, line.after) for line in share_lines(member.party)) == (
        "share_withdrawal",
        -60_00,
        65_00,
    )
    held = property_of(hub, [member.party_id])[member.party_id]
    assert (held.shares, held.other) == (65_00, 60_00)
    assert [(due.party_id, due.amount) for due in dues_of(hub)] == [(member.party_id, 60_00)]
    assert books_are_whole(hub)


def test_a_member_keeps_the_joining_share_and_nobody_has_back_more_than_they_hold(hub, mair, dai):
    member = joined(hub, mair, dai, at=now())
    with pytest.raises(JoiningShareStays, match=r"keeps the joining share of £25"):
        ask(dai, member.party, 1)
    more_shares(member, 10_00)
    ask(dai, member.party, 6_00)
    with pytest.raises(JoiningShareStays, match=r"You can ask for £4\.00 back"):
        ask(dai, member.party, 4_01)
    with pytest.raises(NotSoManyShares):
        ask(dai, member.party, 29_01)
    with pytest.raises(AmountNotPositive):
        ask(dai, member.party, 0)


def test_who_has_left_has_all_of_it_back_by_a_payment_file_and_can_then_be_erased(
    hub, mair, dai, clock
):
    party = left(hub, mair, dai).party
    assert [(one.party, free) for one, free in left_with_shares(hub)] == [(party, 25_00)]
    ask(dai, party, 25_00)
    assert waiting_of(party).count() == 1
    with pytest.raises(MoneyBetween):
        erase_party(actor=Actor.person(mair), party=party, at=now())
    clock.on(days=90)
    run_sweeps(hub)
    treasurer = Actor.person(mair)
    record_bank_details(actor=treasurer, party=party, account=ACCOUNT, at=now())
    record_society_account(actor=treasurer, society=hub, account=ACCOUNT, at=now())
    file = prepare_payment_file(
        actor=treasurer, society=hub, execution_on=society_day(hub, now()), at=now()
    )
    mark_file_sent(actor=treasurer, file=file, at=now())
    record_paid(actor=treasurer, file=file, paid_on=society_day(hub, now()), at=now())
    assert (file.total, shares_of(party), left_with_shares(hub)) == (25_00, 0, [])
    erase_party(actor=treasurer, party=party, at=now())
    party.refresh_from_db()
    assert party.person is None
    assert books_are_whole(hub)


def test_the_treasurer_asks_for_those_who_have_left_and_for_no_member(hub, mair, dai, sian):
    gone, member = left(hub, mair, dai), joined(hub, mair, sian, at=now())
    with pytest.raises(NotYourShares):
        ask(mair, member.party, 1_00)
    with pytest.raises(NotYourShares):
        ask(sian, gone.party, 1_00)
    withdrawal = ask(mair, gone.party, 25_00)
    with pytest.raises(NotYourShares):
        keep_shares(actor=Actor.person(sian), withdrawal=withdrawal, at=now())
    kept = keep_shares(actor=Actor.person(mair), withdrawal=withdrawal, at=now())
    assert (kept.state, free_shares(gone.party)) == ("cancelled", 25_00)


def test_what_was_taken_back_or_repaid_is_over(hub, mair, dai, clock):
    withdrawal = ask(dai, left(hub, mair, dai).party, 10_00)
    keep_shares(actor=Actor.person(dai), withdrawal=withdrawal, at=now())
    clock.on(days=90)
    for late in (
        lambda: keep_shares(actor=Actor.person(dai), withdrawal=withdrawal, at=now()),
        lambda: repay(withdrawal),
    ):
        with pytest.raises(WithdrawalOver):
            late()


def test_nothing_is_repaid_before_its_day_nor_while_the_board_holds_it_up(hub, mair, dai, clock):
    give_office(cast.party_of(hub, mair.pk), "board")
    board = Actor.person(mair)
    party = left(hub, mair, dai).party
    withdrawal = ask(dai, party, 25_00)
    with pytest.raises(NoticeRuns):
        repay(withdrawal)
    assert shares_of(party) == 25_00
    with pytest.raises(WithdrawalsGoOn):
        resume_withdrawals(actor=board, society=hub, at=now())
    suspend_withdrawals(actor=board, society=hub, at=now())
    with pytest.raises(WithdrawalsSuspended):
        suspend_withdrawals(actor=board, society=hub, at=now())
    clock.on(days=100)
    run_sweeps(hub)
    with pytest.raises(WithdrawalsSuspended):
        repay(withdrawal)
    assert shares_of(party) == 25_00
    resume_withdrawals(actor=board, society=hub, at=now())
    run_sweeps(hub)
    assert shares_of(party) == 0


def test_nobody_but_the_board_suspends_and_nobody_but_the_job_repays(hub, mair, dai):
    withdrawal = ask(dai, left(hub, mair, dai).party, 25_00)
    for forbidden in (
        lambda: suspend_withdrawals(actor=Actor.person(dai), society=hub, at=now()),
        lambda: resume_withdrawals(actor=Actor.person(dai), society=hub, at=now()),
        lambda: repay_shares(actor=Actor.person(mair), withdrawal=withdrawal, at=now()),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_whoever_asked_is_written_to_in_their_language(hub, mair, dai, clock):
    ask(dai, left(hub, mair, dai).party, 25_00)  # he applied in Welsh
    assert mails()[-1]["to"] == "dai@example.org"
    assert mails()[-1]["language"] == "cy"
    assert "£25.00" in mails()[-1]["subject"]
    clock.on(days=90)
    run_sweeps(hub)
    assert "manylion banc" in mails()[-1]["body"]


def test_two_askings_at_once_do_not_ask_for_the_same_shares_twice(committed_db):
    mair, dai = cast.person("Mair"), cast.person("Dai")
    hub = cast.registered_hub(mair)
    with society_transaction(hub):
        party = left(hub, mair, dai).party

    def all_of_it():
        return withdraw_shares(actor=Actor.person(dai), party=party, amount=25_00, at=now())

    outcomes = at_once(all_of_it, all_of_it)
    assert sorted(type(one).__name__ for one in outcomes) == ["NotSoManyShares", "ShareWithdrawal"]


class TestTheDatabase:
    """As the web's role, without the actions."""

    ASK = (
        "INSERT INTO membership_sharewithdrawal (society_id, party_id, amount, state, asked_at, due_on) "
        "VALUES (%s, %s, %s, %s, now(), '2020-01-01') RETURNING state, due_on, id"
    )

    def run(self, sql, values):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchone() if cursor.description else None

    def test_counts_the_notice_itself_whatever_is_written(self, hub, mair, dai):
        party = left(hub, mair, dai).party
        state, due_on, _pk = self.run(self.ASK, [hub.pk, party.pk, 25_00, "repaid"])
        assert (state, due_on) == ("waiting", society_day(hub, now()) + timedelta(days=90))

    def test_lets_nobody_ask_for_more_than_is_held_or_a_member_for_the_last_share(
        self, hub, mair, dai
    ):
        member = joined(hub, mair, dai, at=now())
        for amount, rule in ((25_01, "holds"), (1, "is a member")):
            with pytest.raises(IntegrityError, match=rule):
                self.run(self.ASK, [hub.pk, member.party_id, amount, "waiting"])

    def test_lets_nobody_shorten_a_notice_or_repay_without_an_entry(self, hub, mair, dai, clock):
        party = left(hub, mair, dai).party
        withdrawal = ask(dai, party, 25_00)
        shorten = "UPDATE membership_sharewithdrawal SET due_on = '2020-01-01' WHERE id = %s"
        with pytest.raises(ProgrammingError, match="permission denied"):
            self.run(shorten, [withdrawal.pk])
        repaid = (
            "UPDATE membership_sharewithdrawal SET state = 'repaid', ended_at = now() WHERE id = %s"
        )
        with pytest.raises(IntegrityError, match="is due on"):
            self.run(repaid, [withdrawal.pk])
        clock.on(days=90)
        with pytest.raises(IntegrityError, match="withdrawal_repaid_by_an_entry"):
            self.run(repaid, [withdrawal.pk])
        assert ShareWithdrawal.objects.get(pk=withdrawal.pk).state == "waiting"


class TestPages:
    def test_a_member_asks_sees_it_and_keeps_them_after_all(self, hub, mair, dai):
        more_shares(joined(hub, mair, dai, at=now()), 50_00)
        browser, own = signed_in(dai), society_url(hub, "membership:statement")
        page = browser.get(society_url(hub, "membership:withdraw"))
        assert "£50.00 can be asked back" in page.text
        answer = browser.post(society_url(hub, "membership:withdraw"), {"amount": "60.00"})
        assert answer.status_code == 422
        assert "A member keeps the joining share" in answer.text
        answer = browser.post(society_url(hub, "membership:withdraw"), {"amount": "50"})
        assert answer.url == own
        assert "Keep them after all" in browser.get(own).text
        withdrawal = ShareWithdrawal.objects.get()
        browser.post(society_url(hub, "membership:keep_shares", pk=withdrawal.pk))
        assert "Keep them after all" not in browser.get(own).text

    def test_who_leaves_is_shown_their_shares_and_how_to_have_them_back(self, hub, mair, dai):
        joined(hub, mair, dai, at=now())
        browser = signed_in(dai)
        after = browser.post(society_url(hub, "membership:leave"), follow=True)
        assert "Your membership ended on" in after.text
        assert "Ask for shares back" in after.text

    def test_the_treasurer_asks_for_whoever_left_and_officers_see_what_waits(
        self, hub, mair, dai, sian
    ):
        member, browser = left(hub, mair, dai), signed_in(mair)
        listed = society_url(hub, "membership:withdrawals")
        ask_for = society_url(hub, "membership:withdraw_for", number=member.number)
        assert ask_for in browser.get(listed).text
        assert browser.post(ask_for, {"amount": "25"}).url == listed
        page = browser.get(listed).text
        assert "not given yet" in page
        assert "£25.00" in page
        joined(hub, mair, sian, at=now())
        for address in (listed, ask_for):
            assert signed_in(sian).get(address).status_code == 403

    def test_the_board_suspends_and_resumes(self, hub, mair):
        give_office(cast.party_of(hub, mair.pk), "board")
        browser, listed = signed_in(mair), society_url(hub, "membership:withdrawals")
        browser.post(society_url(hub, "membership:suspend_withdrawals"))
        assert "Repay shares again" in browser.get(listed).text
        browser.post(society_url(hub, "membership:resume_withdrawals"))
        assert "Suspend the repaying" in browser.get(listed).text

    def test_the_list_takes_no_more_queries_for_more_people(self, hub, mair, dai, sian):
        browser, listed = signed_in(mair), society_url(hub, "membership:withdrawals")
        counts = []
        for who in (dai, sian):
            ask(who, left(hub, mair, who).party, 20_00)
            with CaptureQueriesContext(connection) as queries:
                assert f"{who.name} · £5.00" in browser.get(listed).text
            counts.append(len(queries))
        assert counts[0] >= counts[1]
