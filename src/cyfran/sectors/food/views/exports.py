"""The catalogue goes out: as a product list for its sellers, as open data for anybody."""

from collections.abc import Iterable
from itertools import chain

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.sectors.food.queries import exported_offers
from cyfran.sectors.food.writers.dfc import catalogue_document
from cyfran.sectors.food.writers.product_list import product_list
from cyfran.trade.catalogue.queries.offers import may_sell_for_all, own_stall


@for_roles("producer", "coordinator")
@require_safe
def as_csv(request: SocietyRequest) -> HttpResponse:
    """The reader's own offers (the coordinator's: everybody's) as a product list that can be edited and imported."""
    own = (
        None
        if may_sell_for_all(request.actor, request.society)
        else own_stall(request.actor, request.society)
    )
    lines = product_list(exported_offers(request.society, seller_id=own.pk if own else None))
    return _download(lines, f"{request.society.slug}.csv", "text/csv; charset=utf-8")


@require_safe
def as_dfc(request: SocietyRequest) -> HttpResponse:
    """What is on sale to everybody, as a Data Food Consortium catalogue: open data."""
    society = request.society
    base = request.build_absolute_uri(society_url(society, "food:dfc"))
    offers = exported_offers(society, only_public=True)
    document = catalogue_document(offers, base=base, society_name=str(society.name))
    response = JsonResponse(document, content_type="application/ld+json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _download(lines: Iterable[str], name: str, kind: str) -> HttpResponse:
    response = HttpResponse(chain(lines), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
