"""Giving notice, after a last look at what will be fixed; and withdrawing."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as say

from cyfran.coop.governance import queries, wording
from cyfran.coop.governance.actions.notice import give_notice, withdraw_resolution
from cyfran.coop.governance.forms import NoticeForm
from cyfran.coop.governance.models import Resolution
from cyfran.coop.governance.views.drafts import DRAFTERS, draft_or_404
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page


@for_roles(*DRAFTERS)
def give(request: SocietyRequest, pk: int) -> HttpResponse:
    """When voting opens and closes, and that nothing can be changed afterwards."""
    draft = draft_or_404(request, pk)
    terms = queries.terms_now(request.society, draft.meeting, request.at)
    times = {"opens_at": terms.opens_at, "closes_at": terms.closes_at}
    form, refusal = NoticeForm(request.POST or None, initial=times), None
    if request.method == "POST" and form.is_valid():
        try:
            noticed = give_notice(
                actor=request.actor, resolution=draft, at=request.at, **form.cleaned_data
            )
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, say("Notice is given. Members are being told."))
            return HttpResponseRedirect(
                society_url(request.society, "governance:resolution", number=noticed.number)
            )
    return page(
        request,
        "governance/give_notice.html",
        {
            "draft": draft,
            "form": form,
            "refusal": refusal,
            "terms": terms,
            "requirements": wording.terms_in_words(terms, draft.kind),
        },
        status=422 if refusal or form.errors else 200,
    )


@for_roles(*DRAFTERS)
def withdraw_draft(request: SocietyRequest, pk: int) -> HttpResponse:
    """The draft is put away."""
    return _withdraw(request, draft_or_404(request, pk))


@for_roles(*DRAFTERS)
def withdraw_noticed(request: SocietyRequest, number: int) -> HttpResponse:
    """The resolution is withdrawn before voting opens."""
    found = queries.resolution_numbered(request.society, number)
    if found is None:
        raise Http404(say("There is no resolution with that number."))
    return _withdraw(request, found)


def _withdraw(request: SocietyRequest, resolution: Resolution) -> HttpResponse:
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            withdraw_resolution(actor=request.actor, resolution=resolution, at=request.at)
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, say("It is withdrawn."))
            return HttpResponseRedirect(society_url(request.society, "governance:home"))
    return page(
        request,
        "governance/withdraw.html",
        {"resolution": resolution, "refusal": refusal},
        status=422 if refusal else 200,
    )
