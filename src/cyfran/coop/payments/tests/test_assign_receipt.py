"""Money without an owner finds one."""

import pytest

from cyfran.coop.payments.actions import assign_receipt
from cyfran.coop.payments.events import PaymentReceived
from cyfran.coop.payments.models import ExpectedPayment
from cyfran.coop.payments.queries.credit import credit_of
from cyfran.coop.payments.queries.receipts import receipts_without_owner
from cyfran.coop.payments.refusals import AssignedAlready, NoOwner
from cyfran.coop.payments.tests import cast
from cyfran.kernel.actions import Actor
from cyfran.kernel.ledger.chart import UNIDENTIFIED
from cyfran.kernel.refusals import NotAllowed


def assigned(who, receipt, **whose):
    return assign_receipt(actor=Actor.person(who), receipt=receipt, at=cast.AT, **whose)


def test_it_can_be_for_an_awaited_payment(hub, eleri, sians_party, monkeypatch):
    heard = []
    monkeypatch.setattr("cyfran.coop.payments.actions.receiving.announce", heard.append)
    expected = cast.asked(eleri, sians_party, 2_000)
    receipt = cast.came(eleri, hub, "S JONES VEG", 2_500)
    made = assigned(eleri, receipt, expected=expected)
    expected.refresh_from_db()
    assert (made.applied, made.credited) == (2_000, 500)
    assert expected.state == ExpectedPayment.State.RECEIVED
    assert credit_of(sians_party) == 500
    assert cast.balance_of(hub, UNIDENTIFIED) == 0
    assert not receipts_without_owner(hub).exists()
    assert isinstance(heard[0], PaymentReceived)


def test_it_can_become_a_members_credit(hub, eleri, sians_party):
    receipt = cast.came(eleri, hub, "S JONES VEG", 2_500)
    assert assigned(eleri, receipt, party=sians_party).credited == 2_500
    assert credit_of(sians_party) == 2_500


def test_it_is_assigned_once(hub, eleri, sians_party, dais_party):
    receipt = cast.came(eleri, hub, "S JONES VEG", 2_500)
    assigned(eleri, receipt, party=sians_party)
    for party in (sians_party, dais_party):
        with pytest.raises(AssignedAlready):
            assigned(eleri, receipt, party=party)
    assert (credit_of(sians_party), credit_of(dais_party)) == (2_500, 0)


def test_it_is_somebodys_or_stays(hub, eleri):
    with pytest.raises(NoOwner):
        assigned(eleri, cast.came(eleri, hub, "S JONES VEG", 2_500))


def test_a_receipt_that_had_an_owner_has_nothing_to_assign(hub, eleri, sians_party):
    expected = cast.asked(eleri, sians_party, 2_000)
    receipt = cast.came(eleri, hub, expected.reference, 2_000)
    with pytest.raises(AssignedAlready):
        assigned(eleri, receipt, party=sians_party)


def test_only_the_treasurer_says_whose_it_is(hub, eleri, dai, dais_party):
    receipt = cast.came(eleri, hub, "S JONES VEG", 2_500)
    with pytest.raises(NotAllowed):
        assigned(dai, receipt, party=dais_party)


COPY = (
    "INSERT INTO payments_assignment (society_id, receipt_id, applied, credited_to_id, credited, entry_id, assigned_at) "
    "SELECT society_id, receipt_id, 0, credited_to_id, credited + %s, entry_id, assigned_at FROM payments_assignment"
)


def test_the_database_assigns_once_and_whole(hub, eleri, sians_party, rule_broken, web_refuses):
    receipt = cast.came(eleri, hub, "S JONES VEG", 2_500)
    assigned(eleri, receipt, party=sians_party)
    assert rule_broken(COPY, 0) == "receipt_assigned_once"
    assert rule_broken(COPY, -1) == "receipt_assigned_whole"
    web_refuses("DELETE FROM payments_assignment")
