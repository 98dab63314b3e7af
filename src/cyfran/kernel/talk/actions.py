"""Say something, translate it, take it back; hide what harms; say where you stand; follow."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, nobody, roles
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.talk.letters import tell_of_talk
from cyfran.kernel.talk.models import Contribution, Following, Leaning, Topic
from cyfran.kernel.talk.queries import last_said, news_for
from cyfran.kernel.talk.refusals import (
    AnotherThread,
    NothingToTalkAbout,
    NotYourWords,
    TranslatedAlready,
    WordsGone,
)
from cyfran.kernel.talk.subjects import subjects

OFFICERS = ("chair", "secretary", "treasurer", "board", "coordinator", "founder")
WHO_TALKS = ("member", *OFFICERS)
WHO_KEEPS_ORDER = ("chair", "secretary")


# The words stand in one place, from which they can be taken back: not in the record as well.
@action(may=roles(*WHO_TALKS), label=_("Open a topic"), unrecorded=("title", "words"))
def open_topic(
    *, actor: Actor, society: Society, title: Bilingual, words: Bilingual, at: datetime
) -> Topic:
    """Members can talk about it; whoever opened it follows it."""
    party = _party(actor, society)
    topic = Topic.objects.create(society=society, title=title, opened_by=party, opened_at=at)
    _say(party, f"topic:{topic.pk}", words, None, at)
    return topic


@action(may=roles(*WHO_TALKS), label=_("Say something"), codes=("about",), unrecorded=("words",))
def contribute(
    *,
    actor: Actor,
    society: Society,
    about: str,
    words: Bilingual,
    at: datetime,
    answers: Contribution | None = None,
) -> Contribution:
    """It can be read by every member, and whoever said it follows what is said after it.

    Refuses with NothingToTalkAbout, AnotherThread.
    """
    if about not in subjects(society, [about]):
        raise NothingToTalkAbout
    if answers is not None and answers.about != about:
        raise AnotherThread
    return _say(_party(actor, society), about, words, answers, at)


@action(may=roles(*WHO_TALKS), label=_("Translate what was said"), unrecorded=("text",))
def translate_contribution(
    *, actor: Actor, contribution: Contribution, text: str, at: datetime
) -> Contribution:
    """It is there in both languages; what was said first stays as it was said.

    Refuses with WordsGone, TranslatedAlready.
    """
    fresh = _locked(contribution)
    words = Bilingual.of(fresh.words)
    if words.complete:
        raise TranslatedAlready
    missing = "cy" if words.source == "en" else "en"
    fresh.words = Bilingual.of(words.stored() | {missing: text})
    fresh.save(update_fields=["words"])
    return fresh


@action(may=roles(*WHO_TALKS), label=_("Take back what I said"))
def take_back(*, actor: Actor, contribution: Contribution, at: datetime) -> Contribution:
    """The words are gone; that something was said then, and answered, stays.

    Refuses with NotYourWords, WordsGone.
    """
    fresh = _locked(contribution)
    if fresh.author.person_id is None or fresh.author.person_id != actor.person_id:
        raise NotYourWords
    fresh.words, fresh.gone_at = None, at
    fresh.save(update_fields=["words", "gone_at"])
    return fresh


@action(
    may=roles(*WHO_KEEPS_ORDER),
    label=_("Hide what was said"),
    unrecorded=("why",),
    even_closed=True,
)
def hide_contribution(
    *, actor: Actor, contribution: Contribution, why: str, at: datetime
) -> Contribution:
    """Members see that something is hidden, when and why; its author and those who keep order can still read it.

    Refuses with WordsGone.
    """
    fresh = _locked(contribution)
    fresh.hidden_at, fresh.hidden_why = at, why
    fresh.save(update_fields=["hidden_at", "hidden_why"])
    return fresh


@action(may=roles(*WHO_KEEPS_ORDER), label=_("Show again what was hidden"))
def show_contribution(*, actor: Actor, contribution: Contribution, at: datetime) -> Contribution:
    """Everybody can read it again.

    Refuses with WordsGone.
    """
    fresh = _locked(contribution)
    fresh.hidden_at, fresh.hidden_why = None, ""
    fresh.save(update_fields=["hidden_at", "hidden_why"])
    return fresh


# Where somebody stands before a vote is theirs to change, and nobody else's to look up afterwards.
@action(may=roles(*WHO_TALKS), label=_("Say where I stand"), recorded=False)
def lean(*, actor: Actor, society: Society, about: str, leaning: str, at: datetime) -> Leaning:
    """That is where they stand now; it binds nobody.

    Refuses with NothingToTalkAbout.
    """
    if about not in subjects(society, [about]):
        raise NothingToTalkAbout
    made, _created = Leaning.objects.update_or_create(
        society=society,
        about=about,
        party=_party(actor, society),
        defaults={"leaning": Leaning.Choice(leaning), "at": at},
    )
    return made


@action(may=roles(*WHO_TALKS), label=_("Follow what is said"), recorded=False)
def follow(*, actor: Actor, society: Society, about: str, at: datetime) -> Party:
    """They have a letter of what is said from now on.

    Refuses with NothingToTalkAbout.
    """
    if about not in subjects(society, [about]):
        raise NothingToTalkAbout
    party = _party(actor, society)
    _follow(party, about, at)
    return party


@action(may=roles(*WHO_TALKS), label=_("Stop following"), recorded=False)
def unfollow(*, actor: Actor, society: Society, about: str, at: datetime) -> Party:
    """They have no more letters about it."""
    party = _party(actor, society)
    Following.objects.filter(society=society, party=party, about=about).delete()
    return party


@action(may=nobody, scheduled=True, label=_("Send the letters of what was said"), recorded=False)
def send_news(*, actor: Actor, party: Party, at: datetime) -> Party:
    """One letter tells them of everything they follow in which others have said something since the last."""
    news = news_for(party)
    if news:
        tell_of_talk(party, news)
    for one in news:
        Following.objects.filter(pk=one.following.pk).update(told_through=one.last, told_at=at)
    return party


def _party(actor: Actor, society: Society) -> Party:
    party = party_of(society, actor.person_id)
    if party is None:
        raise NotAllowed
    return party


def _say(
    party: Party, about: str, words: Bilingual, answers: Contribution | None, at: datetime
) -> Contribution:
    said = Contribution.objects.create(
        society_id=party.society_id, about=about, author=party, words=words, answers=answers, at=at
    )
    _follow(party, about, at)
    return said


def _follow(party: Party, about: str, at: datetime) -> None:
    Following.objects.get_or_create(
        society_id=party.society_id,
        about=about,
        party=party,
        defaults={"told_through": last_said(party.society_id, about), "told_at": at},
    )


def _locked(contribution: Contribution) -> Contribution:
    fresh = (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("author")
        .get(pk=contribution.pk)
    )
    if fresh.words is None:
        raise WordsGone
    return fresh
