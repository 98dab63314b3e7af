"""Every verb has its transaction, its permission and its place in the record."""

from datetime import UTC, datetime

import pytest

from cyfran.kernel.actions import Actor, catalogue
from cyfran.kernel.database import society_transaction
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.people.models import Person
from cyfran.kernel.record.models import RecordEntry, RecordText
from cyfran.kernel.recording import digest, facts_of
from cyfran.kernel.refusals import AnotherSociety, NotAllowed, SignInNeeded
from cyfran.kernel.societies.actions import appoint, describe_society, found_society
from cyfran.kernel.societies.models import Mandate, Party, Society
from cyfran.kernel.societies.queries import job_mandate
from cyfran.site.testing.standing import standing

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


@standing
def mair(db: None) -> Person:
    return Person.objects.create_user("mair@example.cymru", "Mair")


@standing
def hub(mair: Person) -> Society:
    return found_society(
        actor=Actor.person(mair),
        name=Bilingual(en="Tywi Food Hub", cy="Hwb Bwyd Tywi"),
        model_rules="multi",
        at=AT,
    )


def test_an_act_is_in_the_record_with_who_and_what(hub: Society, mair: Person) -> None:
    with society_transaction(hub):
        entry = RecordEntry.objects.get(verb="societies.found_society")
    assert (entry.actor_kind, entry.actor_id, entry.subject_kind, entry.subject_id) == (
        "person",
        mair.pk,
        "societies.society",
        hub.pk,
    )
    assert '"model_rules":"multi"' in entry.facts


def test_a_person_s_words_stand_in_the_record_as_a_salted_digest_only(hub: Society) -> None:
    with society_transaction(hub):
        entry = RecordEntry.objects.get(verb="societies.found_society")
        words = RecordText.objects.get(entry=entry)
        assert "Hwb Bwyd" not in entry.facts
        assert digest(words.salt, words.texts["name"]) in entry.facts


def test_a_stranger_is_asked_to_sign_in_and_nothing_is_written(db: None) -> None:
    with pytest.raises(SignInNeeded):
        found_society(actor=Actor.guest(), name=Bilingual(en="Hub"), model_rules="multi", at=AT)
    assert not Society.objects.exists()


def test_somebody_without_the_role_is_told_so(hub: Society) -> None:
    dai = Person.objects.create_user("dai@example.cymru", "Dai")
    with pytest.raises(NotAllowed):
        describe_society(
            actor=Actor.person(dai), society=hub, name=hub.name, purpose=None, model_rules="worker"
        )


def test_only_a_mandate_appoints(hub: Society, mair: Person) -> None:
    with society_transaction(hub):
        party = hub_party(hub)
        with pytest.raises(NotAllowed):
            appoint(actor=Actor.person(mair), party=party, office="treasurer", at=AT)
        appoint(
            actor=Actor.mandate(job_mandate(hub, "test")), party=party, office="treasurer", at=AT
        )
        assert "treasurer" in Actor.person(mair).roles(hub)


def test_the_mandate_of_an_appointment_appoints_and_does_nothing_else(hub: Society) -> None:
    with society_transaction(hub):
        mandate = Mandate.objects.get(society=hub, kind="appointment")
    may = {
        entry.verb for entry in catalogue.values() if entry.allows(Actor.mandate(mandate), hub.pk)
    }
    assert may == {"societies.appoint"}


def test_a_mandate_of_another_society_is_worth_nothing_here(hub: Society, mair: Person) -> None:
    other = found_society(
        actor=Actor.person(mair), name=Bilingual(en="Another Hub"), model_rules="worker", at=AT
    )
    with society_transaction(other):
        foreign = job_mandate(other, "test")
    with society_transaction(hub), pytest.raises(NotAllowed):
        appoint(actor=Actor.mandate(foreign), party=hub_party(hub), office="treasurer", at=AT)


def test_an_act_on_another_society_s_thing_is_refused(hub: Society, mair: Person) -> None:
    other = found_society(
        actor=Actor.person(mair), name=Bilingual(en="Another Hub"), model_rules="worker", at=AT
    )
    with society_transaction(other), pytest.raises(AnotherSociety):
        describe_society(
            actor=Actor.person(mair), society=hub, name=hub.name, purpose=None, model_rules="worker"
        )


def test_positional_arguments_are_a_mistake() -> None:
    with pytest.raises(TypeError, match="keyword"):
        catalogue["societies.found_society"].function(Actor.guest())


def test_a_resolution_s_stored_arguments_are_loaded_by_their_types(hub: Society) -> None:
    with society_transaction(hub):
        party = hub_party(hub)
        mandate = Mandate(pk=job_mandate(hub, "test").pk, society_id=hub.pk, kind="resolution")
        made = catalogue["societies.appoint"].enact(
            actor=Actor.mandate(mandate),
            society=hub,
            arguments={"party": party.pk, "office": "chair"},
            at=AT,
        )
        assert made.party == party


def test_facts_are_canonical_and_their_digests_depend_on_the_salt() -> None:
    facts, texts, salt = facts_of({"b": 1, "a": "words", "at": AT, "actor": Actor.guest()}, ())
    again, _texts, other = facts_of({"b": 1, "a": "words"}, ())
    assert facts.startswith('{"a":"sha256:')
    assert facts.endswith('"b":1}')
    assert texts == {"a": "words"}
    assert salt != other
    assert facts != again


def hub_party(hub: Society) -> Party:
    return Party.objects.get(society=hub)
