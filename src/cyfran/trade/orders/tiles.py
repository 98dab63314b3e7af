"""The tiles of a shop, written at once: a page of hundreds is made in milliseconds (bench/shopfront.py)."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cyfran.kernel.languages import active_language
from cyfran.kernel.ui.icons import ICONS
from cyfran.trade.catalogue.queries.shop import ShopOffer

FEW = 12
CHANGING = re.compile(r"\{(?:state|quantity|most|disabled)\}")


def tiles_of(offers: Sequence[ShopOffer], quantities: Mapping[int, int]) -> SafeString:
    """The offers as tiles, each with its quantity box; every text of a person's is escaped here."""
    language = active_language()
    written = [_drawings({offer.drawing for offer in offers})]
    for offer in offers:
        quantity, left = quantities.get(offer.offer_id, 0), offer.left
        picture, body, most, disabled, end = _unchanging(
            language, offer.offer_id, offer.name, offer.language, offer.seller, offer.price_text,
            offer.measure, offer.marks, offer.drawing, offer.tint,
        )  # fmt: skip
        written += (
            picture,
            "" if (left is None or left > FEW) and not offer.for_members else _state(offer),
            body,
            str(quantity),
            most,
            "9999" if left is None else str(max(left, quantity)),
            disabled,
            " disabled" if left == 0 and not quantity else "",
            end,
        )
    return mark_safe("".join(written))  # noqa: S308 - constants, and what _unchanging has escaped


def _drawings(names: set[str]) -> str:
    """Each drawing once for a page, for its tiles to point at."""
    paths = (f'<path id="tile-{name}" d="{ICONS[name]}"/>' for name in sorted(names))
    return f"<svg hidden>{''.join(paths)}</svg>"


# A shop shows the same goods on every page: only how many there are changes.
@lru_cache(maxsize=10_000)
def _unchanging(
    language: str,
    offer_id: int,
    name: str,
    own_language: str,
    seller: str,
    price: str,
    measure: str,
    marks: tuple[str, ...],
    drawing: str,
    tint: str,
) -> tuple[str, ...]:
    """A tile's five parts, between what depends on the moment."""
    values = {
        "id": offer_id,
        "name": escape(name),
        "lang": f' lang="{own_language}"' if own_language else "",
        "seller": escape(seller),
        "price": escape(price),
        "measure": escape(measure),
        "drawing": drawing,
        "tint": tint,
        "marks": "".join(f'<span class="tag">{escape(mark)}</span>' for mark in marks),
    }
    return tuple(part.format_map(values) for part in _parts(language))


@lru_cache(maxsize=8)
def _parts(_language: str) -> tuple[str, ...]:
    """The pattern of a tile in the reader's language, cut where something depends on the moment."""
    pattern = get_template("orders/_tile.txt").render({"label": _("How many: {name}")})
    return tuple(CHANGING.split(pattern))


def _state(offer: ShopOffer) -> str:
    if offer.sold_out:
        return f'<span class="tag">{_("sold out")}</span>'
    if offer.left is not None and offer.left <= FEW:
        left = ngettext("%(count)s left", "%(count)s left", offer.left) % {"count": offer.left}
        return f'<span class="tag tag-now">{left}</span>'
    if offer.for_members:
        return f'<span class="tag tag-decision">{_("members only")}</span>'
    return ""
