"""A member at the meeting, on their own page: what is on, their vote, a hand up, and whose proxy they are."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as say

from cyfran.coop.governance.actions.votes import cast_vote
from cyfran.coop.governance.forms import VoteForm
from cyfran.coop.governance.models import Meeting, Resolution
from cyfran.coop.governance.queries import elector_for
from cyfran.coop.governance.sheet import hints_of
from cyfran.coop.meetings import queries
from cyfran.coop.meetings.actions.proxies import vote_as_proxy
from cyfran.coop.meetings.actions.room import join_online, leave_meeting
from cyfran.coop.meetings.actions.speaking import ask_to_speak, end_speech
from cyfran.coop.meetings.actions.voting import demand_ballot
from cyfran.coop.meetings.models import Invitee, Proxy, Question, Speech
from cyfran.coop.meetings.standing import Standing, standing_of
from cyfran.coop.meetings.views.asking import READERS, meeting_or_404
from cyfran.kernel.refusals import NotAllowed, Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page


@for_roles(*READERS)
def show(request: SocietyRequest, pk: int) -> HttpResponse:
    """The meeting as somebody on its list takes part in it."""
    meeting = meeting_or_404(request, pk)
    invitee = queries.invitee_of(meeting, request.actor.person_id)
    if invitee is None:
        raise PermissionDenied(str(NotAllowed()))
    standing = standing_of(meeting, request.at)
    refusal: Refusal | None = None
    form = None
    if request.method == "POST":
        form = _vote_form(request, standing)
        try:
            done = _press(request, meeting, invitee, standing, form)
        except Refusal as no:
            refusal, done = no, False
        if done:
            return HttpResponseRedirect(society_url(request.society, "meetings:here", pk=pk))
        standing = standing_of(meeting, request.at)
    return page(
        request,
        "meetings/here.html",
        {
            "meeting": meeting,
            "standing": standing,
            "is_present": queries.is_present(invitee),
            "form": form if form is not None and form.is_bound else _vote_form(request, standing),
            "held": _held(invitee, standing),
            "proxy": queries.proxy_given(invitee),
            "allows_proxies": queries.proxies_are_allowed(meeting),
            "own_speech": next(
                (one for one in standing.speakers if one.invitee_id == invitee.pk), None
            ),
            "refusal": refusal,
        },
        status=422 if request.method == "POST" else 200,
    )


def _press(
    request: SocietyRequest,
    meeting: Meeting,
    invitee: Invitee,
    standing: Standing,
    form: VoteForm | None,
) -> bool:
    given: dict[str, Any] = {"actor": request.actor, "at": request.at}
    acts: dict[str, Callable[[], Any]] = {
        "join": lambda: join_online(meeting=meeting, **given),
        "leave": lambda: leave_meeting(meeting=meeting, invitee=invitee, **given),
        "speak": lambda: ask_to_speak(meeting=meeting, kind=Speech.Kind.SPEECH, **given),
        "order": lambda: ask_to_speak(meeting=meeting, kind=Speech.Kind.ORDER, **given),
        "unspeak": lambda: end_speech(speech=_own_speech(standing, invitee), **given),
        "demand": lambda: demand_ballot(question=_question(standing), **given),
    }
    pressed = request.POST.get("do", "")
    if pressed == "proxy":
        proxy, choice = _proxy(request, invitee), request.POST.get("choice", "")
        if choice not in ("for", "against", "abstain"):
            return False
        vote_as_proxy(proxy=proxy, resolution=_resolution(standing), choice=choice, **given)
        return True
    if pressed == "vote":
        if form is None or not form.is_valid():
            return False
        cast_vote(resolution=_resolution(standing), choice=form.cleaned_data["choice"], **given)
        return True
    if pressed not in acts:
        return False
    acts[pressed]()
    return True


def _resolution(standing: Standing) -> Resolution:
    if standing.item is None or standing.item.resolution is None:
        raise Http404(say("No resolution is put to this meeting now."))
    return standing.item.resolution


def _question(standing: Standing) -> Question:
    if standing.question is None:
        raise Http404(say("Nothing is put to this meeting now."))
    return standing.question


def _own_speech(standing: Standing, invitee: Invitee) -> Speech:
    own = next((one for one in standing.speakers if one.invitee_id == invitee.pk), None)
    if own is None:
        raise Http404(say("You are not on the list of speakers."))
    return own


def _proxy(request: SocietyRequest, invitee: Invitee) -> Proxy:
    number = request.POST.get("which", "")
    for one in queries.proxies_held(invitee):
        if str(one.pk) == number:
            return one
    raise Http404(say("You hold no such proxy."))


def _vote_form(request: SocietyRequest, standing: Standing) -> VoteForm | None:
    if not standing.in_ballot:
        return None
    resolution = _resolution(standing)
    elector = elector_for(resolution, request.actor.person_id)
    data = request.POST if request.POST.get("do") == "vote" else None
    return VoteForm(
        data, initial={"choice": getattr(elector, "choice", None)}, hints=hints_of(resolution)
    )


def _held(invitee: Invitee, standing: Standing) -> list[tuple[Proxy, str]]:
    """The proxies held, each with the instruction on what is put now, or blank."""
    resolution = standing.item.resolution_id if standing.item else None
    return [
        (
            proxy,
            next(
                (one.choice for one in proxy.instructions.all() if one.resolution_id == resolution),
                "",
            ),
        )
        for proxy in queries.proxies_held(invitee)
    ]
