"""The panel in which visitors choose, and the receipts of what they chose."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cyfran.kernel.consent.actions import keep_choice, record_choice
from cyfran.kernel.consent.cookie import KeptChoice
from cyfran.kernel.consent.doors import sent_from_here
from cyfran.kernel.consent.forms import ChoiceForm
from cyfran.kernel.consent.models import Receipt
from cyfran.kernel.consent.panel import preferences_url, sections_of
from cyfran.kernel.consent.preferences import Preferences
from cyfran.kernel.consent.queries import receipt_of, receipts_of
from cyfran.kernel.consent.receipts import as_receipt
from cyfran.kernel.consent.wording import version_of
from cyfran.kernel.disclosures import processors
from cyfran.kernel.people.requests import ActingRequest
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.time import now
from cyfran.kernel.ui.pages import page

MOST_ELSEWHERE = 24  # a cookie has an end
SUPPORTED_SINCE = "2026-11-24"


@sent_from_here
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: ActingRequest) -> HttpResponse:
    """Everything that is kept, counted or handed on here; the visitor chooses, and chooses again whenever they like."""
    held = Preferences.of(request)
    refusal = None
    form = ChoiceForm(request.POST or None, offered=held.offered())
    if form.is_valid():
        try:
            return _chosen(request, held, form)
        except Refusal as no:
            refusal = no
    context = {
        "sections": sections_of(held),
        "wording": version_of(held.offered()),
        "asks": any(each.is_asked for each in held.offered()),
        "has_privacy_signal": held.has_privacy_signal,
        "action": preferences_url(held.society),
        "back": _safe(request),
        "refusal": refusal,
        "is_kept": "kept" in request.GET,
        "receipts": receipts_of(held.choice.receipt, request.actor.person_id)[:10],
    }
    status = 422 if form.is_bound else 200
    return page(
        request,
        "consent/preferences.html",
        context,
        status=status,
        fragment="consent/_panel.html",
    )


def _chosen(request: ActingRequest, held: Preferences, form: ChoiceForm) -> HttpResponse:
    """The choice is kept: in the browser, and as a receipt."""
    given: dict[str, Any] = {
        "actor": request.actor,
        "society": held.society,
        "answer": form.answer(),
        "wording": form.cleaned_data["wording"],
        "offered": held.offered(),
        "privacy_signal": held.has_privacy_signal,
        "at": getattr(request, "at", None) or now(),
        "previous": held.choice.receipt,
    }
    is_recorded = held.society is not None and request.actor.person_id is not None
    receipt = record_choice(**given) if is_recorded else keep_choice(**given)
    held.choice = _as_kept(held, receipt)
    response = HttpResponseRedirect(_safe(request) or f"{preferences_url(held.society)}?kept")
    held.choice.keep(response, secure=request.is_secure())
    return response


def _as_kept(held: Preferences, receipt: Receipt) -> KeptChoice:
    """What was chosen here; and what was allowed to processors of other co-ops, unless everything is refused."""
    here = {each.key: held.digest(each) for each in held.offered()}
    elsewhere = held.choice.allowed - set(here.values()) if processors else frozenset()
    kept = sorted(elsewhere)[:MOST_ELSEWHERE] if receipt.method != Receipt.Method.REJECT else []
    return KeptChoice(
        receipt.number.hex,
        frozenset(here[key] for key in receipt.allowed) | frozenset(kept),
        frozenset(here[key] for key in receipt.refused),
    )


def _safe(request: HttpRequest) -> str:
    """The page that the visitor came from, if it is one of ours."""
    address = request.POST.get("back") or request.GET.get("back", "")
    known = url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )
    return address if known else ""


@require_safe
def receipt(request: ActingRequest, number: str) -> JsonResponse:
    """A receipt as a file, to whoever was given its number or made the choice while signed in."""
    found = receipt_of(number, request.actor.person_id)
    if found is None:
        raise Http404(_("There is no such receipt."))
    told = as_receipt(
        found, withdrawal_url=request.build_absolute_uri(preferences_url(found.society))
    )
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="receipt-{found.number.hex[:12]}.json"'
    return answer


@require_safe
def privacy_signal(_request: HttpRequest) -> JsonResponse:
    """This site honours Global Privacy Control (https://www.w3.org/TR/gpc/)."""
    return JsonResponse({"gpc": True, "lastUpdate": SUPPORTED_SINCE})
