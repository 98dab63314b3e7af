"""What the law asks of each kind of resolution: shares of the roll, turnout, a second meeting, registration."""

from datetime import date, datetime, timedelta

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client

from cyfran.coop.governance.actions.confirming import draft_confirmation
from cyfran.coop.governance.actions.drafts import add_rule_change, draft_resolution
from cyfran.coop.governance.actions.outcome import enact_resolution, record_rule_registration
from cyfran.coop.governance.models import Meeting, Resolution
from cyfran.coop.governance.refusals import (
    BeingConfirmed,
    ConfirmsAndNothingElse,
    NeedsAMeeting,
    NeedsAStrongerResolution,
    NotConfirmed,
    NothingToConfirm,
    NotRegistered,
    SecondMeetingOutOfTime,
    WrongRegistrationDay,
)
from cyfran.coop.governance.tasks import move_resolutions
from cyfran.coop.governance.tests.cast import QUESTION, REASON, Hub
from cyfran.coop.meetings.actions.calling import call_meeting
from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.queries import job_mandate
from cyfran.kernel.time import now, society_day


def _meeting(hub: Hub, held_at: datetime) -> Meeting:
    return call_meeting(
        actor=hub.actor("mair"),
        society=hub.society,
        kind="special",
        name=Bilingual(en="Special meeting"),
        place=Bilingual(en="The hall"),
        held_at=held_at,
        at=now(),
    )


def _at_a_meeting(hub: Hub, kind: str) -> Resolution:
    return draft_resolution(
        actor=hub.actor("dai"),
        society=hub.society,
        kind=kind,
        title=QUESTION,
        text=REASON,
        meeting=_meeting(hub, now() + timedelta(days=20)),
        at=now(),
    )


def _carried(hub: Hub, kind: str) -> Resolution:
    return hub.carried(_at_a_meeting(hub, kind))


def _second(hub: Hub, first: Resolution, days: int) -> Resolution:
    """The draft of a confirmation at a meeting so many days after the first."""
    assert first.meeting is not None
    meeting = _meeting(hub, first.meeting.held_at + timedelta(days=days))
    return draft_confirmation(actor=hub.actor("mair"), resolution=first, meeting=meeting, at=now())


def _sweep(hub: Hub) -> None:
    mandate = job_mandate(hub.society, "governance.resolutions")
    move_resolutions(hub.society, Actor.mandate(mandate), now())


def _enacted(resolution: Resolution) -> Resolution:
    return enact_resolution(actor=Actor.guest(), resolution=resolution, at=now())


@pytest.mark.parametrize(
    ("kind", "choices", "state"),
    [
        # Six members. Dissolution: three quarters of all of them, whoever stays at home.
        ("dissolution", "for for for for for", "waiting"),
        ("dissolution", "for for for for", "lost"),
        ("dissolution", "for for for for for against", "waiting"),
        ("entrenched", "for for for for for for", "waiting"),
        ("entrenched", "for for for for for", "lost"),
        ("entrenched", "for for for for for abstain", "lost"),
    ],
)
def test_a_share_of_the_whole_roll_is_needed(hub: Hub, kind: str, choices: str, state: str) -> None:
    opened = hub.opened(hub.draft(kind=kind))
    hub.vote(opened, **dict(zip(hub.people, choices.split(), strict=False)))
    assert hub.closed(opened).state == state


@pytest.mark.parametrize(
    ("kind", "choices", "state"),
    [
        ("amalgamation", "for for against", "waiting"),
        ("amalgamation", "for for for against against", "lost"),
        ("conversion", "for for for", "waiting"),
        # Half of the six must say yes or no: two do, and who abstains says neither.
        ("conversion", "for for abstain abstain", "lost"),
        ("conversion", "for for against", "lost"),
    ],
)
def test_what_two_meetings_decide_needs_its_share_and_its_turnout(
    hub: Hub, kind: str, choices: str, state: str
) -> None:
    opened = hub.opened(_at_a_meeting(hub, kind))
    hub.vote(opened, **dict(zip(hub.people, choices.split(), strict=False)))
    assert hub.closed(opened).state == state


def test_the_floors_stand_though_the_rulebook_asks_for_more(hub: Hub) -> None:
    noticed = hub.give_notice(_at_a_meeting(hub, "conversion"))
    assert (noticed.numerator, noticed.denominator) == (7500, 10_000)
    assert (noticed.turnout_needed, noticed.of_all, noticed.needs_registration) == (3, False, True)


@pytest.mark.parametrize("kind", ["amalgamation", "conversion"])
def test_what_two_meetings_decide_is_taken_at_a_meeting(hub: Hub, kind: str) -> None:
    with pytest.raises(NeedsAMeeting):
        hub.give_notice(hub.draft(kind=kind))


@pytest.mark.parametrize("kind", ["amalgamation", "conversion", "dissolution"])
def test_such_a_resolution_changes_no_rule(hub: Hub, kind: str) -> None:
    draft = _at_a_meeting(hub, kind)
    add_rule_change(
        actor=hub.actor("dai"), resolution=draft, key="governance.supporters", new_value=2
    )
    with pytest.raises(NeedsAStrongerResolution):
        hub.give_notice(draft)


def test_it_has_effect_once_confirmed_and_registered_and_not_before(hub: Hub) -> None:
    first = hub.waited(_carried(hub, "amalgamation"))
    with pytest.raises(NotConfirmed):
        _enacted(first)
    with pytest.raises(NotConfirmed):
        _register(hub, first)
    second = hub.carried(_second(hub, first, days=40))
    assert second.state == "carried"
    first.refresh_from_db()
    assert first.confirmed_at == second.closed_at
    with pytest.raises(NotRegistered):
        _enacted(first)
    with pytest.raises(WrongRegistrationDay):
        _register(hub, first, society_day(hub.society, now()) - timedelta(days=1))
    _register(hub, first)
    _sweep(hub)
    first.refresh_from_db()
    assert (first.state, first.mandate_id is not None) == ("enacted", True)


def _register(hub: Hub, resolution: Resolution, day: date | None = None) -> None:
    record_rule_registration(
        actor=hub.actor("mair"),
        resolution=resolution,
        registered_on=day or society_day(hub.society, now()),
        at=now(),
    )


def test_it_lapses_when_the_second_meeting_says_no(hub: Hub) -> None:
    first = _carried(hub, "amalgamation")
    opened = hub.opened(_second(hub, first, days=40))
    hub.vote(opened, dai="for", sian="for", elin="against", gwyn="against")
    assert hub.closed(opened).state == "lost"
    first.refresh_from_db()
    assert (first.state, first.ended_why) == ("lapsed", "unconfirmed")


def test_it_lapses_by_itself_when_no_second_meeting_comes_in_time(hub: Hub) -> None:
    first = _carried(hub, "conversion")
    assert first.confirm_by is not None
    _sweep(hub)
    first.refresh_from_db()
    assert first.state == "waiting"
    hub.clock.on(days=(first.confirm_by - society_day(hub.society, now())).days)
    _sweep(hub)
    first.refresh_from_db()
    assert first.state == "waiting"
    hub.clock.on(days=1)
    _sweep(hub)
    first.refresh_from_db()
    assert (first.state, first.ended_why) == ("lapsed", "unconfirmed")


@pytest.mark.parametrize("days", [0, 32, 5])
def test_a_conversion_is_confirmed_within_the_month(hub: Hub, days: int) -> None:
    """The first is held on 22 November, so the second from 6 to 22 December: notice leaves the 9th to the 22nd."""
    first = _carried(hub, "conversion")
    assert (first.confirm_from, first.confirm_by) == (date(2026, 12, 6), date(2026, 12, 22))
    draft = _second(hub, first, days or 30)
    if days:
        with pytest.raises(SecondMeetingOutOfTime):
            hub.give_notice(draft)
    else:
        assert hub.carried(draft).state == "carried"


def test_only_what_waits_can_be_confirmed_and_by_one_vote_at_a_time(hub: Hub) -> None:
    ordinary = hub.carried(hub.draft())
    with pytest.raises(NothingToConfirm):
        draft_confirmation(
            actor=hub.actor("mair"),
            resolution=ordinary,
            meeting=_meeting(hub, now() + timedelta(days=30)),
            at=now(),
        )
    with pytest.raises(NothingToConfirm):
        hub.draft(kind="confirmation")
    first = _carried(hub, "amalgamation")
    hub.give_notice(_second(hub, first, days=40))
    with pytest.raises(BeingConfirmed):
        hub.give_notice(_second(hub, first, days=41))


def test_a_confirmation_does_nothing_else(hub: Hub) -> None:
    second = _second(hub, _carried(hub, "amalgamation"), days=40)
    with pytest.raises(ConfirmsAndNothingElse):
        add_rule_change(
            actor=hub.actor("mair"), resolution=second, key="governance.supporters", new_value=2
        )
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        _notice_with_a_call(hub, second)
    assert isinstance(refused.value.__cause__, psycopg.errors.CheckViolation)
    assert refused.value.__cause__.diag.constraint_name == "confirmation_does_nothing_else"


def _notice_with_a_call(hub: Hub, draft: Resolution) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO governance_cataloguecall (society_id, resolution_id, position, verb, arguments, digest) "
            "VALUES (%s, %s, 1, 'societies.appoint', '{}', '')",
            [hub.society.pk, draft.pk],
        )
        cursor.execute(
            "SELECT governance_give_notice(%s, %s, %s, %s)",
            [hub.society.pk, draft.pk, now() + timedelta(days=41), now() + timedelta(days=42)],
        )


@pytest.mark.parametrize(
    "change",
    ["confirmed_at = now()", "of_all = true", "turnout_needed = 0", "confirm_by = NULL"],
)
def test_the_web_role_cannot_say_that_the_law_is_met(hub: Hub, change: str) -> None:
    first = _carried(hub, "conversion")
    with (
        pytest.raises(ProgrammingError) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE governance_resolution SET {change} WHERE id = %s", [first.pk])
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_the_page_leads_from_the_first_meeting_to_the_second(hub: Hub) -> None:
    first = _carried(hub, "amalgamation")
    address = society_url(hub.society, "governance:resolution", number=first.number)
    mair, dai = Client(), Client()
    mair.force_login(hub.people["mair"])
    dai.force_login(hub.people["dai"])
    assert "/meetings/call/" in mair.get(address).content.decode()
    meeting = _meeting(hub, now() + timedelta(days=40))
    answer = mair.post(f"{address}confirm/", {"meeting": meeting.pk})
    draft = Resolution.objects.get(confirms=first)
    assert answer.headers["location"].endswith(f"/drafts/{draft.pk}/")
    assert (draft.title.en, draft.title.cy) == (
        "Confirm resolution 1: Should supporters be fewer?",
        "Cadarnhau penderfyniad 1: A ddylid cael llai o gefnogwyr?",
    )
    assert "/doing/" not in mair.get(answer.headers["location"]).content.decode()
    second = hub.give_notice(draft)
    told = f"/decide/{second.number}/"
    assert told in dai.get(address).content.decode()
    assert mair.post(f"{address}confirm/", {"meeting": 0}).status_code == 422
    assert dai.post(f"{address}confirm/", {"meeting": meeting.pk}).status_code == 403
    assert (
        address
        in dai.get(
            society_url(hub.society, "governance:resolution", number=second.number)
        ).content.decode()
    )
