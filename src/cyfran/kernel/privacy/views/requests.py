"""Somebody asks about their own data, and officers answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cyfran.kernel.people.models import Person
from cyfran.kernel.privacy.actions import (
    answer_request,
    ask_about_own_data,
    erase_request,
    put_off_request,
)
from cyfran.kernel.privacy.forms import AnswerForm, AskForm, PutOffForm
from cyfran.kernel.privacy.models import Request
from cyfran.kernel.privacy.queries import requests_of
from cyfran.kernel.privacy.views.home import OFFICERS
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.societies.requests import OwnSocietyRequest, SocietyRequest
from cyfran.kernel.ui.asking import press
from cyfran.kernel.ui.pages import page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: OwnSocietyRequest) -> HttpResponse:
    """What the person asked before and how it stands, and a form to ask."""
    form = AskForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    refusal = None
    if form.is_valid():
        try:
            ask_about_own_data(
                actor=request.actor, society=request.society, at=request.at, **form.cleaned_data
            )
        except Refusal as no:
            refusal = no
        else:
            messages.success(
                request, _("The officers have it. A letter to you says by when they answer.")
            )
            return HttpResponseRedirect(society_url(request.society, "privacy:ask"))
    context = {
        "form": form,
        "refusal": refusal,
        "asked": requests_of(request.society, request.user.pk),
    }
    return page(request, "privacy/ask.html", context, status=422 if form.is_bound else 200)


@for_roles(*OFFICERS)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SocietyRequest, request_id: int) -> HttpResponse:
    """What was asked and by whom; the answer."""
    asked = _found(request, request_id)
    form = AnswerForm(request.POST or None)
    refusal = None
    if form.is_valid():
        try:
            answer_request(actor=request.actor, request=asked, at=request.at, **form.cleaned_data)
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, _("The answer is on its way."))
            return HttpResponseRedirect(society_url(request.society, "privacy:home"))
    context = {
        "form": form,
        "refusal": refusal,
        "later": PutOffForm(prefix="later"),
        **_about(asked),
    }
    return page(request, "privacy/answer.html", context, status=422 if form.is_bound else 200)


@for_roles(*OFFICERS)
@require_POST
def put_off(request: SocietyRequest, request_id: int) -> HttpResponse:
    """It takes two months longer, and the person reads why."""
    asked = _found(request, request_id)
    later = PutOffForm(request.POST, prefix="later")
    if later.is_valid():
        try:
            put_off_request(actor=request.actor, request=asked, at=request.at, **later.cleaned_data)
        except Refusal as no:
            messages.error(request, str(no))
        return HttpResponseRedirect(
            society_url(request.society, "privacy:answer", request_id=asked.pk)
        )
    context = {"form": AnswerForm(), "later": later, **_about(asked)}
    return page(request, "privacy/answer.html", context, status=422)


@for_roles(*OFFICERS)
@require_POST
def erase(request: SocietyRequest, request_id: int) -> HttpResponse:
    """The words of one that is answered are erased."""
    asked = _found(request, request_id)
    return press(
        request,
        lambda: erase_request(actor=request.actor, request=asked, at=request.at),
        then=society_url(request.society, "privacy:home"),
    )


def _found(request: SocietyRequest, request_id: int) -> Request:
    asked = Request.objects.filter(society=request.society, pk=request_id, erased_at=None).first()
    if asked is None:
        raise Http404(_("There is no such request."))
    return asked


def _about(asked: Request) -> dict[str, object]:
    person = Person.objects.filter(pk=asked.person_id or 0).first()
    return {"asked": asked, "person": person, "party": party_of(asked.society, asked.person_id)}
