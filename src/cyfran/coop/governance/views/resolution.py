"""A resolution under notice or decided: what it would do, the vote, the count, and what came of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as say
from django.views.decorators.http import require_POST

from cyfran.coop.governance import queries
from cyfran.coop.governance.actions.confirming import draft_confirmation
from cyfran.coop.governance.actions.drafts import OFFICERS
from cyfran.coop.governance.actions.outcome import (
    close_resolution,
    enact_resolution,
    record_rule_registration,
)
from cyfran.coop.governance.actions.votes import cast_vote
from cyfran.coop.governance.forms import ConfirmationForm, RegistrationForm, VoteForm
from cyfran.coop.governance.models import Resolution, State
from cyfran.coop.governance.sheet import hints_of, sheet_of
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles, not_theirs
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page

CARRIED_ONCE = (State.WAITING, State.ENACTED, State.LAPSED)


def show(request: SocietyRequest, number: int) -> HttpResponse:
    """The resolution, to members; to anybody when it changes the rules, which are no secret."""
    resolution = _found(request, number)
    answer = _unless_readable(request, resolution)
    return answer or _page(request, resolution)


@for_roles("member")
@require_POST
def vote(request: SocietyRequest, number: int) -> HttpResponse:
    """The member's vote."""
    resolution = _found(request, number)
    form = VoteForm(request.POST, hints=hints_of(resolution))
    if not form.is_valid():
        return _page(request, resolution, form=form, status=422)
    try:
        cast_vote(
            actor=request.actor,
            resolution=resolution,
            choice=form.cleaned_data["choice"],
            at=request.at,
        )
    except Refusal as refusal:
        return _page(request, resolution, form=form, refusal=refusal, status=422)
    messages.success(request, say("Your vote is in. You can change it until voting closes."))
    return _back(request, resolution)


@require_POST
def move_on(request: SocietyRequest, number: int) -> HttpResponse:
    """Whoever presses first has the votes counted, or the decision carried out, once its time has come."""
    resolution = _found(request, number)
    step = enact_resolution if resolution.state in CARRIED_ONCE else close_resolution
    try:
        step(actor=request.actor, resolution=resolution, at=request.at)
    except Refusal as refusal:
        return _page(request, resolution, refusal=refusal, status=422)
    return _back(request, resolution)


@for_roles("secretary", "board", "chair")
def by_hand(request: SocietyRequest, number: int) -> HttpResponse:
    """Who has no e-mail address and is told by post or by hand, with where they live."""
    resolution = _found(request, number)
    return page(
        request,
        "governance/by_hand.html",
        {"resolution": resolution, "parties": list(queries.to_be_told(resolution))},
    )


@for_roles("secretary")
@require_POST
def registration(request: SocietyRequest, number: int) -> HttpResponse:
    """The day the change of rules was registered."""
    resolution = _found(request, number)
    form = RegistrationForm(request.POST)
    if not form.is_valid():
        return _page(request, resolution, registration_form=form, status=422)
    try:
        record_rule_registration(
            actor=request.actor,
            resolution=resolution,
            registered_on=form.cleaned_data["registered_on"],
            at=request.at,
        )
    except Refusal as refusal:
        return _page(request, resolution, registration_form=form, refusal=refusal, status=422)
    messages.success(request, say("The date of registration is recorded."))
    return _back(request, resolution)


@for_roles(*OFFICERS)
@require_POST
def confirm(request: SocietyRequest, number: int) -> HttpResponse:
    """The vote of the second meeting is drafted."""
    resolution = _found(request, number)
    form = ConfirmationForm(
        request.POST, meetings=queries.meetings_to_confirm(resolution, request.at)
    )
    if not form.is_valid():
        return _page(request, resolution, confirmation_form=form, status=422)
    try:
        made = draft_confirmation(
            actor=request.actor,
            resolution=resolution,
            meeting=form.cleaned_data["meeting"],
            at=request.at,
        )
    except Refusal as refusal:
        return _page(request, resolution, refusal=refusal, status=422)
    return HttpResponseRedirect(society_url(request.society, "governance:draft", pk=made.pk))


def _found(request: SocietyRequest, number: int) -> Resolution:
    found = queries.resolution_numbered(request.society, number)
    if found is None:
        raise Http404(say("There is no resolution with that number."))
    return found


def _unless_readable(request: SocietyRequest, resolution: Resolution) -> HttpResponse | None:
    if request.actor.roles(request.society) or resolution.changes.exists():
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    raise not_theirs(request)


def _back(request: SocietyRequest, resolution: Resolution) -> HttpResponseRedirect:
    return HttpResponseRedirect(
        society_url(request.society, "governance:resolution", number=resolution.number)
    )


def _page(
    request: SocietyRequest, resolution: Resolution, *, status: int = 200, **given: Any
) -> HttpResponse:
    elector = queries.elector_for(resolution, request.actor.person_id)
    sheet = sheet_of(resolution, request.at)
    form = given.pop("form", None) or VoteForm(
        initial={"choice": getattr(elector, "choice", None)}, hints=sheet["hints"]
    )
    return page(
        request,
        "governance/resolution.html",
        {
            **sheet,
            "elector": elector,
            "form": form,
            **_officers_part(request, resolution),
            **given,
        },
        status=status,
    )


def _officers_part(request: SocietyRequest, resolution: Resolution) -> dict[str, object]:
    is_officer = bool(OFFICERS & request.actor.roles(request.society))
    waits = resolution.waits_for_registration
    registers = waits and "secretary" in request.actor.roles(request.society)
    meetings = queries.meetings_to_confirm(resolution, request.at)
    confirms = is_officer and resolution.waits_for_second_meeting
    may_withdraw = (
        resolution.state == State.NOTICED
        and resolution.opens_at is not None
        and request.at < resolution.opens_at
        and resolution.proposer.person_id is not None
        and resolution.proposer.person_id == request.actor.person_id
    )
    return {
        "waits_for_registration": waits,
        "registration_form": RegistrationForm() if registers else None,
        "is_officer": is_officer,
        "confirmation_form": ConfirmationForm(meetings=meetings) if confirms and meetings else None,
        "may_withdraw": may_withdraw,
        "served": queries.served_by_way(resolution) if is_officer else None,
    }
