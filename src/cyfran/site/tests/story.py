"""Somebody who did everything that leaves words: she applied, joined, sold, bought, stood, wrote, and left."""

from datetime import timedelta

from django.db import connection
from django.test import Client

from cyfran.coop.elections.actions.standing import nominate, stand
from cyfran.coop.elections.tests import cast as elections
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.membership.actions.applications import admit_applicant, apply_to_join
from cyfran.coop.membership.actions.members import cease_membership
from cyfran.coop.membership.tests import cast as membership
from cyfran.coop.payments.tests import cast as payments
from cyfran.kernel.actions import Actor
from cyfran.kernel.feedback.actions import tell_coop
from cyfran.kernel.files.actions import keep_file
from cyfran.kernel.helping.actions import ask_helper
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.ledger.chart import BANK, SHARE_CAPITAL
from cyfran.kernel.ledger.posting import account, credit, debit, post
from cyfran.kernel.ledger.queries import held_on
from cyfran.kernel.people.actions import enter_person
from cyfran.kernel.people.models import Person
from cyfran.kernel.privacy.actions import (
    answer_request,
    ask_about_own_data,
    put_off_request,
)
from cyfran.kernel.societies.models import Party
from cyfran.kernel.talk.actions import hide_contribution, lean, open_topic
from cyfran.kernel.talk.models import Contribution
from cyfran.kernel.time import now, society_day
from cyfran.trade.catalogue.actions.offers import name_stall
from cyfran.trade.catalogue.tests.cast import listed
from cyfran.trade.orders.models import Order
from cyfran.trade.orders.tests import cast as orders

STATEMENT = Bilingual(en="I keep goats on Mynydd Du.", cy="Rwy’n cadw geifr ar y Mynydd Du.")


def joined(hub: Hub, who: Person) -> Party:
    """A grower, admitted and entered."""
    application = apply_to_join(
        actor=Actor.person(who),
        society=hub.society,
        member_class=membership.class_of(hub.society, "producer"),
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
    """The party's shares were paid out."""
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


def happened(hub: Hub) -> Party:
    """All of it, up to the day she leaves; she is the hub's `gwenllian`."""
    who = hub.people["gwenllian"] = membership.person("Gwenllian")
    enter_person(actor=Actor.guest(who.email), email=who.email, language="cy")
    browser = Client(HTTP_USER_AGENT="Borwr Gwenllian")
    browser.force_login(who)
    assert browser.get("/cy/account/").status_code == 200  # which lists it among her browsers
    party = joined(hub, who)
    payments.banked(who, party)
    asked = payments.asked(hub.people["mair"], party, 500)
    payments.came(hub.people["mair"], hub.society, f"GWENLLIAN Dyled {asked.reference}", 500)
    keep_file(
        actor=Actor.person(who), society=hub.society, name="Gwenllian.pdf", body=b"%PDF-1.4 cennin",
        at=now(),
    )  # fmt: skip
    tell_coop(
        actor=Actor.person(who), society=hub.society, words="Mae'r drws yn gwichian.",
        email="gwen.rees@example.org", about="", at=now(),
    )  # fmt: skip
    said(hub, who)
    asked_about(hub, who)
    ask_helper(
        actor=hub.actor("mair"), society=hub.society, email=who.email, may_order=True, may_read=False,
        until_on=society_day(hub.society, now()), at=now(),
    )  # fmt: skip
    hub.draft(by="gwenllian")
    traded(hub, who, party)
    stood(hub)
    return party


def said(hub: Hub, who: Person) -> None:
    """She opened a topic, stands somewhere in it, and the secretary hid what she said."""
    actor = Actor.person(who)
    topic = open_topic(
        actor=actor, society=hub.society, title=Bilingual(cy="Geifr Gwenllian", source="cy"),
        words=Bilingual(cy="Mae’r geifr yn y ddôl.", source="cy"), at=now(),
    )  # fmt: skip
    lean(actor=actor, society=hub.society, about=f"topic:{topic.pk}", leaning="for", at=now())
    hide_contribution(
        actor=hub.actor("mair"), contribution=Contribution.objects.get(about=f"topic:{topic.pk}"),
        why="Geifr Gwenllian eto", at=now(),
    )  # fmt: skip


def asked_about(hub: Hub, who: Person) -> None:
    """She objected to something, and an officer answered."""
    asked = ask_about_own_data(
        actor=Actor.person(who), society=hub.society, kind="object", words="Dim lluniau ohonof.", at=now()
    )  # fmt: skip
    put_off_request(actor=hub.actor("mair"), request=asked, words="Mae’r lluniau’n hen.", at=now())
    answer_request(
        actor=hub.actor("mair"), request=asked, outcome="done", words="Tynnwyd y lluniau.", at=now()
    )  # fmt: skip


def traded(hub: Hub, who: Person, party: Party) -> None:
    """She sold under a name of her own, and bought from herself for what she had in her account."""
    membership.give_office(Party.objects.get(person=hub.people["mair"]), "coordinator")
    name_stall(actor=Actor.person(who), society=hub.society, seller=party, name="Geifr y Mynydd Du")
    offer = listed(hub.society, who, name=Bilingual(en="Goat’s cheese", cy="Caws gafr"))
    cycle = orders.open_week(hub.society, hub.actor("mair"))
    orders.with_credit(hub.society, who, 180)
    order = orders.order(hub.society, who, {offer.pk: 1})
    # No page takes a note yet; whoever writes one by another way is forgotten too.
    Order.objects.filter(pk=order.pk).update(note="Gadewch wrth y glwyd goch")
    hub.clock.until(cycle.closes_at + timedelta(minutes=1))


def stood(hub: Hub) -> None:
    """She put herself forward for the board, with a few words."""
    election = elections.call(hub)
    for name, words in (("gwenllian", STATEMENT), ("dai", elections.WORDS)):
        nomination = nominate(
            actor=hub.actor(name), election=election, nominee=elections.party(hub, name), at=now()
        )
        stand(
            actor=hub.actor(name), nomination=nomination, statement=words, photograph=None, at=now()
        )  # fmt: skip


def left(hub: Hub, party: Party) -> None:
    """She is a member no more, and has her money."""
    cease_membership(actor=hub.actor("mair"), member=party.memberships.get(), at=now())
    repaid(hub, party)


def letters_were_sent() -> None:
    """As the worker leaves its queue: a letter that went is no more there, and one could not go."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'mail.send'"
        )
