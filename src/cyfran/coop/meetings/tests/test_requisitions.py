"""Members ask for a general meeting; with enough of them it is called, by the board or by themselves."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from cyfran.coop.governance.actions.outcome import enact_resolution
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.meetings.actions.requisitions import sign_requisition
from cyfran.coop.meetings.models import Signature
from cyfran.coop.meetings.queries import board_has_until
from cyfran.coop.meetings.refusals import (
    AskedAlready,
    BoardHasTime,
    CalledAlready,
    NotEnoughAsked,
)
from cyfran.coop.meetings.rules import requisition_of
from cyfran.coop.meetings.tests import cast
from cyfran.coop.membership.actions.members import cease_membership
from cyfran.coop.membership.models import Member
from cyfran.coop.membership.queries import member_for
from cyfran.kernel.actions import Actor
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.rulebook import rule
from cyfran.kernel.time import now


def test_a_tenth_of_six_is_one_and_the_board_has_a_month(hub: Hub) -> None:
    requisition = cast.asked_for(hub)
    assert (requisition.needed, requisition.signatures.count()) == (1, 1)
    assert requisition.reached_at is not None
    with pytest.raises(BoardHasTime):
        cast.call(hub, "special", by="dai", requisition=requisition)
    hub.clock.on(days=28)
    with pytest.raises(BoardHasTime):
        cast.call(hub, "special", by="dai", requisition=requisition)
    hub.clock.on(days=1)
    with pytest.raises(NotAllowed):
        cast.call(hub, "special", by="sian", requisition=requisition)
    with pytest.raises(NotAllowed):
        cast.call(hub, "annual", by="dai", requisition=requisition)
    meeting = cast.call(hub, "special", by="dai", requisition=requisition)
    requisition.refresh_from_db()
    assert requisition.meeting == meeting
    with pytest.raises(CalledAlready):
        cast.call(hub, "special", requisition=requisition)


def test_the_board_need_not_call_it_before_enough_have_asked(hub: Hub) -> None:
    change = hub.carried(hub.draft_change("meetings.requisition_bp", to=2_000))
    enact_resolution(actor=Actor.guest(), resolution=hub.waited(change), at=now())
    requisition = cast.asked_for(hub)
    assert (requisition.needed, requisition.reached_at, board_has_until(requisition)) == (
        2,
        None,
        None,
    )
    with pytest.raises(NotEnoughAsked, match="2 are needed"):
        cast.call(hub, "special", requisition=requisition)
    sign_requisition(actor=hub.actor("sian"), requisition=requisition, at=now())
    requisition.refresh_from_db()
    assert requisition.reached_at is not None
    assert cast.call(hub, "special", requisition=requisition).kind == "special"


def test_who_has_left_asks_for_nothing(hub: Hub) -> None:
    requisition = cast.asked_for(hub)
    nest = member_for(hub.society, hub.people["nest"].pk)
    assert nest is not None
    cease_membership(actor=hub.actor("nest"), member=nest, at=now())
    with pytest.raises(NotAllowed):
        sign_requisition(actor=Actor.person(hub.people["nest"]), requisition=requisition, at=now())
    with (
        pytest.raises(IntegrityError, match="no member any more"),
        transaction.atomic(),
    ):
        Signature.objects.create(
            society=hub.society, requisition=requisition, member=nest, at=now()
        )


def test_the_board_calls_it_when_enough_asked(hub: Hub) -> None:
    requisition = cast.asked_for(hub)
    assert cast.call(hub, "special", requisition=requisition).kind == "special"


def test_each_member_asks_once(hub: Hub) -> None:
    requisition = cast.asked_for(hub)
    sign_requisition(actor=hub.actor("sian"), requisition=requisition, at=now())
    with pytest.raises(AskedAlready):
        sign_requisition(actor=hub.actor("sian"), requisition=requisition, at=now())
    assert requisition.signatures.count() == 2


@pytest.mark.parametrize(
    ("count", "share", "roll", "needed"),
    [(100, 1000, 6, 1), (100, 1000, 34, 4), (100, 1000, 2000, 100), (3, 2000, 100, 3)],
)
def test_the_number_or_the_share_whichever_is_less(
    count: int, share: int, roll: int, needed: int
) -> None:
    assert requisition_of(count, share, roll) == needed


def test_the_database_needs_as_many_as_the_rules_say(hub: Hub) -> None:
    members = Member.objects.filter(society=hub.society, ceased_on__isnull=True).count()
    count, share = (
        rule(f"meetings.requisition_{which}", hub.society).value for which in ("count", "bp")
    )
    assert cast.asked_for(hub).needed == requisition_of(count, share, members)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meetings_requisition SET needed = 1",
        "UPDATE meetings_requisition SET reached_at = asked_at",
        "DELETE FROM meetings_signature",
        "DELETE FROM meetings_requisition",
    ],
)
def test_nobody_writes_that_enough_have_asked(hub: Hub, statement: str) -> None:
    cast.asked_for(hub)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
