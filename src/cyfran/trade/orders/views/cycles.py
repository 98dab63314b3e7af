"""The coordinator's side: plan a cycle, follow it, pack it, settle it."""

from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cyfran.kernel.languages import active_language
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.charts import Amount, in_pounds, pound_bar
from cyfran.kernel.ui.pages import page
from cyfran.trade.orders.actions import (
    cancel_cycle,
    close_cycle,
    mark_cycle_packed,
    open_cycle,
    plan_cycle,
    settle_cycle,
)
from cyfran.trade.orders.forms import PlanCycleForm
from cyfran.trade.orders.models import Cycle, Order, Settlement
from cyfran.trade.orders.queries import cycles_of, pack_list
from cyfran.trade.orders.settling import where_the_pounds_went

HUB = frozenset({"coordinator", "worker", "board", "secretary", "treasurer"})


def _coordinates(request: SocietyRequest) -> None:
    """404 to everybody who does not run the hub: what they must not see is not there."""
    if not HUB & request.actor.roles(request.society):
        raise Http404(_("There is no such page."))


def _find(request: SocietyRequest, cycle_id: int) -> Cycle:
    _coordinates(request)
    found = Cycle.objects.filter(society=request.society, pk=cycle_id).first()
    if found is None:
        raise Http404(_("There is no such order cycle."))
    return found


@require_safe
def cycles(request: SocietyRequest) -> HttpResponse:
    """Every order cycle, the latest first."""
    _coordinates(request)
    return page(request, "orders/cycles.html", {"cycles": cycles_of(request.society)[:60]})


@require_http_methods(["GET", "POST"])
def plan(request: SocietyRequest) -> HttpResponse:
    """Plan the next cycle."""
    _coordinates(request)
    form, refusal = PlanCycleForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_cycle(actor=request.actor, society=request.society, **form.cleaned_data)
        except Refusal as no:
            refusal = no
        else:
            messages.success(
                request, _("The order cycle is planned. It opens and closes by itself.")
            )
            return redirect(society_url(request.society, "orders:cycle", cycle_id=made.pk))
    failed = request.method == "POST"
    return page(
        request,
        "orders/plan.html",
        {"form": form, "refusal": refusal},
        status=422 if failed else 200,
    )


@require_safe
def cycle(request: SocietyRequest, cycle_id: int) -> HttpResponse:
    """One cycle: where it stands, what was ordered, where the money went."""
    return _show(request, _find(request, cycle_id))


STEPS = {
    "open": open_cycle,
    "close": close_cycle,
    "pack": mark_cycle_packed,
    "settle": settle_cycle,
}


@require_POST
def take_step(request: SocietyRequest, cycle_id: int, step: str) -> HttpResponse:
    """The next step of the cycle."""
    found = _find(request, cycle_id)
    try:
        if step == "cancel":
            cancel_cycle(actor=request.actor, cycle=found)
        elif step in STEPS:
            STEPS[step](actor=request.actor, cycle=found, at=request.at)
        else:
            raise Http404(_("There is no such step."))
    except Refusal as refusal:
        return _show(request, found, refusal)
    messages.success(request, _("Done."))
    return redirect(society_url(request.society, "orders:cycle", cycle_id=cycle_id))


@require_safe
def packing(request: SocietyRequest, cycle_id: int) -> HttpResponse:
    """What goes into each order, and how many of each thing are needed: to read on a phone or on paper."""
    found = _find(request, cycle_id)
    rows = pack_list(found, active_language())
    by_buyer = [
        (rows_[0].buyer, rows_)
        for _order, group in groupby(rows, lambda r: r.order_id)
        if (rows_ := list(group))
    ]
    needed: dict[int, list[object]] = {}
    for row in rows:
        line = needed.setdefault(row.offer_id, [row.seller, row.name, 0])
        line[2] = int(str(line[2])) + row.quantity
    products = sorted(needed.values(), key=lambda line: (str(line[0]), str(line[1])))
    context = {
        "cycle": found,
        "by_buyer": by_buyer,
        "products": products,
        "runs": _runs(request),
    }
    return page(request, "orders/packing.html", context)


def _runs(request: SocietyRequest) -> bool:
    return "coordinator" in request.actor.roles(request.society)


def _show(request: SocietyRequest, found: Cycle, refusal: Refusal | None = None) -> HttpResponse:
    placed = Order.objects.filter(cycle=found, order_state="placed")
    went = where_the_pounds_went(found)
    parts = [
        Amount(_("Producers"), went["producers"], tone="leek"),
        Amount(_("The hub"), went["hub"], tone="heather"),
        Amount(_("Community fund"), went["community"], tone="daffodil"),
        Amount(_("VAT"), went["tax"], tone="slate"),
    ]
    shown = [part for part in parts if part.size]
    bar = pound_bar(shown, title=_("Where the money goes"), written=in_pounds) if shown else ""
    context = {
        "cycle": found,
        "orders": placed.select_related("buyer").order_by("buyer__sort_key")[:200],
        "total": sum(went.values()),
        "bar": bar,
        "settlements": Settlement.objects.filter(cycle=found)
        .select_related("seller")
        .order_by("seller__sort_key"),
        "refusal": refusal,
        "runs": _runs(request),
    }
    return page(request, "orders/cycle.html", context, status=422 if refusal else 200)
