"""Somebody is erased: nothing says who it was, and every chain and book still adds up."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from cyfran import verify
from cyfran.coop.governance.tests import cast
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.membership.actions.applications import (
    admit_applicant,
    apply_to_join,
    decline_application,
)
from cyfran.coop.membership.actions.members import cease_membership
from cyfran.coop.membership.models import Member
from cyfran.coop.membership.refusals import ApplicationWaits, StillMember
from cyfran.coop.membership.tests import cast as membership
from cyfran.coop.payments.refusals import MoneyBetween
from cyfran.coop.payments.tests import cast as payments
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.files.actions import keep_file
from cyfran.kernel.ledger.actions import seal_period
from cyfran.kernel.ledger.chart import BANK, SHARE_CAPITAL
from cyfran.kernel.ledger.posting import account, credit, debit, post
from cyfran.kernel.ledger.queries import held_on
from cyfran.kernel.people.models import Person
from cyfran.kernel.refusals import NotAllowed, constraint_of
from cyfran.kernel.societies.actions import erase_party, erase_party_again
from cyfran.kernel.societies.models import Erasure, Party
from cyfran.kernel.societies.queries import job_mandate, party_of
from cyfran.kernel.societies.refusals import AlreadyErased, HoldsAnOffice
from cyfran.kernel.time import now, society_day
from cyfran.site import erasures
from cyfran.site.backup.programs import to_dump
from cyfran.site.bundle.export import export_bundle
from cyfran.site.testing.clock import Clock
from cyfran.site.testing.sealing import seal_record

HER = ("Gwenllian", "gwenllian@", "Tyddyn Mawr", "cennin", "Diolch", "Dyled", "31926819")
# What the co-op decided and wrote as its own stays, and the law's dated facts, which have numbers only.


def ask(sql: str, values: list[object] | None = None) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or [])
        return cursor.fetchone()[0]


def joined(hub: Hub, who: Person) -> Party:
    application = apply_to_join(
        actor=Actor.person(who),
        society=hub.society,
        member_class=membership.class_of(hub.society, "customer"),
        name="Gwenllian Rees",
        address="Tyddyn Mawr, Llandeilo",
        words="Rwy'n tyfu cennin.",
        language="cy",
        old_enough=True,
        at=now(),
    )
    admit_applicant(actor=hub.actor("mair"), application=application, at=now())
    membership.paid(hub.society, hub.people["mair"], application, now())
    return application.applicant


def repaid(hub: Hub, party: Party) -> None:
    """Her shares were paid out."""
    held = held_on(hub.society, SHARE_CAPITAL, party)
    post(
        society=hub.society,
        key=f"test:repaid:{party.pk}",
        kind="repayment",
        on=society_day(hub.society, now()),
        legs=[
            debit(account(hub.society, SHARE_CAPITAL, party=party), held),
            credit(account(hub.society, BANK), held),
        ],
        memo="Diolch i Gwenllian",
        actor=hub.actor("mair"),
    )


def her_story(hub: Hub) -> Party:
    """She applied, joined, voted, uploaded, was paid, and left."""
    who = hub.people["gwenllian"] = membership.person("Gwenllian")
    party = joined(hub, who)
    payments.banked(who, party)
    asked = payments.asked(hub.people["mair"], party, 500)
    payments.came(hub.people["mair"], hub.society, f"GWENLLIAN Dyled {asked.reference}", 500)
    keep_file(
        actor=Actor.person(who), society=hub.society, name="Gwenllian.pdf", body=b"%PDF-1.4 cennin",
        at=now(),
    )  # fmt: skip
    hub.draft(by="gwenllian")
    return party


def left(hub: Hub, party: Party) -> None:
    cease_membership(actor=hub.actor("mair"), member=party.memberships.get(), at=now())
    repaid(hub, party)


def letters_were_sent() -> None:
    """As the worker leaves its queue: a letter that went is no more there, and one could not go."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'mail.send'"
        )


@pytest.fixture(autouse=True)
def state(settings, tmp_path: Path) -> Path:
    settings.STATE = tmp_path
    return tmp_path


@pytest.fixture
def hub(committed_db: str, clock: Clock) -> Hub:
    founded = cast.founded_hub(clock)
    with society_transaction(founded.society):
        cast.let_members_join(founded, ("mair", "dai"))
    return founded


def dumped() -> str:
    """Everything that is in the database, as the owner's dump says it."""
    command, environment = to_dump().command("pg_dump", "--format=plain", "--data-only")
    command[-1] = command[-1].replace("user=cyfran_app", "user=cyfran_owner")
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout


def verified(hub: Hub, path: Path) -> bool:
    for public in (False, True):
        export_bundle(hub.society, path, at=now(), public=public)
        if verify.main([str(path)]):
            return False
    return True


def test_nothing_says_who_it_was_and_everything_still_adds_up(hub: Hub, state: Path, capsys):
    with society_transaction(hub.society):
        party = her_story(hub)
        left(hub, party)
        number, since = party.memberships.get().number, party.memberships.get().joined_on
        letters_were_sent()
    seal_record(hub.society)
    with society_transaction(hub.society):
        seal_period(actor=hub.actor("mair"), society=hub.society, through=date(2026, 11, 1))
    assert verified(hub, state / "before.zip")
    before = dumped().lower()
    assert {word for word in HER if word.lower() in before} == set(HER) - {"31926819"}

    with society_transaction(hub.society):
        erase_party(actor=hub.actor("mair"), party=party, at=now())
    seal_record(hub.society)

    after = dumped().lower()
    assert [word for word in HER if word.lower() in after] == []
    assert verified(hub, state / "after.zip"), capsys.readouterr().out
    with society_transaction(hub.society):
        line = Member.objects.get(party=party)
        assert (line.number, line.joined_on) == (number, since)
        assert line.ceased_on is not None
    assert not Person.objects.get(pk=hub.people["gwenllian"].pk).is_active


def test_the_erasure_is_in_the_journal_once_it_is_committed(hub: Hub):
    with society_transaction(hub.society):
        stranger = Party.objects.create(society=hub.society, name="Nain", created_at=now())
        at = now()
        erase_party(actor=hub.actor("mair"), party=stranger, at=at)
        assert list(erasures.read(erasures.journal())) == []
    assert list(erasures.read(erasures.journal())) == [erasures.Line.of(stranger, at)]
    assert erasures.journal().stat().st_mode & 0o777 == 0o600
    assert "Nain" not in erasures.journal().read_text()
    with society_transaction(hub.society):
        other = Party.objects.create(society=hub.society, name="Taid", created_at=now())
        erase_party(actor=hub.actor("mair"), party=other, at=now())
        transaction.set_rollback(True)
    assert len(list(erasures.read(erasures.journal()))) == 1


def test_a_line_that_a_crash_cut_short_does_not_stop_the_others(state: Path):
    first, second = erasures.Line(1, 2, "a", "b"), erasures.Line(1, 3, "a", "b")
    erasures.write_down([first])
    with erasures.journal().open("a") as file:
        file.write('{"society": 1, "par\n')
    erasures.write_down([first, second])
    assert list(erasures.read(erasures.journal())) == [first, second]


def test_the_login_stays_while_another_co_op_knows_the_person(hub: Hub):
    who = membership.person("Tegwen")
    other = membership.forming_hub(who, "yr-ail")
    with society_transaction(hub.society):
        party = membership.applied(hub.society, who)
        decline_application(actor=hub.actor("mair"), application=party, reason="Na", at=now())
        erase_party(actor=hub.actor("mair"), party=party.applicant, at=now())
        assert party_of(hub.society, who.pk) is None
    who.refresh_from_db()
    assert (who.name, who.is_active) == ("Tegwen", True)
    with society_transaction(other):
        assert party_of(other, who.pk) is not None


def test_whoever_has_left_and_comes_again_is_somebody_new(hub: Hub):
    with society_transaction(hub.society):
        party = Party.objects.create(society=hub.society, name="Nain", created_at=now())
        erase_party(actor=hub.actor("mair"), party=party, at=now())
        party.refresh_from_db()
        assert party.name == "Dilëwyd · Erased"
        with pytest.raises(AlreadyErased), transaction.atomic():
            erase_party(actor=hub.actor("mair"), party=party, at=now())


def test_refusals(hub: Hub):
    mair = hub.actor("mair")
    with society_transaction(hub.society):
        dai = party_of(hub.society, hub.people["dai"].pk)
        assert dai is not None
        with pytest.raises(HoldsAnOffice):
            erase_party(actor=mair, party=party_of(hub.society, hub.people["mair"].pk), at=now())
        with pytest.raises(NotAllowed):
            erase_party(actor=hub.actor("dai"), party=dai, at=now())
        with pytest.raises(NotAllowed):
            erase_party_again(actor=mair, party=dai, at=now())
        with pytest.raises(StillMember, match="Dai is a member"):
            erase_party(actor=mair, party=dai, at=now())
        cease_membership(actor=mair, member=dai.memberships.get(), at=now())
        with pytest.raises(MoneyBetween):
            erase_party(actor=mair, party=dai, at=now())
        repaid(hub, dai)
        again = membership.applied(hub.society, hub.people["dai"])
        with pytest.raises(ApplicationWaits):
            erase_party(actor=mair, party=dai, at=now())
        decline_application(actor=mair, application=again, reason="Na", at=now())
        erase_party(actor=mair, party=dai, at=now())


def test_the_database_refuses_to_erase_a_member_and_to_take_an_erasure_back(hub: Hub):
    with society_transaction(hub.society):
        dai = party_of(hub.society, hub.people["dai"].pk)
        with pytest.raises(DatabaseError) as broken, transaction.atomic():
            Erasure.objects.create(society=hub.society, party=dai, erased_at=now())
        assert constraint_of(broken.value) == "register_names_its_members"
        nain = Party.objects.create(society=hub.society, name="Nain", created_at=now())
        erase_party(actor=hub.actor("mair"), party=nain, at=now())
        for undoing in (
            "DELETE FROM societies_erasure",
            "UPDATE societies_erasure SET party_id = 1",
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                ask(undoing)


def test_what_comes_back_with_a_backup_is_erased_again_by_the_jobs_mandate(hub: Hub):
    with society_transaction(hub.society):
        nain = Party.objects.create(society=hub.society, name="Nain", created_at=now())
        actor = Actor.mandate(job_mandate(hub.society, "site.restore"))
        erase_party_again(actor=actor, party=nain, at=now())
        assert ask("SELECT count(*) FROM societies_erasure") == 1


def test_the_owner_who_restores_may_erase_whom_an_older_register_still_names(
    hub: Hub, owner_connection
):
    with society_transaction(hub.society):
        dai = party_of(hub.society, hub.people["dai"].pk)
        assert dai is not None
    owner_connection.execute(
        "INSERT INTO societies_erasure (society_id, party_id, erased_at) VALUES (%s, %s, cyfran_now())",
        [hub.society.pk, dai.pk],
    )
    owner_connection.rollback()
