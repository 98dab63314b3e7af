"""Bank details: sealed at rest, each member's own, never in the record, erasable, resealed under a new key."""

import base64

import pytest
from django.db import connection
from django.test import override_settings

from cyfran.coop.payments.actions import (
    assign_receipt,
    erase_bank_details,
    record_bank_details,
    record_society_account,
)
from cyfran.coop.payments.actions.details import erase_payer, reseal_accounts
from cyfran.coop.payments.models import BankDetails, SocietyAccount
from cyfran.coop.payments.queries.accounts import bank_details_of, holder_of, pay_to
from cyfran.coop.payments.refusals import AccountAbroad, NameUnreadable, NotYourAccount
from cyfran.coop.payments.rules.accounts import Iban
from cyfran.coop.payments.rules.letters import Letters
from cyfran.coop.payments.rules.pain001 import Holder
from cyfran.coop.payments.rules.sealing import CannotOpen, Private
from cyfran.coop.payments.tests import cast
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.refusals import NotAllowed

NEW_KEY = base64.urlsafe_b64encode(b"n" * 32).decode()


def test_a_member_says_where_they_are_paid(dai, dais_party):
    details = cast.banked(dai, dais_party)
    assert holder_of(details) == Holder("Dai Tŷ Gŵyr", cast.DAIS_ACCOUNT)
    assert details.last_digits == "6819"
    assert bank_details_of(dais_party) == details


def test_new_details_replace_the_old_which_stay_for_files_made_with_them(dai, dais_party):
    old = cast.banked(dai, dais_party)
    new = cast.banked(dai, dais_party, Holder("Dai", cast.SIANS_ACCOUNT))
    old.refresh_from_db()
    assert bank_details_of(dais_party) == new
    assert old.replaced_at == cast.AT
    assert holder_of(old).account == cast.DAIS_ACCOUNT


def test_the_treasurer_may_record_them_for_a_member(eleri, dais_party):
    assert cast.banked(eleri, dais_party)


def test_nobody_else_may(sian, dais_party):
    with pytest.raises(NotYourAccount):
        cast.banked(sian, dais_party)
    with pytest.raises(NotYourAccount):
        erase_bank_details(actor=Actor.person(sian), party=dais_party, at=cast.AT)


def test_an_account_abroad_is_refused(dai, dais_party):
    with pytest.raises(AccountAbroad):
        cast.banked(dai, dais_party, Holder("Dai", Iban.parse("IE29AIBK93115212345678")))


@pytest.mark.parametrize("name", ["Владимир", "🐑", "--"])
def test_a_name_the_bank_cannot_read_is_refused(dai, dais_party, name):
    with pytest.raises(NameUnreadable):
        cast.banked(dai, dais_party, Holder(name, cast.DAIS_ACCOUNT))


def test_the_society_says_where_it_banks(hub, eleri):
    first = cast.with_a_bank(eleri, hub)
    second = record_society_account(
        actor=Actor.person(eleri),
        society=hub,
        account=Private(Holder("Hwb", cast.DAIS_ACCOUNT)),
        letters=Letters.PLAIN,
        at=cast.AT,
    )
    assert SocietyAccount.objects.get(replaced_at__isnull=True) == second != first
    assert pay_to(hub) == Holder("Hwb", cast.DAIS_ACCOUNT)


def test_only_the_treasurer_or_a_founder_says_where_the_society_banks(hub, dai, dais_party):
    with pytest.raises(NotAllowed):
        cast.with_a_bank(dai, hub)


def everything_in_the_database() -> str:
    """All that this society can see, of every table, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [row[0] for row in cursor.fetchall()]
        rows = []
        for table in tables:
            cursor.execute(
                "SELECT has_table_privilege(current_user, %s, 'SELECT')", [f'public."{table}"']
            )
            if cursor.fetchone()[0]:
                cursor.execute(
                    f"SELECT coalesce(string_agg(t::text, chr(10)), '') FROM \"{table}\" t"
                )
                rows.append(f"{table}: {cursor.fetchone()[0]}")
    return "\n".join(rows)


def test_bank_details_are_nowhere_in_the_database_in_clear(hub, eleri, dai, dais_party):
    cast.banked(dai, dais_party)
    cast.with_a_bank(eleri, hub)
    dump = everything_in_the_database()
    assert "payments_bankdetails: (" in dump
    assert "payments.record_bank_details" in dump
    for secret in ("31926819", "601613", "60-16-13", "66374958", "Tŷ Gŵyr"):
        assert secret not in dump
        assert secret.encode().hex() not in dump


def test_another_society_sees_none_and_reaches_none(eleri, dai, sian):
    hub, other = cast.hub(eleri), cast.hub(sian, "other-hub")
    with society_transaction(hub):
        details = cast.banked(dai, cast.known(hub, dai))
    with society_transaction(other):
        assert not BankDetails.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM payments_bankdetails")
            assert cursor.fetchone()[0] == 0
            cursor.execute(
                "UPDATE payments_bankdetails SET last_digits = '' WHERE id = %s", [details.pk]
            )
            assert cursor.rowcount == 0


def test_details_moved_to_another_party_do_not_open(dai, dais_party, sian, sians_party):
    his, hers = cast.banked(dai, dais_party), cast.banked(sian, sians_party)
    BankDetails.objects.filter(pk=hers.pk).update(sealed=his.sealed)
    hers.refresh_from_db()
    with pytest.raises(CannotOpen):
        holder_of(hers)


def test_erased_details_are_gone_those_replaced_before_too(dai, dais_party):
    cast.banked(dai, dais_party)
    cast.banked(dai, dais_party, Holder("Dai", cast.SIANS_ACCOUNT))
    erase_bank_details(actor=Actor.person(dai), party=dais_party, at=cast.AT)
    assert bank_details_of(dais_party) is None
    assert all(
        details.is_erased and not details.last_digits for details in BankDetails.objects.all()
    )


def test_accounts_are_sealed_again_under_a_new_first_key(hub, eleri, dai, dais_party, settings):
    details, own = cast.banked(dai, dais_party), cast.with_a_bank(eleri, hub)
    old = settings.FIELD_KEYS
    with override_settings(FIELD_KEYS=[NEW_KEY, *old]):
        assert reseal_accounts(hub) == 2
        assert reseal_accounts(hub) == 0
    for row in (details, own):
        row.refresh_from_db()
        with override_settings(FIELD_KEYS=[NEW_KEY]):
            assert holder_of(row).name
        with override_settings(FIELD_KEYS=old), pytest.raises(CannotOpen):
            holder_of(row)


def test_the_database_keeps_one_current_account(
    dai, dais_party, hub, eleri, rule_broken, web_refuses
):
    cast.banked(dai, dais_party)
    cast.banked(dai, dais_party)
    cast.with_a_bank(eleri, hub)
    cast.with_a_bank(eleri, hub)
    revive = "UPDATE {} SET replaced_at = NULL"
    assert rule_broken(revive.format("payments_bankdetails")) == "bank_details_current_once"
    assert rule_broken(revive.format("payments_societyaccount")) == "society_account_current_once"
    web_refuses("DELETE FROM payments_bankdetails")
    web_refuses("UPDATE payments_bankdetails SET party_id = party_id")


def test_the_record_says_that_details_were_given_and_nothing_of_them(dai, dais_party):
    record_bank_details(
        actor=Actor.person(dai),
        party=dais_party,
        account=Private(Holder("Dai Tŷ Gŵyr", cast.DAIS_ACCOUNT)),
        at=cast.AT,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT facts FROM record_recordentry WHERE verb = 'payments.record_bank_details'"
        )
        facts = str(cursor.fetchone()[0])
    assert "Private" in facts
    assert "sha256" not in facts


def test_an_erased_payer_leaves_no_words_of_the_banks_and_books_that_balance(
    hub, eleri, dai, dais_party
):
    cast.banked(dai, dais_party)
    expected = cast.asked(eleri, dais_party, 2_000)
    known = cast.came(eleri, hub, f"D JONES {expected.reference}", 2_000)
    gift = cast.came(eleri, hub, "RHODD GAN DAI JONES", 500)
    others = cast.came(eleri, hub, "RHODD GAN NAIN", 500)
    assign_receipt(actor=Actor.person(eleri), receipt=gift, party=dais_party, at=cast.AT)
    erase_payer(dais_party, cast.AT)
    for receipt, words, digest_is_left in (
        (known, "", True),
        (gift, "", False),
        (others, "RHODD GAN NAIN", True),
    ):
        line = receipt.bank_line
        line.refresh_from_db()
        assert (line.words, line.digest is not None) == (words, digest_is_left)
    assert "JONES" not in everything_in_the_database()
    assert bank_details_of(dais_party) is None
