"""Reads for those who sell: their offers, and who sells at all."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import active_language
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.queries import party_of
from cyfran.trade.catalogue.models import Offer


@dataclass(frozen=True, slots=True)
class Seller:
    """A party who sells, and the name they trade under."""

    party_id: int
    name: str
    own_name: str


# Producers who are members now, and whoever has had something on offer.
SELLERS = """
    SELECT party.id, coalesce(stall.name, party.name), party.name
      FROM societies_party AS party
      LEFT JOIN catalogue_stall AS stall ON stall.party_id = party.id
     WHERE party.society_id = %s AND (
           EXISTS (SELECT FROM catalogue_offer AS offer WHERE offer.society_id = party.society_id AND offer.seller_id = party.id)
        OR EXISTS (SELECT FROM membership_member AS member
                     JOIN membership_classholding AS holding ON holding.member_id = member.id AND holding.until_on IS NULL
                     JOIN membership_memberclass AS class ON class.id = holding.member_class_id
                    WHERE member.party_id = party.id AND member.ceased_on IS NULL AND class.code = 'producer'))
     ORDER BY party.sort_key, party.id
"""


def sellers_of(society: Society) -> list[Seller]:
    """Everybody who sells or may sell in the society, in the order of their names."""
    with connection.cursor() as cursor:
        cursor.execute(SELLERS, [society.pk])
        return [Seller(*row) for row in cursor.fetchall()]


def offers_of(society: Society, seller: Party | int | None = None) -> QuerySet[Offer]:
    """The offers with their items, stock and sellers at hand: those on sale first, by name as the reader reads it."""
    offers = Offer.objects.filter(society=society).select_related("item", "stock", "seller__stall")
    if seller is not None:
        offers = offers.filter(seller=seller)
    by_name = "item__sort_cy" if active_language() == "cy" else "item__sort_en"
    return offers.order_by("state", by_name, "pk")


def may_sell_for_all(actor: Actor, society: Society) -> bool:
    """True for the coordinator, who looks after everybody's offers."""
    return "coordinator" in actor.roles(society)


def own_stall(actor: Actor, society: Society) -> Party | None:
    """The party a producer sells as; None for somebody who is no producer here."""
    if "producer" not in actor.roles(society):
        return None
    return party_of(society, actor.person_id)


def seller_name(offer: Offer) -> str:
    """The name its seller trades under; `offers_of` has it at hand."""
    stall = getattr(offer.seller, "stall", None)
    return str(stall or offer.seller)
