"""The minutes of a meeting: read, corrected by those who attended, answered, approved and kept."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as say

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings import queries
from cyfran.coop.meetings.actions.minutes import (
    answer_correction,
    approve_minutes,
    publish_minutes,
    suggest_correction,
    write_note,
)
from cyfran.coop.meetings.forms import AnswerForm, ApprovalForm, CorrectionForm, NoteForm
from cyfran.coop.meetings.minutes import with_names, written
from cyfran.coop.meetings.models import Correction, Minutes, Note
from cyfran.coop.meetings.views.asking import READERS, ask, item_or_404, meeting_or_404
from cyfran.kernel.languages import active_language
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page

WRITERS = frozenset({"secretary", "chair"})


@for_roles(*READERS)
def show(request: SocietyRequest, pk: int) -> HttpResponse:
    """The minutes as they were published; to who writes them, how they would read now."""
    meeting = _held(request, pk)
    minutes, refusal = queries.minutes_of(meeting), None
    correction = CorrectionForm(request.POST if _pressed(request, "correct") else None)
    approval = _approval(request, minutes)
    if request.method == "POST":
        try:
            done = _press(request, meeting, minutes, correction, approval)
        except Refusal as no:
            refusal, done = no, False
        if done:
            return HttpResponseRedirect(_address(meeting))
    writes = bool(WRITERS & request.actor.roles(request.society))
    context: dict[str, Any] = {
        "meeting": meeting,
        "minutes": minutes,
        "text": _text(meeting, minutes) if minutes else "",
        "draft": _draft(meeting) if writes and not (minutes and minutes.is_sealed) else "",
        "agenda": queries.agenda_of(meeting),
        "writes": writes,
        "corrections": queries.corrections_of(minutes),
        "correction_form": correction if _may_correct(request, meeting, minutes) else None,
        "approval_form": approval if writes else None,
        "refusal": refusal,
    }
    return page(
        request,
        "meetings/minutes.html",
        context,
        status=422 if request.method == "POST" else 200,
    )


@for_roles(*READERS)
def download(request: SocietyRequest, pk: int) -> HttpResponse:
    """The published minutes as a text file."""
    meeting = _held(request, pk)
    minutes = queries.minutes_of(meeting)
    if minutes is None:
        raise Http404(say("The minutes are not published yet."))
    response = HttpResponse(_text(meeting, minutes), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="minutes-{meeting.pk}.txt"'
    return response


@for_roles(*WRITERS)
def note(request: SocietyRequest, pk: int, item: int) -> HttpResponse:
    """What the minutes say of an item."""
    one = item_or_404(request, pk, item)
    now = Note.objects.filter(society=request.society, item=one).first()
    form = NoteForm(request.POST or None, initial={"text": now.text if now else None})
    address = _address(one.meeting)
    return ask(
        request,
        form,
        lambda: write_note(
            actor=request.actor, item=one, text=form.cleaned_data["text"], at=request.at
        ),
        then=lambda _done: address,
        context={"heading": say("A note for the minutes"), "about": one.title, "back": address},
    )


@for_roles(*WRITERS)
def answer(request: SocietyRequest, pk: int, correction: int) -> HttpResponse:
    """A correction is taken up, or not."""
    one = (
        Correction.objects.select_related("minutes__meeting__society", "invitee__party")
        .filter(society=request.society, minutes__meeting=pk, pk=correction)
        .first()
    )
    if one is None:
        raise Http404(say("There is no such correction."))
    form = AnswerForm(request.POST or None)
    address = _address(one.minutes.meeting)
    return ask(
        request,
        form,
        lambda: answer_correction(
            actor=request.actor, correction=one, at=request.at, **form.cleaned_data
        ),
        then=lambda _done: address,
        context={
            "heading": say("Answer a correction"),
            "about": one.words,
            "told": say(
                "Where you take it up, change the note to the item, and publish the minutes again."
            ),
            "back": address,
        },
    )


def _press(
    request: SocietyRequest,
    meeting: Meeting,
    minutes: Minutes | None,
    correction: CorrectionForm,
    approval: ApprovalForm | None,
) -> bool:
    given: dict[str, Any] = {"actor": request.actor, "at": request.at}
    if _pressed(request, "publish"):
        publish_minutes(meeting=meeting, **given)
        return True
    if minutes is None:
        return False
    if _pressed(request, "correct") and correction.is_valid():
        suggest_correction(minutes=minutes, words=correction.cleaned_data["words"], **given)
        return True
    if _pressed(request, "approve") and approval is not None and approval.is_valid():
        approve_minutes(meeting=meeting, **approval.cleaned_data, **given)
        return True
    return False


def _approval(request: SocietyRequest, minutes: Minutes | None) -> ApprovalForm | None:
    if minutes is None or minutes.is_sealed:
        return None
    items = queries.could_approve(minutes)
    data = request.POST if _pressed(request, "approve") else None
    if data is None and not items:
        return None
    return ApprovalForm(data, items=items, initial={"digest": minutes.digest})


def _may_correct(request: SocietyRequest, meeting: Meeting, minutes: Minutes | None) -> bool:
    return (
        minutes is not None
        and not minutes.is_sealed
        and queries.attended(meeting, request.actor.person_id)
    )


def _pressed(request: SocietyRequest, button: str) -> bool:
    return request.method == "POST" and request.POST.get("do") == button


def _text(meeting: Meeting, minutes: Minutes) -> str:
    body = minutes.body_cy if active_language() == "cy" else minutes.body_en
    return with_names(body, meeting.society_id)


def _draft(meeting: Meeting) -> str:
    return with_names(written(meeting, active_language()), meeting.society_id)


def _held(request: SocietyRequest, pk: int) -> Meeting:
    meeting = meeting_or_404(request, pk)
    if meeting.state != Meeting.State.CLOSED:
        raise Http404(say("Minutes are written when the meeting is closed."))
    if not meeting.is_general and not (
        queries.invitee_of(meeting, request.actor.person_id)
        or WRITERS & request.actor.roles(request.society)
    ):
        raise Http404(
            say("The minutes of the board and of circles are read by those who were invited.")
        )
    return meeting


def _address(meeting: Meeting) -> str:
    return society_url(meeting.society, "meetings:minutes", pk=meeting.pk)
