"""Meetings that members ask for: the request, who joins it, and calling the meeting."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as say

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings import queries
from cyfran.coop.meetings.actions.calling import CALLERS, call_meeting
from cyfran.coop.meetings.actions.requisitions import ask_for_meeting, sign_requisition
from cyfran.coop.meetings.forms import AskedForForm, PurposeForm
from cyfran.coop.meetings.models import Requisition
from cyfran.coop.meetings.views.asking import READERS, meeting_url
from cyfran.coop.meetings.views.asking import ask as asking
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page


@for_roles(*READERS)
def every(request: SocietyRequest) -> HttpResponse:
    """Everything that members asked meetings for, the latest first."""
    return page(
        request,
        "meetings/requisitions.html",
        {"requisitions": list(queries.requisitions_of(request.society))},
    )


@for_roles("member")
def ask(request: SocietyRequest) -> HttpResponse:
    """A member asks for a general meeting."""
    form = PurposeForm(request.POST or None)
    return asking(
        request,
        form,
        lambda: ask_for_meeting(
            actor=request.actor, society=request.society, at=request.at, **form.cleaned_data
        ),
        then=_address,
        context={
            "heading": say("Ask for a general meeting"),
            "told": say("When enough members ask for it, the board must call it within a month."),
            "verb": say("Ask for it"),
            "back": society_url(request.society, "meetings:every"),
        },
    )


@for_roles(*READERS)
def show(request: SocietyRequest, pk: int) -> HttpResponse:
    """What the meeting is asked for, who asks for it, and joining them."""
    requisition = _found(request, pk)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            sign_requisition(actor=request.actor, requisition=requisition, at=request.at)
        except Refusal as no:
            refusal = no
        else:
            return HttpResponseRedirect(_address(requisition))
    held = request.actor.roles(request.society)
    signed = queries.has_signed(requisition, request.actor.person_id)
    until = queries.board_has_until(requisition)
    unmet = requisition.meeting_id is None
    return page(
        request,
        "meetings/requisition.html",
        {
            "requisition": requisition,
            "signatures": requisition.signatures.select_related("member__party").order_by("pk"),
            "may_sign": unmet and "member" in held and not signed,
            "has_signed": signed,
            "until": until,
            "may_call": unmet and until is not None and bool(CALLERS & held or signed),
            "refusal": refusal,
        },
        status=422 if refusal else 200,
    )


@for_roles(*READERS)
def call(request: SocietyRequest, pk: int) -> HttpResponse:
    """The special general meeting that was asked for."""
    requisition = _found(request, pk)
    form = AskedForForm(request.POST or None)
    return asking(
        request,
        form,
        lambda: call_meeting(
            actor=request.actor,
            society=request.society,
            kind=Meeting.Kind.SPECIAL,
            requisition=requisition,
            at=request.at,
            **form.cleaned_data,
        ),
        then=meeting_url,
        context={
            "heading": say("Call the meeting that was asked for"),
            "about": requisition.purpose,
            "verb": say("Call the meeting"),
            "back": _address(requisition),
        },
    )


def _found(request: SocietyRequest, pk: int) -> Requisition:
    found = queries.requisitions_of(request.society).select_related("society").filter(pk=pk).first()
    if found is None:
        raise Http404(say("Nobody asked for such a meeting."))
    return found


def _address(requisition: Requisition) -> str:
    return society_url(requisition.society, "meetings:requisition", pk=requisition.pk)
