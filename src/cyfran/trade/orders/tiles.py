"""The tiles of a shop, written at once: a page of hundreds is made in milliseconds (bench/shopfront.py)."""

from collections.abc import Mapping, Sequence

from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cyfran.trade.catalogue.queries.shop import ShopOffer

TINTS = ("leaf", "root", "sea", "grain", "egg", "butter", "berry", "stone")
FEW = 12


def tiles_of(offers: Sequence[ShopOffer], quantities: Mapping[int, int]) -> SafeString:
    """The offers as tiles, each with its quantity box; every text of a person's is escaped here."""
    pattern = get_template("orders/_tile.txt").render(
        {
            "fewer": _("One fewer: {name}"),
            "more": _("One more: {name}"),
            "label": _("How many: {name}"),
        }
    )
    tiles = (
        pattern.format_map(_values(offer, quantities.get(offer.offer_id, 0))) for offer in offers
    )
    return mark_safe("".join(tiles))  # noqa: S308 - every value is escaped in _values


def _values(offer: ShopOffer, quantity: int) -> dict[str, object]:
    """One colour for each shelf, the same on every page; what stands on none goes by its seller."""
    name = escape(offer.name)
    place = sum(offer.shelf.encode()) if offer.shelf else offer.seller_id
    return {
        "id": offer.offer_id,
        "name": name,
        "lang": f' lang="{offer.language}"' if offer.language else "",
        "seller": escape(offer.seller),
        "price": escape(offer.price_text),
        "measure": escape(offer.measure),
        "tint": TINTS[place % len(TINTS)],
        "state": _state(offer),
        "marks": "".join(f'<span class="tag">{escape(mark)}</span>' for mark in offer.marks),
        "quantity": quantity,
        "most": 9999 if offer.left is None else max(offer.left, quantity),
        "disabled": " disabled" if offer.sold_out and not quantity else "",
    }


def _state(offer: ShopOffer) -> str:
    if offer.sold_out:
        return f'<span class="tag">{_("sold out")}</span>'
    if offer.left is not None and offer.left <= FEW:
        left = ngettext("%(count)s left", "%(count)s left", offer.left) % {"count": offer.left}
        return f'<span class="tag tag-now">{left}</span>'
    if offer.for_members:
        return f'<span class="tag tag-decision">{_("members only")}</span>'
    return ""
