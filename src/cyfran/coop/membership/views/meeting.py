"""The founding from the founders on: invite, accept, read through, adopt, appoint, register."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from cyfran.coop.membership.actions.invitations import (
    accept_invitation,
    invite_founder,
    withdraw_invitation,
)
from cyfran.coop.membership.actions.meeting import (
    adopt_rulebook,
    appoint_first_officers,
    close_founding_meeting,
)
from cyfran.coop.membership.forms.founding import InviteForm
from cyfran.coop.membership.forms.meeting import AdoptForm, OfficersForm, RegistrationForm
from cyfran.coop.membership.links import invitation_of
from cyfran.coop.membership.models import Invitation
from cyfran.coop.membership.queries.founding import (
    first_officers,
    founder_of,
    founders_of,
    open_invitations,
    standing_of,
)
from cyfran.coop.membership.queries.register import classes_of
from cyfran.coop.membership.views import proposal
from cyfran.coop.membership.views.steps import way_of
from cyfran.kernel.languages import active_language
from cyfran.kernel.refusals import NotAllowed, Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.actions import record_registration
from cyfran.kernel.societies.refusals import RulebookNotAdopted
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.time import society_day
from cyfran.kernel.ui.pages import page


def founders(request: SocietyRequest) -> HttpResponse:
    """Who founds it, and an invitation for the next."""
    form = InviteForm(request.POST or None, initial={"language": active_language()})
    return _answer(
        request,
        "founders",
        form,
        lambda: invite_founder(
            actor=request.actor, society=request.society, at=request.at, **form.cleaned_data
        ),
        then="founders",
        said=_("The invitation is on its way."),
        invitations=open_invitations(request.society),
        standing=standing_of(request.society),
    )


@for_roles("founder")
def withdraw(request: SocietyRequest, pk: int) -> HttpResponse:
    """The invitation is withdrawn."""
    found = Invitation.objects.filter(society=request.society, pk=pk).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            withdraw_invitation(actor=request.actor, invitation=found, at=request.at)
        except Refusal as no:
            messages.error(request, str(no))
    return HttpResponseRedirect(way_of(request.society).url("founders"))


def invitation(request: SocietyRequest, token: str) -> HttpResponse:
    """What the invited person is asked, and the button that accepts."""
    found = invitation_of(token, request.society)
    if found is None:
        raise Http404(_("This invitation is not one of ours. Copy the whole link from the e-mail."))
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            accept_invitation(actor=request.actor, invitation=found, at=request.at)
        except Refusal as no:
            refusal = no
        else:
            return HttpResponseRedirect(way_of(request.society).url("review"))
    return page(
        request,
        "membership/founding/invitation.html",
        {"invitation": found, "refusal": refusal, "facts": proposal.facts(request.society)},
        status=422 if refusal else 200,
    )


def review(request: SocietyRequest) -> HttpResponse:
    """Everything that is proposed, on one page."""
    way = way_of(request.society, "review")
    return page(
        request,
        "membership/founding/review.html",
        {
            "way": way,
            "facts": proposal.facts(request.society, way),
            "missing": [stage for stage in way.stages[:7] if stage.state == "later"],
        },
    )


def meeting(request: SocietyRequest) -> HttpResponse:
    """The rulebook with every proposed value, and the two acts of the meeting: adopt, and close."""
    society, standing = request.society, standing_of(request.society)
    me = founder_of(society, request.actor.person_id)
    initial = me and {
        "name": me.party.name,
        "address": me.party.address,
        "member_class": me.member_class_id,
    }
    form = AdoptForm(
        request.POST if "adopt" in request.POST else None,
        initial=initial,
        classes=classes_of(society),
    )
    closing = "close" in request.POST
    return _answer(
        request,
        "meeting",
        form,
        (lambda: close_founding_meeting(actor=request.actor, society=society))
        if closing
        else lambda: adopt_rulebook(
            actor=request.actor, society=society, at=request.at, **form.cleaned_data
        ),
        then="officers" if closing else "meeting",
        without_form=closing,
        standing=standing,
        adopted=bool(me and any(one.pk == me.pk for one in standing.adopted)),
        groups=proposal.rules(society),
        has_classes=classes_of(society).exists(),
        classes_url=way_of(society).url("classes"),
    )


def officers(request: SocietyRequest) -> HttpResponse:
    """Chair, secretary and treasurer, from among the founders."""
    form = OfficersForm(request.POST or None, founders=founders_of(request.society))
    return _answer(
        request,
        "officers",
        form,
        lambda: appoint_first_officers(
            actor=request.actor, society=request.society, at=request.at, **form.cleaned_data
        ),
        then="registration",
        standing=standing_of(request.society),
        holders=first_officers(request.society),
    )


def registration(request: SocietyRequest) -> HttpResponse:
    """What to send to the registrar, and the number that comes back."""
    society = request.society
    form = RegistrationForm(request.POST or None, today=society_day(society, request.at))
    standing = standing_of(society)
    is_secretary = "secretary" in request.actor.roles(society)

    def record() -> None:
        # The founders' other verbs end with the meeting; this one is the secretary's, and comes after it.
        if not standing.has_officers:
            raise RulebookNotAdopted
        if not is_secretary:
            raise NotAllowed
        record_registration(
            actor=request.actor, society=society, at=request.at, **form.cleaned_data
        )

    return _answer(
        request,
        "registration",
        form,
        record,
        then="",
        standing=standing,
        holders=first_officers(society),
        is_secretary=is_secretary,
    )


def _answer(
    request: SocietyRequest,
    code: str,
    form: forms.Form,
    act: Callable[[], object],
    *,
    then: str,
    said: str = "",
    without_form: bool = False,
    **context: Any,
) -> HttpResponse:
    """The page of a step; after a good POST, the step that follows."""
    way = way_of(request.society, code)
    refusal: Refusal | None = None
    if request.method == "POST" and (without_form or form.is_valid()):
        try:
            act()
        except Refusal as no:
            refusal = no
        else:
            if said:
                messages.success(request, said)
            return HttpResponseRedirect(way.url(then))
    return page(
        request,
        f"membership/founding/{code}.html",
        {"form": form, "refusal": refusal, "way": way, "back_url": way.before_this, **context},
        status=422 if refusal or form.errors else 200,
    )


STEP_VIEWS = {
    "founders": founders,
    "review": review,
    "meeting": meeting,
    "officers": officers,
    "registration": registration,
}
