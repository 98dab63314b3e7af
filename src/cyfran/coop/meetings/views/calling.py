"""Calling a meeting, changing it while nobody was told, putting it off, calling it off."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as say

from cyfran.coop.meetings.actions.calling import (
    CALLERS,
    call_meeting,
    cancel_meeting,
    describe_meeting,
    postpone_meeting,
)
from cyfran.coop.meetings.forms import DescriptionForm, MeetingForm, PostponeForm, ReasonForm
from cyfran.coop.meetings.views.asking import ask, meeting_or_404, meeting_url
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest


@for_roles(*CALLERS)
def call(request: SocietyRequest) -> HttpResponse:
    """A meeting is called."""
    form = MeetingForm(request.POST or None, initial={"kind": "annual"})
    return ask(
        request,
        form,
        lambda: call_meeting(
            actor=request.actor, society=request.society, at=request.at, **form.cleaned_data
        ),
        then=meeting_url,
        context={"back": society_url(request.society, "meetings:every")},
        template="meetings/call.html",
    )


@for_roles(*CALLERS)
def change(request: SocietyRequest, pk: int) -> HttpResponse:
    """What it is called and where it is held, until notice is given."""
    meeting = meeting_or_404(request, pk)
    now = {"name": meeting.name, "place": meeting.place, "online": meeting.online}
    form = DescriptionForm(request.POST or None, initial=now)
    return ask(
        request,
        form,
        lambda: describe_meeting(
            actor=request.actor, meeting=meeting, at=request.at, **form.cleaned_data
        ),
        then=meeting_url,
        context={
            "heading": say("Change the meeting"),
            "about": meeting.name,
            "back": meeting_url(meeting),
        },
    )


@for_roles(*CALLERS)
def postpone(request: SocietyRequest, pk: int) -> HttpResponse:
    """It is held later, with the reason; whoever was told is told again."""
    meeting = meeting_or_404(request, pk)
    form = PostponeForm(request.POST or None, initial={"place": meeting.place})
    return ask(
        request,
        form,
        lambda: postpone_meeting(
            actor=request.actor, meeting=meeting, at=request.at, **form.cleaned_data
        ),
        then=meeting_url,
        context={
            "heading": say("Postpone the meeting"),
            "about": meeting.name,
            "told": say("Everybody who was told is told again, and the clear days run anew."),
            "verb": say("Postpone it"),
            "back": meeting_url(meeting),
        },
    )


@for_roles(*CALLERS)
def cancel(request: SocietyRequest, pk: int) -> HttpResponse:
    """It is not held, with the reason."""
    meeting = meeting_or_404(request, pk)
    form = ReasonForm(request.POST or None)

    def act() -> object:
        done = cancel_meeting(
            actor=request.actor, meeting=meeting, at=request.at, **form.cleaned_data
        )
        messages.success(request, say("The meeting is called off."))
        return done

    return ask(
        request,
        form,
        act,
        then=lambda _done: meeting_url(meeting),
        context={
            "heading": say("Call the meeting off?"),
            "about": meeting.name,
            "told": say(
                "Everybody who was told of it is told so. Resolutions that were to be taken at it are withdrawn."
            ),
            "verb": say("Call it off"),
            "kind": "danger",
            "back": meeting_url(meeting),
        },
    )
