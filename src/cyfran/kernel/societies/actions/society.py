"""Verbs on a society itself: begin it, describe it, register it, and appoint people to its offices."""

from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, nobody, roles, signed_in
from cyfran.kernel.database import society_transaction
from cyfran.kernel.events import announce
from cyfran.kernel.languages import Bilingual, welsh_sort_key
from cyfran.kernel.people.models import Person
from cyfran.kernel.refusals import constraint_means, constraints_mean
from cyfran.kernel.societies.addresses import slug_of
from cyfran.kernel.societies.events import SocietyFounded, SocietyRegistered
from cyfran.kernel.societies.models import Appointment, Mandate, Party, Society, State
from cyfran.kernel.societies.refusals import (
    AddressTaken,
    OfficeHeldAlready,
    RulebookNotAdopted,
    WrongStep,
)


@action(may=signed_in, label=_("Begin a co-op"), codes=("model_rules", "slug"))
def found_society(
    *,
    actor: Actor,
    name: Bilingual,
    model_rules: str,
    at: datetime,
    slug: str = "",
    currency: str = "GBP",
) -> Society:
    """A society is forming, with the founder as its first party and holder of the office of founder.

    Refuses with AddressTaken.
    """
    founder = Person.objects.get(pk=actor.own_person_id)
    address = slug or slug_of(name.en or name.cy) or slug_of(name.cy)
    with constraints_mean({"society_slug_once": AddressTaken, "society_slug_plain": AddressTaken}):
        society = Society.objects.create(
            slug=address,
            name=name,
            model_rules=model_rules,
            currency=currency,
            created_at=at,
        )
    with society_transaction(society):
        party = enter_party(
            society=society, name=founder.name or founder.email, person=founder, at=at
        )
        mandate = _mandate(society, Mandate.Kind.APPOINTMENT, "founder")
        Appointment.objects.create(
            society=society,
            party=party,
            office="founder",
            mandate=mandate,
            starts_at=at,
        )
        announce(SocietyFounded(society, party, at))
    return society


def enter_party(
    *,
    society: Society,
    name: str,
    at: datetime,
    person: Person | None = None,
    kind: str = Party.Kind.PERSON,
    email: str = "",
    language: str = "",
    society_behind: Society | None = None,
) -> Party:
    """The society knows this person or organisation: the same party when the person was known already."""
    defaults = {
        "kind": kind,
        "name": name,
        "sort_key": welsh_sort_key(name),
        "created_at": at,
        "society_behind": society_behind,
        "email": email or (person.email if person else ""),
        "language": language or (person.language if person else "en"),
    }
    if person is None:
        return Party.objects.create(society=society, **defaults)
    party, _created = Party.objects.get_or_create(society=society, person=person, defaults=defaults)
    return party


@action(
    may=roles("founder", "secretary"),
    label=_("Describe the co-op"),
    codes=("model_rules",),
)
def describe_society(
    *,
    actor: Actor,
    society: Society,
    name: Bilingual,
    purpose: Bilingual | None,
    model_rules: str,
    office_address: str = "",
    contact_email: str = "",
    accent: str = "",
) -> Society:
    """The society's names, purpose, office and colour are these.

    The legal shape can change only while the society is forming. Refuses with WrongStep, SocietyClosed.
    """
    society.name, society.purpose, society.model_rules = name, purpose, model_rules
    society.office_address, society.contact_email, society.accent = (
        office_address,
        contact_email,
        accent,
    )
    with constraint_means("society_registration_stays", WrongStep):
        society.save(
            update_fields=[
                "name",
                "purpose",
                "model_rules",
                "office_address",
                "contact_email",
                "accent",
            ]
        )
    return society


@action(
    may=roles("founder", "secretary"),
    label=_("Record the registration"),
    codes=("number",),
)
def record_registration(
    *, actor: Actor, society: Society, number: str, registered_on: date, at: datetime
) -> Society:
    """The society is registered under that number and may allot shares and trade.

    Refuses with WrongStep when it is not forming, RulebookNotAdopted before the founding meeting.
    """
    # A society is registered, and a body corporate, once the FCA gives the acknowledgement: CCBSA 2014 s.3.
    if society.state != State.FORMING:
        raise WrongStep
    society.state, society.registration_number, society.registered_on = (
        State.REGISTERED,
        number,
        registered_on,
    )
    with constraints_mean(
        {
            "society_state_follows_the_law": WrongStep,
            "society_registration_stays": WrongStep,
            "society_founded_before_it_is_registered": RulebookNotAdopted,
        }
    ):
        society.save(update_fields=["state", "registration_number", "registered_on"])
    announce(SocietyRegistered(society, at))
    return society


@action(
    may=nobody,
    label=_("Appoint to an office"),
    enactable=True,
    scheduled=True,
    appointing=True,
    codes=("office",),
)
def appoint(
    *,
    actor: Actor,
    party: Party,
    office: str,
    at: datetime,
    ends_at: datetime | None = None,
) -> Appointment:
    """The party holds the office from now on, by the mandate that acts.

    Refuses with OfficeHeldAlready.
    """
    with constraint_means("office_held_once_by_each", OfficeHeldAlready, name=party.name):
        return Appointment.objects.create(
            society_id=party.society_id,
            party=party,
            office=office,
            mandate_id=actor.own_mandate_id,
            starts_at=at,
            ends_at=ends_at,
        )


@action(may=roles("chair", "secretary", "board"), label=_("Name the coordinator"))
def name_coordinator(*, actor: Actor, party: Party, at: datetime) -> Appointment:
    """The party coordinates the co-op's trade from now on, because the board says so.

    Refuses with OfficeHeldAlready or SocietyClosed.
    """
    mandate = _mandate(party.society, Mandate.Kind.APPOINTMENT, "board")
    with constraint_means("office_held_once_by_each", OfficeHeldAlready, name=party.name):
        return Appointment.objects.create(
            society_id=party.society_id,
            party=party,
            office="coordinator",
            mandate=mandate,
            starts_at=at,
        )


@action(may=roles("secretary", "chair"), label=_("End an appointment"), enactable=True)
def end_appointment(*, actor: Actor, appointment: Appointment, at: datetime) -> Appointment:
    """The office is vacant from now on; the person's permissions end with it."""
    appointment.ends_at = at
    appointment.save(update_fields=["ends_at"])
    return appointment


def _mandate(society: Society, kind: str, reference: str) -> Mandate:
    with connection.cursor() as cursor:
        cursor.execute("SELECT societies_mandate_for(%s, %s, %s)", [society.pk, kind, reference])
        return Mandate(
            pk=cursor.fetchone()[0],
            society_id=society.pk,
            kind=kind,
            reference=reference,
        )
