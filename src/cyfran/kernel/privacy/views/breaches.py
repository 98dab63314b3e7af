"""The log of breaches."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cyfran.kernel.privacy.actions import add_to_breach, log_breach
from cyfran.kernel.privacy.forms import BreachForm, StepForm
from cyfran.kernel.privacy.queries import breaches_of
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page

LOGGING = ("secretary", "chair", "board", "treasurer", "coordinator", "founder")


@for_roles(*LOGGING)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SocietyRequest) -> HttpResponse:
    """Something went wrong: what, when, whose."""
    form = BreachForm(request.POST or None)
    refusal = None
    if form.is_valid():
        try:
            breach = log_breach(
                actor=request.actor, society=request.society, at=request.at, **form.cleaned_data
            )
        except Refusal as no:
            refusal = no
        else:
            return HttpResponseRedirect(
                society_url(request.society, "privacy:breach", number=breach.number)
            )
    context = {"form": form, "refusal": refusal}
    return page(request, "privacy/new_breach.html", context, status=422 if form.is_bound else 200)


@for_roles(*LOGGING)
@require_http_methods(["GET", "HEAD", "POST"])
def breach(request: SocietyRequest, number: int) -> HttpResponse:
    """One breach, its clock, and what was done."""
    found = breaches_of(request.society).filter(number=number).first()
    if found is None:
        raise Http404(_("There is no such breach."))
    form = StepForm(request.POST or None)
    refusal = None
    if form.is_valid():
        try:
            add_to_breach(actor=request.actor, breach=found, at=request.at, **form.cleaned_data)
        except Refusal as no:
            refusal = no
        else:
            return HttpResponseRedirect(request.path)
    context = {
        "breach": found,
        "steps": found.steps.order_by("pk"),
        "form": form,
        "refusal": refusal,
        "hours": int((found.tell_by - request.at).total_seconds() // 3600),
    }
    return page(request, "privacy/breach.html", context, status=422 if form.is_bound else 200)
