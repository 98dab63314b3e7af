"""The way in, as the applicant sees it, and as the board does."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from cyfran.coop.membership.actions.applications import (
    admit_applicant,
    apply_to_join,
    decline_application,
    withdraw_application,
)
from cyfran.coop.membership.forms.joining import ApplyForm, DeclineForm
from cyfran.coop.membership.models import Application
from cyfran.coop.membership.queries.register import (
    application_of,
    classes_of,
    member_for,
    open_applications,
)
from cyfran.coop.membership.queries.shares import joining_payment
from cyfran.coop.membership.rulebook import JOINING_SHARE, MINIMUM_AGE, NOTICE_DAYS
from cyfran.coop.payments.queries.accounts import pay_to
from cyfran.kernel.languages import active_language
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_people, for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.societies.rulebook import rules
from cyfran.kernel.ui.pages import page


def join(request: SocietyRequest) -> HttpResponse:
    """What membership costs and means, and the reader's own application, at whatever stage it is."""
    society = request.society
    read = rules(society, JOINING_SHARE.key, NOTICE_DAYS.key, MINIMUM_AGE.key)
    form = _apply_form(request, read[MINIMUM_AGE.key].value)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            apply_to_join(
                actor=request.actor,
                society=society,
                language=active_language(),
                at=request.at,
                **form.answers,
            )
        except Refusal as no:
            refusal = no
        else:
            return HttpResponseRedirect(society_url(society, "membership:join"))
    return page(
        request,
        "membership/join.html",
        {
            "form": form,
            "refusal": refusal,
            "share": read[JOINING_SHARE.key].value,
            "notice_days": read[NOTICE_DAYS.key].value,
            **_own(request),
        },
        status=422 if refusal or form.errors else 200,
    )


def _apply_form(request: SocietyRequest, minimum_age: int) -> ApplyForm:
    known = party_of(request.society, request.actor.person_id)
    initial = {"name": known.name, "address": known.address} if known else {}
    if known is None and request.user.is_authenticated:
        initial = {"name": request.user.get_full_name()}
    return ApplyForm(
        request.POST or None,
        initial=initial,
        classes=classes_of(request.society),
        minimum_age=minimum_age,
    )


def _own(request: SocietyRequest) -> dict[str, Any]:
    """The reader's membership, or else their application and what there is to pay."""
    society, person_id = request.society, request.actor.person_id
    member = member_for(society, person_id)
    application = None if member else application_of(society, person_id)
    if application is None or not application.is_admitted:
        return {"member": member, "application": application}
    return {
        "member": None,
        "application": application,
        "payment": joining_payment(application),
        "pay_to": pay_to(society),
    }


@for_people
def withdraw(request: SocietyRequest, pk: int) -> HttpResponse:
    """The applicant thinks better of it."""
    application = _application(request, pk)
    if request.method == "POST":
        try:
            withdraw_application(actor=request.actor, application=application, at=request.at)
        except Refusal as no:
            messages.error(request, str(no))
    return HttpResponseRedirect(society_url(request.society, "membership:join"))


@for_roles("board", "secretary", "chair")
def applications(request: SocietyRequest) -> HttpResponse:
    """Who asks to join, and who still has to pay."""
    waiting = list(open_applications(request.society))
    return page(
        request,
        "membership/applications.html",
        {
            "pending": [one for one in waiting if one.is_pending],
            "admitted": [one for one in waiting if one.is_admitted],
        },
    )


@for_roles("board", "secretary", "chair")
def admit(request: SocietyRequest, pk: int) -> HttpResponse:
    """The applicant is admitted."""
    application = _application(request, pk)
    if request.method == "POST":
        try:
            admit_applicant(actor=request.actor, application=application, at=request.at)
        except Refusal as no:
            messages.error(request, str(no))
        else:
            messages.success(
                request,
                _("%(name)s is admitted, and is asked for the joining share.")
                % {"name": application.applicant.name},
            )
    return HttpResponseRedirect(society_url(request.society, "membership:applications"))


@for_roles("board", "secretary", "chair")
def decline(request: SocietyRequest, pk: int) -> HttpResponse:
    """The applicant is told no, and why."""
    application, form = _application(request, pk), DeclineForm(request.POST or None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            decline_application(
                actor=request.actor, application=application, at=request.at, **form.cleaned_data
            )
        except Refusal as no:
            refusal = no
        else:
            return HttpResponseRedirect(society_url(request.society, "membership:applications"))
    return page(
        request,
        "membership/decline.html",
        {
            "application": application,
            "form": form,
            "refusal": refusal,
            "back_url": society_url(request.society, "membership:applications"),
        },
        status=422 if refusal or form.errors else 200,
    )


def _application(request: SocietyRequest, pk: int) -> Application:
    found = (
        Application.objects.filter(society=request.society, pk=pk)
        .select_related("applicant", "member_class")
        .first()
    )
    if found is None:
        raise Http404(_("There is no such application."))
    return found
