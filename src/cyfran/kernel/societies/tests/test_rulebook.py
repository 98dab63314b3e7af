"""The rule chain grows by a decision only: every other way is refused to the web role, raw SQL included."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.actions import found_society
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.rulebook import declare_rule, declared, rule
from cyfran.site.testing.standing import standing

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)

ATTACKS = [
    "INSERT INTO societies_ruleversion (society_id, number, key, value, effective_from, mandate_id, previous_hash, hash) "
    "VALUES ({s}, 1, 'x', 1, now(), 1, '', '')",
    "UPDATE societies_ruleversion SET value = 0",
    "DELETE FROM societies_ruleversion",
    "TRUNCATE societies_ruleversion",
    "ALTER TABLE societies_ruleversion DISABLE TRIGGER ALL",
    "UPDATE societies_ruledefinition SET ceiling = 10000",
    "INSERT INTO societies_mandate (society_id, kind, reference, since) VALUES ({s}, 'resolution', 'x', now())",
    "SELECT societies_open_mandate({s}, 'resolution', 'resolution:1')",
    "SELECT societies_mandate_for({s}, 'resolution', 'resolution:1')",
    "SELECT societies_mandate_for({s}, 'founding', 'founding')",
    "SELECT rulebook_append({s}, 'orders.commission_bp', 0, now(), 1)",
    "SET ROLE cyfran_owner",
    "DROP POLICY own_society ON societies_ruleversion",
    "CREATE TABLE mine (x int)",
    "UPDATE societies_installation SET demonstration = NOT demonstration",
    "UPDATE societies_installation SET clock_offset = interval '1 day'",
]


@standing
def hub(db: None) -> Society:
    mair = Person.objects.create_user("mair@example.cymru", "Mair")
    return found_society(
        actor=Actor.person(mair), name=Bilingual(en="Hub"), model_rules="multi", at=AT, slug="hub"
    )


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_web_role_cannot_change_a_rule_or_make_itself_a_mandate(
    hub: Society, attack: str
) -> None:
    with (
        society_transaction(hub),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(attack.format(s=hub.pk))


def test_before_the_rulebook_is_adopted_the_model_rules_hold(hub: Society) -> None:
    key = next(iter(declared), None)
    if key is None:
        pytest.skip("no app declares a rule yet")
    with society_transaction(hub):
        reading = rule(key, hub)
    assert reading.value == declared[key].bound("default", "multi")
    assert reading.mandate_id is None


def test_a_rule_is_declared_once() -> None:
    key = "tests.declared_once"
    try:
        declare_rule(key, unit="count", label="x", floor=0, ceiling=1, default=0)
        with pytest.raises(ValueError, match="twice"):
            declare_rule(key, unit="count", label="x", floor=0, ceiling=1, default=0)
    finally:
        declared.pop(key)


def test_a_bound_may_differ_between_model_rules() -> None:
    key = "tests.by_shape"
    try:
        made = declare_rule(
            key, unit="bp", label="x", floor=0, ceiling={"": 10_000, "benefit": 0}, default=0
        )
        assert made.bound("ceiling", "benefit") == 0
        assert made.bound("ceiling", "worker") == 10_000
    finally:
        declared.pop(key)
