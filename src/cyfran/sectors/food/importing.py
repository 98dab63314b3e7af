"""What an imported file tells of its food, kept in a statement for each thousand rows."""

from collections.abc import Mapping, Sequence

from django.db import connection

from cyfran.kernel.societies.models import Society
from cyfran.sectors.food.readers.reading import CatalogueRow

BATCH = 1_000

# Where the file is silent (NULL), what was known stays; of something new, what the model says.
KEEP = """
    INSERT INTO food_foodfacts (society_id, certifier, basis, item_id, category, organic, allergens, sku)
    SELECT %s, '', 'measure', new.item_id, coalesce(new.category, known.category, 'other'),
           coalesce(new.organic, known.organic, false), coalesce(new.allergens::varchar[], known.allergens),
           coalesce(new.sku, known.sku, '')
      FROM unnest(%s::bigint[], %s::text[], %s::boolean[], %s::text[], %s::text[])
        AS new (item_id, category, organic, allergens, sku)
      LEFT JOIN food_foodfacts AS known ON known.item_id = new.item_id
    ON CONFLICT (item_id) DO UPDATE
       SET category = excluded.category, organic = excluded.organic, allergens = excluded.allergens, sku = excluded.sku
"""


def keep_facts(
    society: Society, rows: Sequence[CatalogueRow], item_of_row: Mapping[int, int]
) -> None:
    """The facts of each row that was created or changed are as the file tells them."""
    told = [row for row in rows if row.row in item_of_row]
    for start in range(0, len(told), BATCH):
        batch = told[start : start + BATCH]
        with connection.cursor() as cursor:
            cursor.execute(
                KEEP,
                [
                    society.pk,
                    [item_of_row[row.row] for row in batch],
                    [row.category or None for row in batch],
                    [row.organic for row in batch],
                    [_literal(row.allergens) for row in batch],
                    [row.sku or None for row in batch],
                ],
            )


def _literal(allergens: tuple[str, ...] | None) -> str | None:
    """An array as PostgreSQL writes it: arrays of arrays would all have to be of one length."""
    return None if allergens is None else "{" + ",".join(allergens) + "}"
