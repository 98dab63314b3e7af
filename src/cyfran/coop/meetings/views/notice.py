"""Notice of a meeting, and the proof that everybody was told."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as say

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings import queries
from cyfran.coop.meetings.actions.calling import CALLERS
from cyfran.coop.meetings.actions.notice import give_notice_of_meeting, record_service
from cyfran.coop.meetings.forms import CircleForm, ServiceForm
from cyfran.coop.meetings.models import Service
from cyfran.coop.meetings.views.asking import ask, meeting_or_404, meeting_url
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.days import moment_in_full
from cyfran.kernel.ui.shapes import Column, Table


@for_roles(*CALLERS)
def give(request: SocietyRequest, pk: int) -> HttpResponse:
    """Everything stands still, and everybody is told."""
    meeting = meeting_or_404(request, pk)
    circle = meeting.kind == Meeting.Kind.CIRCLE
    form = (
        CircleForm(request.POST or None, society=request.society)
        if circle
        else forms.Form(request.POST if request.method == "POST" else None)
    )

    def act() -> Meeting:
        done = give_notice_of_meeting(
            actor=request.actor,
            meeting=meeting,
            members=form.cleaned_data["numbers"] if circle else (),
            at=request.at,
        )
        messages.success(request, say("Notice is given. Everybody invited is being told."))
        return done

    return ask(
        request,
        form,
        act,
        then=meeting_url,
        context={
            "meeting": meeting,
            "agenda": queries.agenda_of(meeting),
            "earliest": queries.earliest_day(meeting, request.at),
            "back": meeting_url(meeting),
        },
        template="meetings/give_notice.html",
    )


@for_roles(*CALLERS)
def served(request: SocietyRequest, pk: int) -> HttpResponse:
    """Who was told, how and when; and who is still to be told by post or by hand."""
    meeting = meeting_or_404(request, pk)
    left = queries.to_be_posted(meeting)
    form = ServiceForm(
        request.POST or None,
        society=request.society,
        invitees=left,
        at=request.at,
        initial={"way": "post"},
    )
    records = "secretary" in request.actor.roles(request.society)
    return ask(
        request,
        form,
        lambda: record_service(
            actor=request.actor,
            meeting=meeting,
            invitee=form.cleaned_data["invitee"],
            way=form.cleaned_data["way"],
            sent_at=form.sent_at(),
            at=request.at,
        ),
        then=lambda _done: society_url(request.society, "meetings:served", pk=pk),
        context={
            "meeting": meeting,
            "left": list(left),
            "table": _proof(list(queries.services_of(meeting))),
            "records": records and left.exists(),
            "back": meeting_url(meeting),
        },
        template="meetings/served.html",
    )


def _proof(services: list[Service]) -> Table:
    return Table(
        caption=say("Proof of service"),
        columns=[
            Column(say("Who")),
            Column(say("Notice"), number=True),
            Column(say("How")),
            Column(say("Sent")),
            Column(say("Taken as served")),
        ],
        rows=[
            [
                one.invitee.party.name,
                one.round,
                one.get_way_display(),
                moment_in_full(one.sent_at),
                moment_in_full(one.served_at),
            ]
            for one in services
        ],
    )
