"""The cast: a society and its people, built through the product's own actions."""

from datetime import UTC, date, datetime

from cyfran.coop.membership.actions.applications import (
    admit_applicant,
    apply_to_join,
)
from cyfran.coop.membership.actions.classes import name_class
from cyfran.coop.membership.actions.founding import choose_classes
from cyfran.coop.membership.actions.invitations import accept_invitation, invite_founder
from cyfran.coop.membership.actions.meeting import (
    adopt_rulebook,
    appoint_first_officers,
    close_founding_meeting,
)
from cyfran.coop.membership.models import (
    Adoption,
    Application,
    Founder,
    Invitation,
    Member,
    MemberClass,
)
from cyfran.coop.membership.queries.founding import founders_of
from cyfran.coop.membership.queries.shares import joining_payment
from cyfran.coop.payments.actions.receiving import record_receipt
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.actions import appoint, found_society, record_registration
from cyfran.kernel.societies.models import Mandate, Party, Society
from cyfran.kernel.societies.queries import party_of
from cyfran.site.testing.founding import meeting_was_held

AT = datetime(2026, 11, 2, 18, 30, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def person(name: str) -> Person:
    """Somebody with a login."""
    return Person.objects.create_user(f"{name.lower()}@example.org", name=name)


def forming_hub(founder: Person, slug: str = "hwb-bwyd-tywi") -> Society:
    """Hwb Bwyd Tywi on its first day."""
    name = Bilingual(en="Tywi Food Hub Limited", cy="Hwb Bwyd Tywi Cyfyngedig", source="cy")
    return found_society(
        actor=Actor.person(founder), name=name, model_rules="multi", at=AT, slug=slug
    )


def registered_hub(founder: Person, slug: str = "hwb-bwyd-tywi") -> Society:
    """The hub, registered, with the founder as its secretary and treasurer, and classes of producers and customers."""
    hub = forming_hub(founder, slug)
    actor = Actor.person(founder)
    with society_transaction(hub):
        name_class(actor=actor, society=hub, code="producer", name=Bilingual("Growers", "Tyfwyr"))
        name_class(
            actor=actor, society=hub, code="customer", name=Bilingual("Households", "Aelwydydd")
        )
        meeting_was_held(hub)
        record_registration(
            actor=actor, society=hub, number="9214", registered_on=date(2026, 11, 1), at=AT
        )
        party = party_of(hub, founder.pk)
        assert party is not None
        give_office(party, "secretary")
        give_office(party, "treasurer")
    return hub


def give_office(party: Party, office: str) -> None:
    """The party holds the office, by the mandate of its appointment."""
    mandate = Mandate.objects.filter(society_id=party.society_id, kind="appointment").first()
    assert mandate is not None
    appoint(actor=Actor.mandate(mandate), party=party, office=office, at=AT)


def class_of(society: Society, code: str) -> MemberClass:
    """The society's class of that code."""
    return MemberClass.objects.get(society=society, code=code)


def applied(society: Society, who: Person, code: str = "customer") -> Application:
    """That person's application."""
    return apply_to_join(
        actor=Actor.person(who),
        society=society,
        member_class=class_of(society, code),
        name=who.name,
        address="1 Heol y Bont, Llandeilo",
        words="Rwy'n prynu llysiau bob wythnos.",
        language="cy",
        old_enough=True,
        at=AT,
    )


def paid(society: Society, treasurer: Person, application: Application, at: datetime = AT) -> None:
    """The applicant's joining share has come."""
    payment = joining_payment(application)
    assert payment is not None
    record_receipt(
        actor=Actor.person(treasurer),
        society=society,
        reference=payment.reference,
        amount=payment.outstanding,
        paid_on=at.date(),
        at=at,
    )


def joined(
    society: Society, officer: Person, who: Person, code: str = "customer", at: datetime = AT
) -> Member:
    """That person as a member, all the way; the officer admits and records the money."""
    application = applied(society, who, code)
    admit_applicant(actor=Actor.person(officer), application=application, at=at)
    paid(society, officer, application, at)
    return Member.objects.get(application=application)


ITS_CLASSES = {
    "producer": Bilingual(en="Growers", cy="Tyfwyr"),
    "customer": Bilingual(en="Households", cy="Aelwydydd"),
}


def invited(
    society: Society, by: Person, who: "Person | str", language: str = "en", **given: str
) -> Invitation:
    """The invitation of somebody to found the society."""
    name, email = (who.split("@")[0], who) if isinstance(who, str) else (who.name, who.email)
    return invite_founder(
        actor=Actor.person(by),
        society=society,
        name=name,
        email=email,
        language=language,
        at=AT,
        **given,
    )


def found_with(society: Society, first: Person, *others: Person, **given: str) -> None:
    """The others are founders too, and the classes are chosen."""
    for who in others:
        accept_invitation(
            actor=Actor.person(who), invitation=invited(society, first, who, **given), at=AT
        )
    choose_classes(actor=Actor.person(first), society=society, classes=ITS_CLASSES)


def adopt(society: Society, who: Person, code: str = "customer") -> Adoption:
    """That founder adopts the rulebook as it is proposed."""
    return adopt_rulebook(
        actor=Actor.person(who),
        society=society,
        member_class=class_of(society, code),
        name=who.name,
        address="2 Heol y Farchnad, Llandeilo",
        at=AT,
    )


def hold_meeting(society: Society, *founders: Person) -> None:
    """The founding meeting, from invitations to its close; the first of them began the society."""
    if Founder.objects.filter(society=society).count() == 1:
        found_with(society, *founders)
    for who in founders:
        adopt(society, who)
    close_founding_meeting(actor=Actor.person(founders[0]), society=society)


def appoint_officers(society: Society, chair: Person, secretary: Person, treasurer: Person) -> None:
    """The first officers, among the founders."""
    by_person = {founder.party.person_id: founder for founder in founders_of(society)}
    appoint_first_officers(
        actor=Actor.person(chair),
        society=society,
        chair=by_person[chair.pk],
        secretary=by_person[secretary.pk],
        treasurer=by_person[treasurer.pk],
        at=AT,
    )
