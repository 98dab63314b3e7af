"""Reads for files: what is listed now, and what a file would make of it."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from cyfran.kernel.societies.models import Party, Society
from cyfran.trade.catalogue.queries.offers import sellers_of
from cyfran.trade.catalogue.rules.plans import (
    AlsoCompared,
    ImportPlan,
    nothing_else,
    plan_import,
    seller_key,
)
from cyfran.trade.catalogue.rules.rows import ListedOffer, OfferRow, Words

# An offer listed by hand is known to files under the code it is exported with.
LISTED = """
    SELECT offer.id, item.id, offer.seller_id, coalesce(nullif(offer.external_id, ''), 'cyfran:' || offer.id),
           offer.source, item.name->>'en', item.name->>'cy', item.description->>'en', item.description->>'cy',
           item.unit, item.size, offer.price, offer.currency, item.tax_code, pool.on_hand, offer.case_size,
           pool.reserved, offer.state = 'withdrawn'
      FROM catalogue_offer AS offer
      JOIN catalogue_item AS item ON item.id = offer.item_id
      JOIN catalogue_stockpool AS pool ON pool.offer_id = offer.id
     WHERE offer.society_id = %s
     ORDER BY offer.id
"""


def listed_offers(society: Society, *, lock: bool = False) -> list[ListedOffer]:
    """Every offer of the society as a file is compared with it; `lock` keeps them so until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(LISTED + (" FOR NO KEY UPDATE OF offer" if lock else ""), [society.pk])
        return [_listed(*row) for row in cursor.fetchall()]


def plan_of(
    society: Society,
    rows: Iterable[OfferRow],
    *,
    all_from: Party | None = None,
    withdraw_missing_of: str = "",
    also: AlsoCompared = nothing_else,
    lock: bool = False,
) -> ImportPlan:
    """What these rows would make of the society's catalogue; see rules.plans.plan_import."""
    named = sellers_of(society)
    return plan_import(
        rows,
        listed_offers(society, lock=lock),
        sellers={
            seller_key(name): seller.party_id
            for seller in reversed(named)
            for name in (seller.own_name, seller.name)
        },
        all_from=all_from.pk if all_from else None,
        withdraw_missing_of=withdraw_missing_of,
        also=also,
    )


def _listed(
    offer_id: int, item_id: int, seller_id: int, external_id: str, source: str,
    name_en: str, name_cy: str, told_en: str | None, told_cy: str | None,
    *rest: Any,
) -> ListedOffer:  # fmt: skip
    words = Words(name_en or "", name_cy or ""), Words(told_en or "", told_cy or "")
    return ListedOffer(offer_id, item_id, seller_id, external_id, source, *words, *rest)
