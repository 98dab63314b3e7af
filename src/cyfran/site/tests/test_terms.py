"""What is past its time goes by itself: each term is tried a day before it is over, and a day after."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from cyfran.coop.governance.tests import cast
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.membership.actions.applications import decline_application
from cyfran.coop.membership.tests import cast as membership
from cyfran.coop.payments.tests import cast as payments
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.holdings import Term, months_later, terms
from cyfran.kernel.jobs import run_daily_sweeps
from cyfran.kernel.mail import forget_unsent_letters, post_mail
from cyfran.kernel.people.models import Person
from cyfran.kernel.privacy.queries import JOB, due, gone
from cyfran.kernel.privacy.tasks import end_what_is_over, forget_unused_logins
from cyfran.kernel.record.models import RecordEntry
from cyfran.kernel.societies.actions import enter_party
from cyfran.kernel.societies.models import Erasure, Party
from cyfran.kernel.societies.queries import job_mandate, party_of
from cyfran.kernel.time import now
from cyfran.site.testing.clock import Clock
from cyfran.site.testing.standing import standing
from cyfran.site.tests import story
from cyfran.trade.catalogue.models import Offer
from cyfran.trade.orders.actions import put_in_basket

TERMS = {term.key: term for term in terms()}


@standing
def hub(db: None, clock: Clock) -> Iterator[Hub]:
    """Something of each sort is there, all of it of one evening."""
    hub = cast.founded_hub(clock)
    with society_transaction(hub.society):
        cast.let_members_join(hub, ("mair", "dai"))
        story.happened(hub)
        offer = Offer.objects.get()
        put_in_basket(
            actor=Actor.guest(), society=hub.society, owner="guest:1", quantities={offer.pk: 1}, at=now()
        )  # fmt: skip
        nest = membership.applied(hub.society, membership.person("Nest"))
        decline_application(actor=hub.actor("mair"), application=nest, reason="Na", at=now())
        yield hub


def job(hub: Hub) -> Actor:
    return Actor.mandate(job_mandate(hub.society, JOB))


def first(term: Term, hub: Hub) -> datetime:
    """When the first of its sort is over."""
    began = term.kept(hub.society.pk).order_by(term.moment).values_list(term.moment, flat=True)[0]
    return months_later(began, term.months)


@pytest.mark.parametrize("key", sorted(set(TERMS) - {"membership.invitations", "payments.account"}))
def test_it_stays_until_its_time_is_over_and_goes_then(hub: Hub, key: str) -> None:
    term = TERMS[key]
    over_at = first(term, hub)
    end_what_is_over(hub.society, job(hub), over_at - timedelta(days=1))
    kept = set(term.kept(hub.society.pk).values_list("pk", flat=True))
    assert kept
    end_what_is_over(hub.society, job(hub), over_at + timedelta(days=1))
    assert set(term.kept(hub.society.pk).values_list("pk", flat=True)) < kept


def test_every_term_says_how_long_and_by_what_duty() -> None:
    for term in TERMS.values():
        assert str(term.months) in str(term), term.key
        assert str(term.duty), term.key


def test_a_member_is_never_past_their_time(hub: Hub) -> None:
    dai = party_of(hub.society, hub.people["dai"].pk)
    end_what_is_over(hub.society, job(hub), months_later(now(), 1_200))
    assert not Erasure.objects.filter(party=dai).exists()


def test_whoever_left_long_ago_is_erased_whole_and_their_bank_account_before(hub: Hub) -> None:
    party = party_of(hub.society, hub.people["gwenllian"].pk)
    assert party is not None
    story.left(hub, party)
    end_what_is_over(hub.society, job(hub), months_later(now(), 23))
    assert TERMS["payments.account"].kept(hub.society.pk).filter(pk=party.pk).exists()
    end_what_is_over(hub.society, job(hub), months_later(now(), 25))
    assert not TERMS["payments.account"].kept(hub.society.pk).filter(pk=party.pk).exists()
    assert not Erasure.objects.filter(party=party).exists()
    end_what_is_over(hub.society, job(hub), months_later(now(), 85))
    assert Erasure.objects.filter(party=party).exists()


def test_whoever_is_owed_money_is_not_erased_and_the_page_says_so(hub: Hub) -> None:
    party = party_of(hub.society, hub.people["gwenllian"].pk)
    assert party is not None
    story.left(hub, party)
    payments.owed(hub.people["mair"], party, 1_000)
    later = months_later(now(), 90)
    end_what_is_over(hub.society, job(hub), later)
    assert not Erasure.objects.filter(party=party).exists()
    assert (
        next(each for each in due(hub.society, later) if each.term.key == "societies.party").over
        == 1
    )


def test_an_invitation_that_nobody_accepted_names_nobody_after_a_year(db: None) -> None:
    mair = membership.person("Mair")
    society = membership.forming_hub(mair)
    with society_transaction(society):
        invitation = membership.invited(society, mair, "tegwen@example.org")
        actor = Actor.mandate(job_mandate(society, JOB))
        end_what_is_over(society, actor, months_later(invitation.sent_at, 11))
        invitation.refresh_from_db()
        assert invitation.email == "tegwen@example.org"
        end_what_is_over(society, actor, months_later(invitation.sent_at, 13))
        invitation.refresh_from_db()
        assert "tegwen" not in f"{invitation.name} {invitation.email}"
        assert invitation.withdrawn_at is not None


def test_what_the_job_did_is_in_the_record_by_its_mandate_and_on_the_page(hub: Hub) -> None:
    mandate = job_mandate(hub.society, JOB)
    end_what_is_over(hub.society, Actor.mandate(mandate), months_later(now(), 25))
    verbs = set(RecordEntry.objects.filter(mandate_id=mandate.pk).values_list("verb", flat=True))
    assert {"feedback.erase_feedback", "membership.forget_application"} <= verbs
    assert {str(each.what) for each in gone(hub.society, 40)} >= {
        "Erase what somebody told the co-op"
    }
    client = Client()
    client.force_login(hub.people["mair"])
    for language, word in (("en", "How long things are kept"), ("cy", "Am ba hyd y cedwir pethau")):
        answer = client.get(f"/{language}/{hub.society.slug}/privacy/terms/")
        assert answer.status_code == 200
        assert word in answer.text


def test_members_who_hold_no_office_do_not_read_it(hub: Hub) -> None:
    client = Client()
    client.force_login(hub.people["dai"])
    assert client.get(f"/en/{hub.society.slug}/privacy/terms/").status_code == 403


def test_a_society_that_is_suspended_still_lets_go(db: None) -> None:
    mair = membership.person("Mair")
    society = membership.registered_hub(mair)
    with society_transaction(society):
        old = enter_party(society=society, name="Nain", at=months_later(now(), -90))
    type(society).objects.filter(pk=society.pk).update(state="suspended", closed_on=now().date())
    run_daily_sweeps()
    with society_transaction(society):
        assert Party.objects.get(pk=old.pk).name == "Dilëwyd · Erased"


def test_a_login_that_no_co_op_knows_goes_when_it_was_not_used_for_two_years(hub: Hub) -> None:
    old, known = membership.person("Nain"), hub.people["dai"]
    lately = membership.person("Taid")
    Person.objects.filter(pk__in=[old.pk, known.pk]).update(joined_at=months_later(now(), -25))
    forget_unused_logins(0)
    active = set(Person.objects.filter(is_active=True).values_list("name", flat=True))
    assert {"Dai", "Taid"} <= active
    assert "Nain" not in active
    assert not Person.objects.filter(email=old.email).exists()
    assert Person.objects.get(pk=lately.pk).email == lately.email


def test_a_letter_that_could_not_be_sent_goes_after_thirty_days(db: None) -> None:
    post_mail(to="nain@example.org", language="cy", template="people/mail/code.txt", context={})
    story.letters_were_sent()
    with connection.cursor() as cursor:
        count = "SELECT count(*) FROM procrastinate_jobs WHERE args->>'to' = 'nain@example.org'"
        forget_unsent_letters(30)
        cursor.execute(count)
        assert cursor.fetchone() == (1,)
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '31 days'")
        forget_unsent_letters(30)
        cursor.execute(count)
        assert cursor.fetchone() == (0,)
