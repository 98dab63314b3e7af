"""The desk of the chair and the secretary: who comes in, what the meeting is at, votes, speakers, opening and closing."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as say

from cyfran.coop.governance.models import IN_THE_ROOM, Meeting
from cyfran.coop.meetings import queries
from cyfran.coop.meetings.actions.room import (
    adjourn_meeting,
    check_in,
    close_meeting,
    give_duty,
    leave_meeting,
    open_meeting,
)
from cyfran.coop.meetings.actions.speaking import end_speech, give_floor
from cyfran.coop.meetings.actions.voting import (
    close_ballot,
    confirm_count,
    enter_count,
    put_question,
    take_up_item,
)
from cyfran.coop.meetings.forms import AdjournForm, CheckInForm, CountForm, DutyForm
from cyfran.coop.meetings.models import Item, Question, Speech
from cyfran.coop.meetings.standing import standing_of
from cyfran.coop.meetings.views.asking import READERS, ask, meeting_or_404
from cyfran.kernel.refusals import NotAllowed, Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page


class Desk:
    """One request at the desk: its forms, and what each button does."""

    def __init__(self, request: SocietyRequest, meeting: Meeting) -> None:
        self.request, self.meeting = request, meeting
        self.pressed = request.POST.get("do", "")
        self.check_in = CheckInForm(
            self._for("check_in"), invitees=queries.not_here(meeting), prefix="in"
        )
        everybody = meeting.invitees.select_related("party").order_by("party__sort_key", "pk")
        self.duty = DutyForm(self._for("duty"), invitees=everybody, prefix="duty")
        self.count = CountForm(self._for("count"), prefix="count")
        self.told = ""

    def _for(self, button: str) -> Any:
        return self.request.POST if self.pressed == button else None

    def press(self) -> bool:
        """What the button says is done; False when its form was not filled."""
        acts: dict[str, Callable[[], bool]] = {
            "check_in": self._check_in,
            "leave": self._leave,
            "duty": self._duty,
            "open": lambda: self._meeting(open_meeting),
            "close": lambda: self._meeting(close_meeting),
            "take_up": lambda: self._item(take_up_item),
            "hands": lambda: self._item(put_question, way=Question.Way.HANDS),
            "ballot": lambda: self._item(put_question, way=Question.Way.BALLOT),
            "count": self._count,
            "close_ballot": lambda: self._item(close_ballot),
            "floor": lambda: self._speech(give_floor),
            "spoken": lambda: self._speech(end_speech),
        }
        return acts.get(self.pressed, lambda: False)()

    @property
    def _given(self) -> dict[str, Any]:
        return {"actor": self.request.actor, "at": self.request.at}

    def _meeting(self, act: Callable[..., Any]) -> bool:
        act(meeting=self.meeting, **self._given)
        return True

    def _item(self, act: Callable[..., Any], **more: Any) -> bool:
        act(
            item=self._chosen(Item.objects.select_related("meeting__society")),
            **more,
            **self._given,
        )
        return True

    def _speech(self, act: Callable[..., Any]) -> bool:
        act(speech=self._chosen(Speech.objects.select_related("meeting__society")), **self._given)
        return True

    def _chosen(self, among: Any) -> Any:
        number = self.request.POST.get("which", "")
        found = among.filter(
            society=self.request.society,
            meeting=self.meeting,
            pk=int(number) if number.isdecimal() and len(number) < 18 else 0,
        ).first()
        if found is None:
            raise Http404(say("There is no such thing at this meeting."))
        return found

    def _check_in(self) -> bool:
        if not self.check_in.is_valid():
            return False
        check_in(meeting=self.meeting, invitee=self.check_in.cleaned_data["invitee"], **self._given)
        return True

    def _leave(self) -> bool:
        presence = self._chosen(queries.here_now(self.meeting))
        leave_meeting(meeting=self.meeting, invitee=presence.invitee, **self._given)
        return True

    def _duty(self) -> bool:
        if not self.duty.is_valid():
            return False
        given = self.duty.cleaned_data
        give_duty(
            meeting=self.meeting, party=given["invitee"].party, what=given["what"], **self._given
        )
        return True

    def _count(self) -> bool:
        if not self.count.is_valid():
            return False
        item = self._chosen(Item.objects.select_related("meeting__society"))
        question = queries.question_on(item)
        second = question is not None and question.state == Question.State.ENTERED
        act = confirm_count if second else enter_count
        made = act(item=item, **self.count.cleaned_data, **self._given)
        if second and made.state == Question.State.PUT:
            self.told = say("The two counts differ. Count again, both of you.")
            return False
        return True


@for_roles(*READERS)
def desk(request: SocietyRequest, pk: int) -> HttpResponse:
    """The desk, to whoever chairs or counts at this meeting."""
    meeting = meeting_or_404(request, pk)
    if not queries.counts_hands(meeting, request.actor):
        raise PermissionDenied(str(NotAllowed()))
    at_desk, refusal = Desk(request, meeting), None
    if request.method == "POST":
        try:
            done = at_desk.press()
        except Refusal as no:
            refusal, done = no, False
        if done:
            return HttpResponseRedirect(society_url(request.society, "meetings:room", pk=pk))
    meeting.refresh_from_db()
    return page(
        request,
        "meetings/room.html",
        _context(request, meeting, at_desk) | {"refusal": refusal or at_desk.told},
        status=422 if request.method == "POST" else 200,
    )


@for_roles(*READERS)
def adjourn(request: SocietyRequest, pk: int) -> HttpResponse:
    """The meeting goes on another time."""
    meeting = meeting_or_404(request, pk)
    if not queries.chairs(meeting, request.actor):
        raise PermissionDenied(str(NotAllowed()))
    form = AdjournForm(request.POST or None)
    desk_url = society_url(request.society, "meetings:room", pk=pk)
    return ask(
        request,
        form,
        lambda: adjourn_meeting(
            actor=request.actor, meeting=meeting, at=request.at, **form.cleaned_data
        ),
        then=lambda _done: desk_url,
        context={
            "heading": say("Adjourn the meeting"),
            "about": meeting.name,
            "told": say(
                "Everybody invited is told. If there is no quorum now, those who come then are the quorum."
            ),
            "verb": say("Adjourn it"),
            "back": desk_url,
        },
    )


def _context(request: SocietyRequest, meeting: Meeting, at_desk: Desk) -> dict[str, Any]:
    agenda = queries.agenda_of(meeting)
    return {
        "meeting": meeting,
        "standing": standing_of(meeting, request.at),
        "agenda": agenda,
        "here": list(queries.here_now(meeting)),
        "duties": list(queries.duties_of(meeting)),
        "chairs": queries.chairs(meeting, request.actor),
        "names_duties": bool({"chair", "secretary"} & request.actor.roles(request.society)),
        "check_in_form": at_desk.check_in,
        "duty_form": at_desk.duty,
        "count_form": at_desk.count,
        "meets": meeting.state in IN_THE_ROOM,
    }
