"""What code could try with the web's role and raw SQL, and how the database answers."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from cyfran.coop.governance.tests.cast import Hub
from cyfran.kernel.refusals import constraint_of
from cyfran.kernel.societies.models import Mandate, RuleVersion

TABLES = {
    "societies_ruleversion": "SELECT",
    "societies_ruledefinition": "SELECT",
    "societies_mandate": "SELECT",
    "governance_elector": "SELECT",
    "governance_vote": "SELECT INSERT",
    "governance_attempt": "SELECT INSERT",
    "governance_supporter": "SELECT INSERT",
    "governance_reminder": "SELECT INSERT",
    "governance_resolution": "SELECT INSERT",
    "governance_rulechange": "SELECT INSERT DELETE",
    "governance_cataloguecall": "SELECT INSERT DELETE",
}
DRAFT_COLUMNS = {"kind", "title", "text", "seconder_id", "meeting_id"}
DEFINERS = {
    "governance_give_notice",
    "governance_withdraw",
    "governance_open",
    "governance_close",
    "governance_record_registration",
    "governance_enact",
    "governance_lapse",
    "governance_rehearsal_mandate",
}

NO_PRIVILEGE = "42501"
DENIED = [
    "UPDATE governance_resolution SET state = 'waiting'",
    "UPDATE governance_resolution SET state = 'enacted', mandate_id = 1",
    "UPDATE governance_resolution SET votes_for = 6",
    "UPDATE governance_resolution SET quorum_needed = 1",
    "UPDATE governance_resolution SET enact_after = now() - interval '1 year'",
    "UPDATE governance_resolution SET closes_at = now() - interval '1 year'",
    "UPDATE governance_resolution SET registered_on = current_date",
    "DELETE FROM governance_resolution",
    "TRUNCATE governance_resolution CASCADE",
    "TRUNCATE governance_vote",
    "UPDATE governance_rulechange SET old_value = 3",
    "UPDATE governance_vote SET choice = 'for'",
    "DELETE FROM governance_vote",
    "DELETE FROM governance_elector",
    "INSERT INTO societies_ruleversion (society_id, number, key, value, effective_from, mandate_id, previous_hash, hash)"
    " SELECT society_id, 99, 'governance.supporters', 1, now(), id, '', '' FROM societies_mandate LIMIT 1",
    "UPDATE societies_ruleversion SET value = 1",
    "DELETE FROM societies_ruleversion",
    "TRUNCATE societies_ruleversion",
    "UPDATE societies_ruledefinition SET floor = 0",
    "INSERT INTO societies_mandate (society_id, kind, reference, since)"
    " SELECT id, 'resolution', 'resolution:1', now() FROM societies_society LIMIT 1",
    "UPDATE societies_mandate SET kind = 'resolution'",
    "SELECT rulebook_append({society}, 'governance.supporters', 1, now(), 1)",
    "SELECT societies_open_mandate({society}, 'resolution', 'resolution:1')",
    "SELECT governance_freeze_electorate({society}, {resolution}, current_date)",
    "ALTER TABLE governance_resolution DISABLE TRIGGER ALL",
    "ALTER TABLE governance_vote DISABLE TRIGGER vote_is_lawful",
    "ALTER TABLE societies_ruleversion DISABLE ROW LEVEL SECURITY",
    "DROP TRIGGER stands_still ON governance_resolution",
    "DROP FUNCTION governance_stands_still() CASCADE",
    "SET ROLE cyfran_owner",
    "SET SESSION AUTHORIZATION cyfran_owner",
    "SET session_replication_role = replica",
    "SET LOCAL session_replication_role = replica",
    "GRANT cyfran_owner TO cyfran_app",
    "CREATE FUNCTION public.cyfran_now() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'",
]

REFUSED = [
    (
        "INSERT INTO governance_resolution (society_id, kind, title, text, proposer_id, drafted_at, state,"
        " needs_registration, text_hash, electorate_hash, ended_why)"
        " SELECT society_id, kind, title, text, proposer_id, now(), 'waiting', false, '', '', ''"
        " FROM governance_resolution LIMIT 1",
        "resolution_begins_as_a_draft",
    ),
    (
        "INSERT INTO governance_resolution (society_id, kind, title, text, proposer_id, drafted_at, state, votes_for,"
        " needs_registration, text_hash, electorate_hash, ended_why)"
        " SELECT society_id, kind, title, text, proposer_id, now(), 'draft', 6, false, '', '', ''"
        " FROM governance_resolution LIMIT 1",
        "resolution_begins_as_a_draft",
    ),
    (
        'UPDATE governance_resolution SET text = \'{{"en": "Give me the shop", "cy": "", "source": "en"}}\'',
        "noticed_words_stand_still",
    ),
    ("UPDATE governance_rulechange SET new_value = 1", "changed_only_in_a_draft"),
    ("DELETE FROM governance_rulechange", "changed_only_in_a_draft"),
    (
        "INSERT INTO governance_cataloguecall (society_id, resolution_id, position, verb, arguments, digest)"
        " VALUES ({society}, {resolution}, 1, 'membership.expel_member', '{{}}', '')",
        "changed_only_in_a_draft",
    ),
    ("SELECT governance_enact({society}, {resolution})", "resolution_is_waiting"),
    ("SELECT governance_close({society}, {resolution})", "closed_when_its_time_is_over"),
    ("SELECT governance_enact({other}, {resolution})", "stays_in_its_society"),
    ("SELECT governance_lapse({society}, {resolution})", "tried_long_enough"),
    ("SELECT societies_mandate_for({society}, 'resolution', 'x')", "mandate_comes_from_a_decision"),
    (
        "INSERT INTO governance_attempt (society_id, resolution_id, at, refusal, verb)"
        " VALUES ({society}, {resolution}, now() - interval '60 days', 'x', '')",
        "waiting_period_is_over",
    ),
    (
        "SELECT cyfran_move_clock(now() - interval '9 years')",
        "only_a_demonstration_moves_its_clock",
    ),
]


@pytest.mark.parametrize("sql", DENIED)
def test_the_web_role_may_not(hub: Hub, sql: str) -> None:
    noticed = hub.give_notice(hub.draft_change())
    before = _chain()
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        _run(sql, hub, noticed.pk)
    assert getattr(error.value.__cause__, "sqlstate", "") == NO_PRIVILEGE
    assert _chain() == before


@pytest.mark.parametrize(("sql", "constraint"), REFUSED)
def test_the_database_refuses_by_name(hub: Hub, sql: str, constraint: str) -> None:
    noticed = hub.give_notice(hub.draft_change())
    before = _chain()
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        _run(sql, hub, noticed.pk)
    assert constraint_of(error.value) == constraint
    assert _chain() == before


def test_what_the_web_role_may_do_to_each_table_is_this_and_no_more(hub: Hub) -> None:
    with connection.cursor() as cursor:
        for table, granted in TABLES.items():
            for privilege in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER"):
                cursor.execute(
                    "SELECT has_table_privilege(current_user, %s, %s)", [table, privilege]
                )
                assert cursor.fetchone()[0] is (privilege in granted.split()), (table, privilege)
        cursor.execute(
            "SELECT column_name FROM information_schema.column_privileges "
            "WHERE table_name = 'governance_resolution' AND privilege_type = 'UPDATE' AND grantee = current_user"
        )
        assert {row[0] for row in cursor.fetchall()} == DRAFT_COLUMNS
        cursor.execute("SELECT pg_has_role(current_user, 'cyfran_owner', 'MEMBER')")
        assert cursor.fetchone()[0] is False


def test_the_functions_the_web_role_may_call_are_these_with_a_pinned_path(hub: Hub) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, prosecdef, proconfig FROM pg_proc WHERE proname LIKE 'governance%' "
            "AND prorettype <> 'trigger'::regtype AND has_function_privilege(oid, 'EXECUTE')"
        )
        found = cursor.fetchall()
    assert {name for name, _definer, _settings in found} == DEFINERS
    for name, definer, settings in found:
        assert definer, name
        assert settings == ["search_path=public, pg_temp"], name


def test_a_rehearsal_mandate_cannot_be_committed(hub: Hub) -> None:
    draft = hub.draft()
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        _rehearse_and_commit(hub.society.pk, draft.pk)
    assert constraint_of(error.value) == "rehearsal_is_rolled_back"
    assert not Mandate.objects.filter(kind="resolution").exists()


def test_another_societys_resolution_cannot_be_named(hub: Hub) -> None:
    noticed = hub.give_notice(hub.draft_change())
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('cyfran.society', '0', true)")
        for sql in (
            "SELECT count(*) FROM governance_resolution",
            "SELECT count(*) FROM governance_vote",
            "SELECT count(*) FROM governance_elector",
        ):
            cursor.execute(sql)
            assert cursor.fetchone() == (0,)
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        _run("SELECT governance_close({society}, {resolution})", hub, noticed.pk)
    assert constraint_of(error.value) == "stays_in_its_society"


def test_even_when_carried_nothing_comes_before_its_time(hub: Hub) -> None:
    waiting = hub.carried(hub.draft_change())
    assert waiting.enact_after is not None
    hub.clock.until(waiting.enact_after - timedelta(minutes=5))
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        _run("SELECT governance_enact({society}, {resolution})", hub, waiting.pk)
    assert constraint_of(error.value) == "waiting_period_is_over"


def _run(sql: str, hub: Hub, resolution: int) -> None:
    said = sql.format(society=hub.society.pk, other=hub.society.pk + 1, resolution=resolution)
    with connection.cursor() as cursor:
        cursor.execute(said)


def _chain() -> list[str]:
    return list(RuleVersion.objects.order_by("number").values_list("hash", flat=True))


def _rehearse_and_commit(society: int, draft: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT governance_rehearsal_mandate(%s, %s)", [society, draft])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what a commit does
