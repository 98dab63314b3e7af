"""Members say things about anything; words are translated, taken back or hidden, and never rewritten."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from cyfran.coop.membership.tests import cast
from cyfran.coop.membership.tests.mails import mails
from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.people.models import Person
from cyfran.kernel.record.models import RecordEntry, RecordText
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.actions import enter_party, erase_party
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.queries import job_mandate
from cyfran.kernel.talk.actions import (
    contribute,
    follow,
    hide_contribution,
    lean,
    open_topic,
    show_contribution,
    take_back,
    translate_contribution,
    unfollow,
)
from cyfran.kernel.talk.models import Contribution, Following, Leaning, Topic
from cyfran.kernel.talk.queries import standing, threads
from cyfran.kernel.talk.refusals import (
    AnotherThread,
    NothingToTalkAbout,
    NotYourWords,
    TranslatedAlready,
    WordsGone,
)
from cyfran.kernel.talk.subjects import subjects
from cyfran.kernel.talk.tasks import send_letters
from cyfran.kernel.time import now

RULE = "rule:orders.commission_bp"


def said(
    who: Person, hub: Society, about: str = RULE, answers: Contribution | None = None
) -> Contribution:
    return contribute(
        actor=Actor.person(who),
        society=hub,
        about=about,
        words=Bilingual(en="Ten is enough."),
        answers=answers,
        at=now(),
    )


def opened(who: Person, hub: Society) -> Topic:
    return open_topic(
        actor=Actor.person(who),
        society=hub,
        title=Bilingual(cy="Y fan", source="cy"),
        words=Bilingual(cy="Mae’n hen.", source="cy"),
        at=now(),
    )


def test_a_topic_is_talked_about_and_listed_with_what_else_is(hub, dai, sian):
    topic = opened(dai, hub)
    said(sian, hub, f"topic:{topic.pk}")
    said(sian, hub)
    listed = {row["about"]: row["count"] for row in threads(hub)}
    assert listed == {f"topic:{topic.pk}": 2, RULE: 1}
    assert {str(one.title) for one in subjects(hub, listed).values()} == {
        "Y fan",
        "The hub’s share of each order",
    }


def test_who_does_not_belong_says_nothing(hub):
    with pytest.raises(NotAllowed):
        said(cast.person("Nobody"), hub)


@pytest.mark.parametrize(
    "about", ["rule:no.such", "topic:9", "topic:x", "weather:1", "", "cycle:" + "9" * 30]
)
def test_only_what_is_there_is_talked_about(hub, dai, about):
    for act in (contribute, lean, follow):
        more = {contribute: {"words": Bilingual(en="x")}, lean: {"leaning": "for"}}.get(act, {})
        with pytest.raises(NothingToTalkAbout):
            act(actor=Actor.person(dai), society=hub, about=about, at=now(), **more)


def test_an_answer_stays_in_its_thread(hub, dai, sian):
    first = said(dai, hub)
    assert said(sian, hub, answers=first).answers == first
    with pytest.raises(AnotherThread):
        said(sian, hub, "rule:membership.joining_share", answers=first)


def test_the_words_stand_in_one_place_and_not_in_the_record(hub, dai):
    said(dai, hub)
    entry = RecordEntry.objects.get(society=hub, verb="talk.contribute")
    assert "Ten is enough" not in entry.facts
    assert not RecordText.objects.filter(entry=entry).exists()


def test_only_the_author_takes_words_back_and_once(hub, dai, sian):
    one = said(dai, hub)
    with pytest.raises(NotYourWords):
        take_back(actor=Actor.person(sian), contribution=one, at=now())
    gone = take_back(actor=Actor.person(dai), contribution=one, at=now())
    assert (gone.words, gone.gone_at is not None) == (None, True)
    with pytest.raises(WordsGone):
        take_back(actor=Actor.person(dai), contribution=one, at=now())


def test_a_translation_is_added_once_and_what_was_said_first_stays(hub, dai, sian):
    one = said(dai, hub)
    done = translate_contribution(
        actor=Actor.person(sian), contribution=one, text="Mae deg yn ddigon.", at=now()
    )
    assert (done.words.en, done.words.cy, done.words.source) == (
        "Ten is enough.",
        "Mae deg yn ddigon.",
        "en",
    )
    with pytest.raises(TranslatedAlready):
        translate_contribution(actor=Actor.person(dai), contribution=one, text="x", at=now())


def test_the_secretary_hides_for_a_reason_and_shows_again(hub, mair, dai, sian):
    one = said(dai, hub)
    with pytest.raises(NotAllowed):
        hide_contribution(actor=Actor.person(sian), contribution=one, why="x", at=now())
    hidden = hide_contribution(
        actor=Actor.person(mair), contribution=one, why="An insult.", at=now()
    )
    assert (hidden.hidden_why, hidden.words is not None) == ("An insult.", True)
    assert show_contribution(actor=Actor.person(mair), contribution=one, at=now()).hidden_at is None


@pytest.mark.parametrize(
    "change", ["words = NULL", "hidden_at = now()", "gone_at = now()", "hidden_why = 'x'"]
)
def test_the_database_keeps_words_and_reasons_together(hub, dai, change):
    one = said(dai, hub)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE talk_contribution SET {change} WHERE id = %s", [one.pk])


def test_each_stands_in_one_place_and_may_move(hub, dai, sian):
    for who, leaning in ((dai, "for"), (sian, "concerned"), (dai, "unsure")):
        lean(actor=Actor.person(who), society=hub, about=RULE, leaning=leaning, at=now())
    assert standing(hub, RULE) == {"for": 0, "unsure": 1, "concerned": 1}
    assert not RecordEntry.objects.filter(verb="talk.lean").exists()


def test_who_takes_part_has_one_letter_a_day_of_what_others_said(hub, dai, sian, clock):
    said(dai, hub)
    said(sian, hub)
    send(hub)
    assert not news()
    clock.on(days=1, minutes=1)
    send(hub)
    assert [(mail["to"], RULE in mail["body"]) for mail in news()] == [(dai.email, True)]
    assert "1 cyfraniad\n" in news()[0]["body"]
    assert "Ten is enough" not in news()[0]["body"]
    clock.on(days=2)
    send(hub)
    assert len(news()) == 1


def test_who_follows_or_stops_has_letters_or_none(hub, dai, sian, clock):
    said(dai, hub)
    follow(actor=Actor.person(sian), society=hub, about=RULE, at=now())
    unfollow(actor=Actor.person(dai), society=hub, about=RULE, at=now())
    said(dai, hub)
    unfollow(actor=Actor.person(dai), society=hub, about=RULE, at=now())
    clock.on(days=1, minutes=1)
    send(hub)
    assert [mail["to"] for mail in news()] == [sian.email]


def test_nothing_of_what_an_erased_person_said_is_left(hub, mair):
    party = enter_party(society=hub, name="Gwen", person=cast.person("Gwen"), at=now())
    cast.give_office(party, "coordinator")
    gwen = party.person
    topic = opened(gwen, hub)
    said(gwen, hub)
    lean(actor=Actor.person(gwen), society=hub, about=RULE, leaning="for", at=now())
    party.appointments.update(ends_at=now() + timedelta(microseconds=1))
    erase_party(actor=Actor.person(mair), party=party, at=now())
    topic.refresh_from_db()
    assert topic.title is None
    assert str(subjects(hub, [f"topic:{topic.pk}"])[f"topic:{topic.pk}"].title) == str(topic)
    assert {one.words for one in Contribution.objects.filter(author=party)} == {None}
    assert not Leaning.objects.filter(party=party).exists()
    assert not Following.objects.filter(party=party).exists()


def send(hub: Society) -> None:
    send_letters(hub, Actor.mandate(job_mandate(hub, "talk.news")), now())


def news() -> list[dict[str, str]]:
    return [mail for mail in mails() if "yn ddiweddar" in mail["subject"]]
