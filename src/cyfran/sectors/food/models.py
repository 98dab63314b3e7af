"""What a food shop wants to know of an item beside what it costs."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cyfran.kernel.database import SocietyOwned
from cyfran.trade.catalogue.models import Item


class Category(models.TextChoices):
    """The shelves of the shop."""

    VEGETABLES = "vegetables", _("Vegetables")
    FRUIT = "fruit", _("Fruit")
    BAKERY = "bakery", _("Bakery")
    DAIRY = "dairy", _("Dairy")
    EGGS = "eggs", _("Eggs")
    MEAT = "meat", _("Meat")
    FISH = "fish", _("From the sea")
    PANTRY = "pantry", _("Pantry")
    DRINKS = "drinks", _("Drinks")
    FLOWERS = "flowers", _("Flowers and plants")
    OTHER = "other", _("Other")


class Allergen(models.TextChoices):
    """The fourteen that must be named (assimilated Regulation (EU) No 1169/2011, Annex II)."""

    CELERY = "celery", _("Celery")
    GLUTEN = "gluten", _("Cereals with gluten")
    CRUSTACEANS = "crustaceans", _("Crustaceans")
    EGGS = "eggs", pgettext_lazy("allergen", "Eggs")
    FISH = "fish", _("Fish")
    LUPIN = "lupin", _("Lupin")
    MILK = "milk", _("Milk")
    MOLLUSCS = "molluscs", _("Molluscs")
    MUSTARD = "mustard", _("Mustard")
    NUTS = "nuts", _("Nuts")
    PEANUTS = "peanuts", _("Peanuts")
    SESAME = "sesame", _("Sesame")
    SOYA = "soya", _("Soya")
    SULPHITES = "sulphites", _("Sulphites")


class Basis(models.TextChoices):
    """For how much the price is also shown (Price Marking Order 2004 art. 5)."""

    MEASURE = "measure", _("By the kilogram or litre")
    PIECE = "piece", _("By the piece")
    NONE = "none", _("Not at all")


class FoodFacts(SocietyOwned):
    """The shelf, the certificates, the allergens and the unit price basis of one item."""

    same_society: ClassVar[tuple[str, ...]] = ("item",)

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="food")
    category = models.CharField(max_length=12, choices=Category, default=Category.OTHER)
    organic = models.BooleanField(default=False)
    certifier = models.CharField(max_length=100, blank=True)
    # NULL: nobody has said. Empty: it is said that there are none.
    allergens = ArrayField(models.CharField(max_length=12), null=True)
    basis = models.CharField(max_length=8, choices=Basis, default=Basis.MEASURE)
    sku = models.CharField(max_length=200, blank=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(category__in=Category.values), name="food_category_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(basis__in=Basis.values), name="food_basis_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(allergens__isnull=True)
                | models.Q(allergens__contained_by=Allergen.values),
                name="food_allergens_are_known",
            ),
        ]

    def __str__(self) -> str:
        return f"food facts of item {self.item_id}"
