import json
from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from cyfran.coop.membership.actions.founding import propose_rule
from cyfran.coop.membership.actions.meeting import (
    adopt_rulebook,
    appoint_first_officers,
    close_founding_meeting,
)
from cyfran.coop.membership.models import Application, Founder
from cyfran.coop.membership.queries.founding import (
    founders_of,
    founding_mandate,
    proposed_values,
    standing_of,
)
from cyfran.coop.membership.refusals import (
    AddressMissing,
    FoundingOver,
    OfficersAppointed,
    TooFewFounders,
)
from cyfran.coop.membership.tests import cast
from cyfran.coop.membership.tests.cast import (
    AT,
    LATER,
    adopt,
    appoint_officers,
    class_of,
    found_with,
    hold_meeting,
)
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.actions import describe_society, record_registration
from cyfran.kernel.societies.models import RuleVersion
from cyfran.kernel.societies.refusals import RulebookNotAdopted
from cyfran.kernel.societies.rulebook import declared, rule
from cyfran.site.testing.races import at_once


def close(society, who):
    return close_founding_meeting(actor=Actor.person(who), society=society)


def test_three_founders_adopt_and_every_rule_has_its_first_version(forming, mair, dai, sian):
    found_with(forming, mair, dai, sian)
    propose_rule(
        actor=Actor.person(dai), society=forming, key="membership.joining_share", value=15_00
    )
    for who in (mair, dai, sian):
        adopt(forming, who)
    assert standing_of(forming).enough_adopted
    mandate = close(forming, mair)
    assert mandate.kind == "founding"
    versions = RuleVersion.objects.filter(society=forming)
    assert {version.key for version in versions} == set(declared)
    assert {version.mandate_id for version in versions} == {mandate.pk}
    assert rule("membership.joining_share", forming).value == 15_00


def test_two_founders_are_too_few(forming, mair, dai, sian):
    found_with(forming, mair, dai, sian)
    adopt(forming, mair)
    adopt(forming, dai)
    assert not standing_of(forming).enough_adopted
    with pytest.raises(TooFewFounders):
        close(forming, mair)


def test_two_founders_suffice_when_both_are_registered_societies(forming, mair, dai):
    found_with(forming, mair, dai, registration_number="7715")
    adopt(forming, mair)
    adopt(forming, dai)
    with pytest.raises(TooFewFounders):
        close(forming, mair)
    Founder.objects.filter(party__person=mair).update(registration_number="7716")
    assert close(forming, mair).kind == "founding"


def test_a_change_to_the_proposal_clears_the_adoptions(forming, mair, dai, sian):
    found_with(forming, mair, dai, sian)
    for who in (mair, dai, sian):
        adopt(forming, who)
    changes = (
        lambda: propose_rule(
            actor=Actor.person(mair), society=forming, key="membership.notice_days", value=30
        ),
        lambda: describe_society(
            actor=Actor.person(mair),
            society=forming,
            name=forming.name,
            purpose=Bilingual(en="Bread"),
            model_rules="multi",
        ),
    )
    for change in changes:
        change()
        assert not any(founder.has_adopted for founder in founders_of(forming))
        with pytest.raises(TooFewFounders):
            close(forming, mair)
        for who in (mair, dai, sian):
            adopt(forming, who)
        assert all(founder.has_adopted for founder in founders_of(forming))
    close(forming, mair)


def test_who_adopts_gives_the_address_the_register_needs(forming, mair, dai, sian):
    found_with(forming, mair, dai, sian)
    with pytest.raises(AddressMissing):
        adopt_rulebook(
            actor=Actor.person(dai),
            society=forming,
            member_class=class_of(forming, "customer"),
            name="Dai",
            address=" ",
            at=AT,
        )


def test_nobody_but_founders_adopts_or_closes(forming, mair, dai, sian):
    found_with(forming, mair, dai)
    for forbidden in (lambda: adopt(forming, sian), lambda: close(forming, sian)):
        with pytest.raises(NotAllowed):
            forbidden()


def test_the_meeting_is_held_once(forming, mair, dai, sian):
    hold_meeting(forming, mair, dai, sian)
    with pytest.raises(FoundingOver):
        close(forming, mair)
    with pytest.raises(FoundingOver):
        adopt(forming, mair)


def test_two_founders_close_the_meeting_at_once_and_one_is_told(committed_db):
    mair, dai, sian = (cast.person(name) for name in ("Mair", "Dai", "Siân"))
    hub = cast.forming_hub(mair)
    with society_transaction(hub):
        found_with(hub, mair, dai, sian)
        for who in (mair, dai, sian):
            adopt(hub, who)
    outcomes = at_once(lambda: close(hub, mair), lambda: close(hub, dai))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["FoundingOver", "Mandate"]


class TestTheDatabase:
    """As the web's role, without the actions."""

    def adopt_directly(self, society, values, society_id=None):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT membership_adopt_rulebook(%s, %s)",
                [society_id or society.pk, json.dumps(values)],
            )

    def test_takes_no_values_that_the_founders_did_not_adopt(self, forming, mair, dai, sian):
        found_with(forming, mair, dai, sian)
        for who in (mair, dai, sian):
            adopt(forming, who)
        values = proposed_values(forming) | {"membership.joining_share": 1_00}
        with pytest.raises(IntegrityError, match="founders have adopted"):
            self.adopt_directly(forming, values)

    def test_takes_nothing_twice_and_nothing_once_registered(self, forming, mair, dai, sian):
        hold_meeting(forming, mair, dai, sian)
        values = proposed_values(forming)
        with pytest.raises(IntegrityError, match="founding meeting is over"):
            self.adopt_directly(forming, values)
        record_registration(
            actor=Actor.person(mair),
            society=forming,
            number="9214",
            registered_on=date(2026, 11, 20),
            at=LATER,
        )
        with pytest.raises(IntegrityError, match="registered"):
            self.adopt_directly(forming, values)

    def test_works_in_the_society_being_worked_in_only(self, mair, dai):
        hub, other = cast.forming_hub(mair), cast.forming_hub(dai, "hwb-arall")
        with (
            society_transaction(other),
            pytest.raises(IntegrityError, match="not the one being worked in"),
        ):
            self.adopt_directly(other, {}, society_id=hub.pk)

    @pytest.mark.parametrize("state", ["registered", "suspended", "dissolved"])
    def test_registers_no_society_whose_founding_meeting_adopted_nothing(
        self, forming, mair, dai, sian, state
    ):
        found_with(forming, mair, dai, sian)
        for who in (mair, dai, sian):
            adopt(forming, who)  # adopted, but the meeting is not closed
        with (
            pytest.raises(
                IntegrityError, match=r"no founding meeting|cannot go from|have not ended"
            ),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "UPDATE societies_society SET state = %s, registration_number = '9214', "
                "registered_on = '2026-11-20' WHERE id = %s",
                [state, forming.pk],
            )

    def test_registers_no_society_from_outside_it_or_at_its_birth(self, mair, dai, sian):
        hub, other = cast.forming_hub(mair), cast.forming_hub(dai, "hwb-arall")
        with society_transaction(hub):
            hold_meeting(hub, mair, dai, sian)
        registered = "'registered', '9214', '2026-11-20'"
        register = (
            "UPDATE societies_society SET (state, registration_number, registered_on) = "
            f"({registered}::date) WHERE id = {hub.pk}"
        )
        birth = (
            "INSERT INTO societies_society (slug, name, model_rules, state, registration_number, registered_on, "
            "office_address, contact_email, accent, zone, currency, created_at) SELECT 'newydd', name, model_rules, "
            f"{registered}::date, '', '', '', zone, currency, now() FROM societies_society WHERE id = {hub.pk}"
        )
        for attempt in (register, birth):
            with (
                pytest.raises(IntegrityError, match="no founding meeting"),
                society_transaction(other),
                connection.cursor() as cursor,
            ):
                cursor.execute(attempt)
        with society_transaction(hub), connection.cursor() as cursor:
            cursor.execute(register)
            assert cursor.rowcount == 1

    def test_lets_nobody_write_a_rule_version_or_a_founding_mandate(self, forming):
        attempts = (
            "SELECT rulebook_append(%s, 'membership.joining_share', 100, now(), 1)",
            "INSERT INTO societies_mandate (society_id, kind, reference, since) VALUES (%s, 'founding', 'x', now())",
            "SELECT societies_open_mandate(%s, 'founding', 'x')",
        )
        for attempt in attempts:
            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(attempt, [forming.pk])


def test_the_meeting_appoints_the_first_officers_and_its_founders_as_the_board(
    forming, mair, dai, sian
):
    hold_meeting(forming, mair, dai, sian)
    appoint_officers(forming, mair, dai, sian)
    assert Actor.person(mair).roles(forming) == {"founder", "chair", "board"}
    assert Actor.person(dai).roles(forming) == {"founder", "secretary", "board"}
    assert Actor.person(sian).roles(forming) == {"founder", "treasurer", "board"}


def test_the_first_officers_are_appointed_once_and_after_the_meeting(forming, mair, dai, sian):
    found_with(forming, mair, dai, sian)
    with pytest.raises(RulebookNotAdopted):
        appoint_officers(forming, mair, dai, sian)
    hold_meeting(forming, mair, dai, sian)
    appoint_officers(forming, mair, dai, sian)
    with pytest.raises(OfficersAppointed):
        appoint_officers(forming, sian, mair, dai)


def test_nobody_registers_a_co_op_before_its_founding_meeting(forming, mair, dai, sian):
    found_with(forming, mair, dai, sian)
    with pytest.raises(RulebookNotAdopted):
        record_registration(
            actor=Actor.person(mair),
            society=forming,
            number="9214",
            registered_on=date(2026, 11, 20),
            at=LATER,
        )
    forming.refresh_from_db()
    assert forming.is_forming


def test_registration_admits_the_founders_and_ends_their_office_as_founders(
    forming, mair, dai, sian
):
    hold_meeting(forming, mair, dai, sian)
    appoint_officers(forming, mair, dai, sian)
    record_registration(
        actor=Actor.person(dai),
        society=forming,
        number="9214",
        registered_on=date(2026, 11, 20),
        at=AT,
    )
    assert [one.state for one in Application.objects.all()] == ["admitted"] * 3
    assert Actor.person(dai).roles(forming) == {"secretary", "board"}
    assert founding_mandate(forming) is not None


def test_only_founders_appoint_the_first_officers(forming, mair, dai, sian):
    hold_meeting(forming, mair, dai, sian)
    founders = list(founders_of(forming))
    with pytest.raises(NotAllowed):
        appoint_first_officers(
            actor=Actor.person(cast.person("Neb")),
            society=forming,
            chair=founders[0],
            secretary=founders[1],
            treasurer=founders[2],
            at=AT,
        )
