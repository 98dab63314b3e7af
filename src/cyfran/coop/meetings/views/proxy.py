"""Naming a proxy for a meeting, and taking it back."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as say

from cyfran.coop.governance.models import State
from cyfran.coop.meetings import queries
from cyfran.coop.meetings.actions.proxies import name_proxy, revoke_proxy
from cyfran.coop.meetings.forms import ProxyForm
from cyfran.coop.meetings.views.asking import ask, meeting_or_404, meeting_url
from cyfran.kernel.refusals import NotAllowed, Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.requests import SocietyRequest


@for_roles("member")
def show(request: SocietyRequest, pk: int) -> HttpResponse:
    """Who votes for me at this meeting."""
    meeting = meeting_or_404(request, pk)
    invitee = queries.invitee_of(meeting, request.actor.person_id)
    if invitee is None:
        raise PermissionDenied(str(NotAllowed()))
    given, refusal = queries.proxy_given(invitee), None
    if request.method == "POST" and given is not None:
        try:
            revoke_proxy(actor=request.actor, proxy=given, at=request.at)
        except Refusal as no:
            refusal = no
        else:
            return HttpResponseRedirect(request.path)
    form = ProxyForm(
        request.POST or None,
        invitees=meeting.invitees.exclude(pk=invitee.pk)
        .exclude(member=None)
        .select_related("party")
        .order_by("party__sort_key", "pk"),
        resolutions=meeting.resolutions.filter(state__in=[State.NOTICED, State.OPEN]).order_by(
            "number"
        ),
    )
    return ask(
        request,
        form,
        lambda: name_proxy(
            actor=request.actor,
            meeting=meeting,
            holder=form.cleaned_data["holder"],
            instructions=form.instructions(),
            at=request.at,
        ),
        then=lambda _made: request.path,
        context={
            "meeting": meeting,
            "proxy": given,
            "told": refusal,
            "instructions": list(given.instructions.select_related("resolution")) if given else [],
            "allowed": queries.proxies_are_allowed(meeting),
            "verb": say("Name this proxy"),
            "back": meeting_url(meeting),
        },
        template="meetings/proxy.html",
    )
