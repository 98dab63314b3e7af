"""The statements of an import: set-based, a few for each thousand rows. `actions/imports.py` says when."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from psycopg.types.json import Jsonb

from cyfran.kernel.languages import Bilingual
from cyfran.kernel.societies.models import Society
from cyfran.trade.catalogue.models import Kind, Offer
from cyfran.trade.catalogue.rules.plans import Change, Creation
from cyfran.trade.catalogue.rules.rows import ListedOffer, Words
from cyfran.trade.catalogue.sorting import sort_keys

BATCH = 1_000

IDS = """
    SELECT nextval(pg_get_serial_sequence('catalogue_item', 'id')), nextval(pg_get_serial_sequence('catalogue_offer', 'id'))
      FROM generate_series(1, %s)
"""
CREATE_ITEMS = """
    INSERT INTO catalogue_item (society_id, kind, id, name, description, sort_en, sort_cy, unit, size, tax_code)
    SELECT %s, %s, new.*
      FROM unnest(%s::bigint[], %s::jsonb[], %s::jsonb[], %s::text[], %s::text[], %s::text[], %s::integer[],
                  %s::text[]) AS new
"""
CREATE_OFFERS = """
    INSERT INTO catalogue_offer (society_id, source, listed_at, audience, state, id, item_id, seller_id, price, currency,
      case_size, external_id)
    SELECT %s, %s, %s, 'public', 'listed', new.*
      FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::text[], %s::integer[], %s::text[]) AS new
"""
CREATE_STOCK = """
    INSERT INTO catalogue_stockpool (society_id, reserved, offer_id, on_hand)
    SELECT %s, 0, new.* FROM unnest(%s::bigint[], %s::integer[]) AS new
"""
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
    made: dict[int, int] = {}
    for start in range(0, len(created), BATCH):
        made |= _create_batch(society.pk, created[start : start + BATCH], source, at)
    return made


def change(changed: Sequence[Change]) -> None:
    """The offers are as the rows say; their sellers, audiences and promises stay."""
    for start in range(0, len(changed), BATCH):
        _change_batch(changed[start : start + BATCH])


def withdraw(gone: Sequence[ListedOffer], at: datetime) -> None:
    """The offers are no longer on sale."""
    Offer.objects.filter(pk__in=[listed.offer_id for listed in gone]).update(
        state=Offer.State.WITHDRAWN, withdrawn_at=at
    )


def _create_batch(
    society_id: int, created: Sequence[Creation], source: str, at: datetime
) -> dict[int, int]:
    rows = [creation.row for creation in created]
    with connection.cursor() as cursor:
        cursor.execute(IDS, [len(rows)])
        items, offers = (list(column) for column in zip(*cursor.fetchall(), strict=True))
        names = [row.name for row in rows]
        cursor.execute(
            CREATE_ITEMS,
            [
                society_id, Kind.GOODS, items, _all_stored(names), _all_stored([row.description for row in rows]),
                *_all_sorted(names), [row.unit for row in rows], [row.size for row in rows],
                [row.tax_code for row in rows],
            ],
        )  # fmt: skip
        cursor.execute(
            CREATE_OFFERS,
            [
                society_id, source, at, offers, items, [creation.seller_id for creation in created],
                [row.price for row in rows], [row.currency for row in rows], [row.case_size or 1 for row in rows],
                [row.external_id for row in rows],
            ],
        )  # fmt: skip
        cursor.execute(CREATE_STOCK, [society_id, offers, [row.stock for row in rows]])
    return {row.row: item for row, item in zip(rows, items, strict=True)}


def _all_stored(texts: Sequence[Words]) -> list[Jsonb | None]:
    return [_stored(words) for words in texts]


def _all_sorted(names: Sequence[Words]) -> tuple[list[str], list[str]]:
    keys = [sort_keys(Bilingual(name.en, name.cy, "en" if name.en else "cy")) for name in names]
    return [key["sort_en"] for key in keys], [key["sort_cy"] for key in keys]


def _change_batch(changes: Sequence[Change]) -> None:
    rows = [change.row for change in changes]
    names = [change.row.name.over(change.listed.name) for change in changes]
    told = [change.row.description.over(change.listed.description) for change in changes]
    offer_ids = [change.listed.offer_id for change in changes]
    with connection.cursor() as cursor:
        cursor.execute(
            CHANGE_ITEMS,
            [
                [change.listed.item_id for change in changes], _all_stored(names), _all_stored(told),
                *_all_sorted(names), [row.unit for row in rows], [row.size for row in rows],
                [row.tax_code for row in rows],
            ],
        )  # fmt: skip
        cursor.execute(
            CHANGE_OFFERS,
            [
                offer_ids,
                [row.price for row in rows],
                [change.row.case_size or change.listed.case_size for change in changes],
            ],
        )
        cursor.execute(CHANGE_STOCK, [offer_ids, [row.stock for row in rows]])


def _stored(words: Words) -> Jsonb | None:
    text = bilingual(words)
    return None if text is None else Jsonb(text.stored())
