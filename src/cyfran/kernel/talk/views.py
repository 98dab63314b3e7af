"""Talk among members: what is talked about, one thread, a new topic, and what can be done with what was said."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as say
from django.views.decorators.http import require_POST, require_safe

from cyfran.kernel.languages import Bilingual
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Party
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.talk.actions import (
    WHO_KEEPS_ORDER,
    WHO_TALKS,
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
from cyfran.kernel.talk.forms import HideForm, SayForm, TopicForm, TranslateForm
from cyfran.kernel.talk.models import Contribution, Leaning
from cyfran.kernel.talk.presentation import missing_of, threaded
from cyfran.kernel.talk.queries import (
    Thread,
    is_followed,
    leaning_of,
    said_about,
    standing,
    threads,
)
from cyfran.kernel.talk.subjects import Subject, subjects
from cyfran.kernel.ui.asking import ask, press
from cyfran.kernel.ui.charts import Amount, bars
from cyfran.kernel.ui.pages import page

A_PAGE = 20
TONES = {"for": "leek", "unsure": "daffodil", "concerned": "clay"}


@dataclass(frozen=True)
class Line:
    """One thread in the list."""

    subject: Subject
    thread: Thread
    url: str


@for_roles(*WHO_TALKS)
@require_safe
def home(request: SocietyRequest) -> HttpResponse:
    """What members talk about, the latest first."""
    society = request.society
    shown = Paginator(threads(society), A_PAGE).get_page(request.GET.get("page"))
    found = [Thread(**row) for row in shown]
    known = subjects(society, [one.about for one in found])
    lines = [
        Line(known[one.about], one, society_url(society, "talk:thread", about=one.about))
        for one in found
        if one.about in known
    ]
    return page(request, "talk/home.html", {"lines": lines, "page_obj": shown})


@for_roles(*WHO_TALKS)
def begin(request: SocietyRequest) -> HttpResponse:
    """Open a topic of one's own."""
    form = TopicForm(request.POST or None)

    def act() -> str:
        topic = open_topic(
            actor=request.actor,
            society=request.society,
            title=form.cleaned_data["title"],
            words=Bilingual.of(form.cleaned_data["words"]),
            at=request.at,
        )
        return f"topic:{topic.pk}"

    return _answer(request, "talk/begin.html", form, act, {})


@for_roles(*WHO_TALKS)
def thread(request: SocietyRequest, about: str) -> HttpResponse:
    """Everything that was said about one subject, and a form to say something."""
    subject = _subject(request, about)
    party = party_of(request.society, request.actor.person_id)
    form = SayForm(request.POST or None)
    said = list(said_about(request.society, about))
    asked = request.GET.get("answers", "")
    answers = next((one for one in said if str(one.pk) == asked and one.words), None)

    def act() -> str:
        contribute(
            actor=request.actor,
            society=request.society,
            about=about,
            words=Bilingual.of(form.cleaned_data["words"]),
            answers=answers,
            at=request.at,
        )
        return about

    context = {
        "subject": subject,
        "said": threaded(said, party, keeps_order=_keeps_order(request)),
        "answers": answers,
        "keeps_order": _keeps_order(request),
        "is_followed": is_followed(party, about),
        **_stands(request, about, party),
    }
    return _answer(request, "talk/thread.html", form, act, context)


@for_roles(*WHO_TALKS)
@require_POST
def stand(request: SocietyRequest, about: str) -> HttpResponse:
    """Say where one stands."""
    _subject(request, about)
    leaning = request.POST.get("leaning", "")
    if leaning not in Leaning.Choice.values:
        raise Http404(say("There is no such answer."))
    return _done(
        request,
        about,
        lambda: lean(
            actor=request.actor,
            society=request.society,
            about=about,
            leaning=leaning,
            at=request.at,
        ),
        say("The others can see how many stand where; nobody can see who."),
    )


@for_roles(*WHO_TALKS)
@require_POST
def following(request: SocietyRequest, about: str) -> HttpResponse:
    """Begin to follow, or stop."""
    _subject(request, about)
    begins = "follow" in request.POST
    return _done(
        request,
        about,
        lambda: (follow if begins else unfollow)(
            actor=request.actor, society=request.society, about=about, at=request.at
        ),
        say("You will have a letter, once a day at most, when something new is said.")
        if begins
        else say("You will have no more letters about this."),
    )


@for_roles(*WHO_TALKS)
def translate(request: SocietyRequest, pk: int) -> HttpResponse:
    """The same in the other language."""
    one = _one(request, pk)
    form = TranslateForm(request.POST or None)

    def act() -> str:
        translate_contribution(
            actor=request.actor, contribution=one, text=form.cleaned_data["text"], at=request.at
        )
        return one.about

    return _answer(
        request, "talk/translate.html", form, act, {"one": one, "missing": missing_of(one)}
    )


@for_roles(*WHO_TALKS)
@require_POST
def withdraw(request: SocietyRequest, pk: int) -> HttpResponse:
    """Take back one's own words."""
    one = _one(request, pk)
    return _done(
        request,
        one.about,
        lambda: take_back(actor=request.actor, contribution=one, at=request.at),
        say("Your words are taken back."),
    )


@for_roles(*WHO_KEEPS_ORDER)
def hide(request: SocietyRequest, pk: int) -> HttpResponse:
    """Hide what harms, for a reason that everybody can read."""
    one = _one(request, pk)
    form = HideForm(request.POST or None)

    def act() -> str:
        hide_contribution(
            actor=request.actor, contribution=one, why=form.cleaned_data["why"], at=request.at
        )
        return one.about

    return _answer(request, "talk/hide.html", form, act, {"one": one})


@for_roles(*WHO_KEEPS_ORDER)
@require_POST
def show(request: SocietyRequest, pk: int) -> HttpResponse:
    """Everybody can read it again."""
    one = _one(request, pk)
    return _done(
        request,
        one.about,
        lambda: show_contribution(actor=request.actor, contribution=one, at=request.at),
        say("Everybody can read it again."),
    )


def _answer(
    request: SocietyRequest,
    template: str,
    form: forms.Form,
    act: Callable[[], str],
    context: dict[str, object],
) -> HttpResponse:
    return ask(request, template, form, act, then=partial(_thread_url, request), context=context)


def _done(
    request: SocietyRequest, about: str, act: Callable[[], object], said: str
) -> HttpResponse:
    return press(request, act, said=said, then=_thread_url(request, about))


def _thread_url(request: SocietyRequest, about: str) -> str:
    return society_url(request.society, "talk:thread", about=about)


def _subject(request: SocietyRequest, about: str) -> Subject:
    found = subjects(request.society, [about]).get(about)
    if found is None:
        raise Http404(say("There is nothing like that to talk about here."))
    return found


def _one(request: SocietyRequest, pk: int) -> Contribution:
    return get_object_or_404(
        Contribution.objects.select_related("author"), society=request.society, pk=pk
    )


def _keeps_order(request: SocietyRequest) -> bool:
    return bool(set(WHO_KEEPS_ORDER) & request.actor.roles(request.society))


def _stands(request: SocietyRequest, about: str, party: Party | None) -> dict[str, object]:
    counts = standing(request.society, about)
    rows = [Amount(label, counts[value], TONES[value]) for value, label in Leaning.Choice.choices]
    return {
        "own_leaning": leaning_of(party, about),
        "choices": Leaning.Choice.choices,
        "stand_total": sum(counts.values()),
        "stand": bars(rows, caption=say("Where members stand"), value=say("Members"), written=str),
    }
