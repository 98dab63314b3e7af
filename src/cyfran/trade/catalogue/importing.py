"""The statements of an import: set-based, a few for each thousand rows. `actions/imports.py` says when."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from psycopg.types.json import Jsonb

from cyfran.kernel.languages import Bilingual
from cyfran.kernel.societies.models import Society
from cyfran.trade.catalogue.models import Item, Kind, Offer, StockPool
from cyfran.trade.catalogue.rules.plans import Change, Creation
from cyfran.trade.catalogue.rules.rows import ListedOffer, Words
from cyfran.trade.catalogue.sorting import sort_keys

BATCH = 1_000

CHANGE_ITEMS = """
    UPDATE catalogue_item AS item
       SET name = new.name || jsonb_build_object('source', item.name->>'source'),
           description = new.description
             || CASE WHEN item.description IS NULL THEN '{}' ELSE jsonb_build_object('source', item.description->>'source') END,
           sort_en = new.sort_en, sort_cy = new.sort_cy,
           unit = new.unit, size = new.size, tax_code = new.tax_code
      FROM unnest(%s::bigint[], %s::jsonb[], %s::jsonb[], %s::text[], %s::text[], %s::text[], %s::integer[],
                  %s::text[]) AS new (id, name, description, sort_en, sort_cy, unit, size, tax_code)
     WHERE item.id = new.id
"""
CHANGE_OFFERS = """
    UPDATE catalogue_offer AS offer
       SET price = new.price, case_size = new.case_size, state = 'listed', withdrawn_at = NULL
      FROM unnest(%s::bigint[], %s::bigint[], %s::integer[]) AS new (id, price, case_size)
     WHERE offer.id = new.id
"""
CHANGE_STOCK = """
    UPDATE catalogue_stockpool AS pool SET on_hand = new.stock
      FROM unnest(%s::bigint[], %s::integer[]) AS new (offer_id, stock)
     WHERE pool.offer_id = new.offer_id
"""


def bilingual(words: Words) -> Bilingual | None:
    """Words out of a file as a text of ours; None for silence. The language it has is the language it was written in."""
    return Bilingual(words.en, words.cy, "en" if words.en else "cy") if words else None


def create(
    society: Society, created: Sequence[Creation], source: str, at: datetime
) -> dict[int, int]:
    """New items, offers and stock; the item's id for each row of the file."""
    items = [_item(society, creation) for creation in created]
    Item.objects.bulk_create(items, batch_size=BATCH)
    offers = [
        Offer(
            society=society,
            seller_id=creation.seller_id,
            item=item,
            price=creation.row.price,
            currency=creation.row.currency,
            case_size=creation.row.case_size,
            external_id=creation.row.external_id,
            source=source,
            listed_at=at,
        )
        for creation, item in zip(created, items, strict=True)
    ]
    Offer.objects.bulk_create(offers, batch_size=BATCH)
    StockPool.objects.bulk_create(
        (
            StockPool(society=society, offer=offer, on_hand=creation.row.stock)
            for creation, offer in zip(created, offers, strict=True)
        ),
        batch_size=BATCH,
    )
    return {creation.row.row: item.pk for creation, item in zip(created, items, strict=True)}


def change(changed: Sequence[Change]) -> None:
    """The offers are as the rows say; their sellers, audiences and promises stay."""
    for start in range(0, len(changed), BATCH):
        _change_batch(changed[start : start + BATCH])


def withdraw(gone: Sequence[ListedOffer], at: datetime) -> None:
    """The offers are no longer on sale."""
    Offer.objects.filter(pk__in=[listed.offer_id for listed in gone]).update(
        state=Offer.State.WITHDRAWN, withdrawn_at=at
    )


def _item(society: Society, creation: Creation) -> Item:
    row = creation.row
    name = bilingual(row.name)
    assert name is not None
    return Item(
        society=society,
        kind=Kind.GOODS,
        name=name,
        description=bilingual(row.description),
        unit=row.unit,
        size=row.size,
        tax_code=row.tax_code,
        **sort_keys(name),
    )


def _change_batch(changes: Sequence[Change]) -> None:
    rows = [change.row for change in changes]
    names = [change.row.name.over(change.listed.name) for change in changes]
    told = [change.row.description.over(change.listed.description) for change in changes]
    keys = [sort_keys(Bilingual(name.en, name.cy, "en" if name.en else "cy")) for name in names]
    offer_ids = [change.listed.offer_id for change in changes]
    with connection.cursor() as cursor:
        cursor.execute(
            CHANGE_ITEMS,
            [
                [change.listed.item_id for change in changes],
                [_stored(name) for name in names],
                [_stored(text) for text in told],
                [key["sort_en"] for key in keys],
                [key["sort_cy"] for key in keys],
                [row.unit for row in rows],
                [row.size for row in rows],
                [row.tax_code for row in rows],
            ],
        )
        cursor.execute(
            CHANGE_OFFERS,
            [offer_ids, [row.price for row in rows], [row.case_size for row in rows]],
        )
        cursor.execute(CHANGE_STOCK, [offer_ids, [row.stock for row in rows]])


def _stored(words: Words) -> Jsonb | None:
    text = bilingual(words)
    return None if text is None else Jsonb(text.stored())
