"""What is for sale: items, the offers of them at a price, how many there are, and the names sellers trade under."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.database import Access, SocietyOwned
from cyfran.kernel.languages import BilingualField
from cyfran.kernel.societies.models import Party
from cyfran.trade.catalogue.rules import (
    HIGHEST_CASE,
    HIGHEST_PRICE,
    HIGHEST_SIZE,
    HIGHEST_STOCK,
    TAX_RATES_BP,
)


class Kind(models.TextChoices):
    """What sort of thing an item is; the sectors give it their own words."""

    GOODS = "goods", _("Goods")
    SERVICE = "service", _("Service")
    VISIT = "visit", _("Visit")
    SPACE = "space", _("Space")
    PLOT = "plot", _("Plot")


class Unit(models.TextChoices):
    """The base unit in which the size of one sold unit is counted."""

    EACH = "each", _("Pieces")
    GRAM = "g", _("Grams")
    MILLILITRE = "ml", _("Millilitres")
    MINUTE = "minute", _("Minutes")
    NIGHT = "night", _("Nights")
    SEASON = "season", _("Seasons")


class TaxCode(models.TextChoices):
    """How an item is taxed (Value Added Tax Act 1994); the rates are in rules.TAX_RATES_BP."""

    ZERO = "zero", _("Zero rate")
    EXEMPT = "exempt", _("Exempt")
    REDUCED = "reduced", _("Reduced rate, 5%")
    STANDARD = "standard", _("Standard rate, 20%")


class Item(SocietyOwned):
    """Something that can be offered: what it is, in both languages, and how much of it one sold unit holds."""

    kind = models.CharField(max_length=8, choices=Kind)
    name = BilingualField()
    description = BilingualField(null=True, blank=True, long=True)
    unit = models.CharField(max_length=8, choices=Unit, default=Unit.EACH)
    size = models.IntegerField(default=1)
    tax_code = models.CharField(max_length=8, choices=TaxCode, default=TaxCode.ZERO)
    # The places of the name in an English and in a Welsh dictionary, for SQL to order by.
    sort_en = models.CharField(max_length=200)
    sort_cy = models.CharField(max_length=500)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="item_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(unit__in=Unit.values), name="item_unit_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(tax_code__in=list(TAX_RATES_BP)), name="item_tax_code_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(size__gte=1) & models.Q(size__lte=HIGHEST_SIZE),
                name="item_size_sensible",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Offer(SocietyOwned):
    """A seller will sell an item to an audience at a net price, until it is withdrawn."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = (
        "price",
        "audience",
        "state",
        "case_size",
        "source",
        "external_id",
        "withdrawn_at",
    )
    same_society: ClassVar[tuple[str, ...]] = ("seller", "item", "source_offer")

    class State(models.TextChoices):
        LISTED = "listed", _("On sale")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("Everybody")
        MEMBER = "member", _("Members only")

    seller = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="offers", db_index=False
    )
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="offers")
    source_offer = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="resales"
    )
    price = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.PUBLIC)
    state = models.CharField(max_length=10, choices=State, default=State.LISTED)
    case_size = models.IntegerField(default=1)
    # By what another platform knows it, so that its file can be read again; blank for one listed by hand.
    external_id = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=20, blank=True)
    listed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "seller", "external_id"],
                condition=~models.Q(external_id=""),
                name="offer_imported_once",
            ),
            models.CheckConstraint(
                condition=models.Q(price__gte=0) & models.Q(price__lte=HIGHEST_PRICE),
                name="offer_price_sensible",
            ),
            models.CheckConstraint(
                condition=models.Q(case_size__gte=1) & models.Q(case_size__lte=HIGHEST_CASE),
                name="offer_case_sensible",
            ),
            models.CheckConstraint(
                condition=models.Q(audience__in=["public", "member"]),
                name="offer_audience_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="listed", withdrawn_at__isnull=True)
                | models.Q(state="withdrawn", withdrawn_at__isnull=False),
                name="offer_withdrawn_at_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(source_offer__isnull=True)
                | ~models.Q(source_offer=models.F("id")),
                name="offer_resells_another",
            ),
        ]
        indexes = [
            models.Index(fields=["society", "seller"], name="offers_of_a_seller"),
            models.Index(
                fields=["society"], condition=models.Q(state="listed"), name="offers_on_sale"
            ),
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"

    @property
    def is_listed(self) -> bool:
        """True until it is withdrawn."""
        return self.state == self.State.LISTED


class StockPool(SocietyOwned):
    """How many of an offer there are, and how many of those are promised to orders; unlimited on demand."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("on_hand",)  # what is promised moves by functions only
    same_society: ClassVar[tuple[str, ...]] = ("offer",)

    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="stock")
    on_hand = models.IntegerField(null=True)
    reserved = models.IntegerField(default=0)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(on_hand__isnull=True)
                | models.Q(reserved__lte=models.F("on_hand")),
                name="stock_never_oversold",
            ),
            models.CheckConstraint(
                condition=models.Q(reserved__gte=0)
                & (
                    models.Q(on_hand__isnull=True)
                    | (models.Q(on_hand__gte=0) & models.Q(on_hand__lte=HIGHEST_STOCK))
                ),
                name="stock_count_sensible",
            ),
        ]

    def __str__(self) -> str:
        return f"stock of offer {self.offer_id}"

    @property
    def left(self) -> int | None:
        """How many can still be ordered; None without limit."""
        return None if self.on_hand is None else self.on_hand - self.reserved


class Stall(SocietyOwned):
    """The name that a party sells under, where that is not their own."""

    same_society: ClassVar[tuple[str, ...]] = ("party",)

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="stall")
    name = models.CharField(max_length=200)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(condition=~models.Q(name=""), name="stall_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
