"""Somebody asks about their own data; an officer answers within a month, or says within it why it takes longer."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, roles, signed_in
from cyfran.kernel.languages import active_language
from cyfran.kernel.people.models import Person
from cyfran.kernel.privacy import letters
from cyfran.kernel.privacy.models import Request
from cyfran.kernel.privacy.refusals import (
    AnsweredAlready,
    AskedAlready,
    NotAnsweredYet,
    PutOffAlready,
)
from cyfran.kernel.privacy.rules import PUT_OFF_BY, TO_ANSWER, months_on
from cyfran.kernel.refusals import constraint_means
from cyfran.kernel.societies.models import Society
from cyfran.kernel.time import society_day

ANSWER = roles("secretary", "chair", "board", "founder")


# The words stand in one place, from which they can be erased: not in the record as well.
@action(
    may=signed_in,
    label=_("Ask about my own data"),
    codes=("kind",),
    unrecorded=("words",),
    even_closed=True,
)
def ask_about_own_data(
    *, actor: Actor, society: Society, kind: str, words: str, at: datetime
) -> Request:
    """The officers have it before them, and the person a letter that says by when they are answered.

    Refuses with AskedAlready.
    """
    with constraint_means("request_open_once", AskedAlready):
        request = Request.objects.create(
            society=society,
            kind=kind,
            words=words,
            language=active_language(),
            person_id=actor.own_person_id,
            at=at,
            due_on=months_on(society_day(society, at), TO_ANSWER),
        )
    letters.tell_asker(request, Person.objects.get(pk=actor.own_person_id), "asked")
    letters.tell_officers(request)
    return request


@action(
    may=ANSWER,
    label=_("Answer somebody about their data"),
    codes=("outcome",),
    unrecorded=("words",),
    even_closed=True,
)
def answer_request(
    *, actor: Actor, request: Request, outcome: str, words: str, at: datetime
) -> Request:
    """The person has the answer by letter, and on their page.

    Refuses with AnsweredAlready.
    """
    fresh = _open(request)
    fresh.outcome, fresh.answer, fresh.answered_at = outcome, words, at
    fresh.save(update_fields=["outcome", "answer", "answered_at"])
    _tell(fresh, "answered")
    return fresh


@action(
    may=ANSWER,
    label=_("Put off an answer about somebody’s data"),
    unrecorded=("words",),
    even_closed=True,
)
def put_off_request(*, actor: Actor, request: Request, words: str, at: datetime) -> Request:
    """It is due two months later, and the person knows why.

    Refuses with AnsweredAlready, PutOffAlready.
    """
    fresh = _open(request)
    if fresh.put_off_at or society_day(fresh.society, at) > fresh.due_on:
        raise PutOffAlready
    fresh.put_off_at, fresh.put_off_why = at, words
    fresh.due_on = months_on(fresh.due_on, PUT_OFF_BY)
    fresh.save(update_fields=["put_off_at", "put_off_why", "due_on"])
    _tell(fresh, "put_off")
    return fresh


@action(
    may=ANSWER,
    scheduled=True,
    label=_("Erase what somebody asked about their data"),
    even_closed=True,
)
def erase_request(*, actor: Actor, request: Request, at: datetime) -> Request:
    """Neither the words nor who asked are kept; that it was asked and answered in time is.

    Refuses with NotAnsweredYet.
    """
    fresh = Request.objects.select_for_update().get(pk=request.pk)
    if fresh.answered_at is None:
        raise NotAnsweredYet
    empty_requests([fresh.pk], at)
    return fresh


def empty_requests(ids: list[int], at: datetime) -> None:
    """No words and no person are left in these; one that was open is closed, since nobody is there to be answered."""
    found = Request.objects.filter(pk__in=ids)
    found.filter(answered_at=None).update(
        answered_at=at, outcome=Request.Outcome.DONE, erased_at=at, words="", put_off_why="", person_id=None
    )  # fmt: skip
    found.update(words="", answer="", put_off_why="", person_id=None, erased_at=at)


def _open(request: Request) -> Request:
    fresh = (
        Request.objects.select_for_update(of=("self",)).select_related("society").get(pk=request.pk)
    )
    if fresh.answered_at is not None:
        raise AnsweredAlready
    return fresh


def _tell(request: Request, what: str) -> None:
    if request.person_id and (person := Person.objects.filter(pk=request.person_id).first()):
        letters.tell_asker(request, person, what)
