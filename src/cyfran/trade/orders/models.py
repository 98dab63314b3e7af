"""Order cycles, baskets, orders and what became of them. Prices are frozen; changes are rows."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.database import Access, SocietyOwned
from cyfran.kernel.languages import BilingualField


class Cycle(SocietyOwned):
    """A round of ordering: it opens, closes, is packed and collected, and producers are settled."""

    access: ClassVar[Access] = "insert_update"

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        PACKED = "packed", _("Packed")
        SETTLED = "settled", _("Settled")
        CANCELLED = "cancelled", _("Cancelled")

    name = BilingualField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    collect_on = models.DateField()
    collect_from = BilingualField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="cycle_closes_after_it_opens",
            ),
            models.UniqueConstraint(
                fields=["society"],
                condition=models.Q(state="open"),
                name="one_cycle_open_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["society", "state", "opens_at"], name="cycles_by_state")]

    def __str__(self) -> str:
        return str(self.name)


class BasketLine(SocietyOwned):
    """So many of an offer in somebody's basket; `owner` is party:ID, or guest:TOKEN before a name is given."""

    access: ClassVar[Access] = "full"
    same_society: ClassVar[tuple[str, ...]] = ("offer",)

    owner = models.CharField(max_length=60)
    offer = models.ForeignKey(
        "catalogue.Offer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    quantity = models.IntegerField()
    changed_at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "owner", "offer"], name="basket_line_once"),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0) & models.Q(quantity__lte=9999),
                name="basket_quantity_sensible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.offer_id}"


class ReachesItsSociety(SocietyOwned):
    """A row whose keys (`same_society`) hold its society as well, so that plain keys would say it twice.

    Each key that is checked locks the row it points at: the society's row, for everybody at once.
    """

    society = models.ForeignKey(
        "societies.Society",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )

    class Meta(SocietyOwned.Meta):
        abstract = True


# Its buyer does not know by letter how the order stands now.
UNCONFIRMED = models.Q(confirmed_at=None) | models.Q(confirmed_at__lt=models.F("changed_at"))


class Order(ReachesItsSociety):
    """A buyer's commitment in a cycle: one order each, changed as often as they like until the cycle closes."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = (
        "net",
        "tax",
        "commission",
        "changed_at",
        "order_state",
        "fulfilment_state",
        "payment_state",
        "note",
        "confirmed_at",
    )
    same_society: ClassVar[tuple[str, ...]] = ("cycle", "buyer")

    class OrderState(models.TextChoices):
        PLACED = "placed", _("Placed")
        CANCELLED = "cancelled", _("Cancelled")

    class FulfilmentState(models.TextChoices):
        WAITING = "waiting", _("To be packed")
        PACKED = "packed", _("Packed")
        COLLECTED = "collected", _("Collected")

    class PaymentState(models.TextChoices):
        DUE = "due", _("To be paid")
        PAID = "paid", _("Paid")

    class PayBy(models.TextChoices):
        CREDIT = "credit", _("From my account")
        TRANSFER = "transfer", _("By bank transfer")

    cycle = models.ForeignKey(
        Cycle, on_delete=models.PROTECT, related_name="orders", db_index=False, db_constraint=False
    )
    buyer = models.ForeignKey(
        "societies.Party",
        on_delete=models.PROTECT,
        related_name="orders",
        db_index=False,
        db_constraint=False,
    )
    key = models.CharField(max_length=80)
    placed_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    pay_by = models.CharField(max_length=10, choices=PayBy)
    order_state = models.CharField(max_length=10, choices=OrderState, default=OrderState.PLACED)
    fulfilment_state = models.CharField(
        max_length=10, choices=FulfilmentState, default=FulfilmentState.WAITING
    )
    payment_state = models.CharField(max_length=10, choices=PaymentState, default=PaymentState.DUE)
    net = models.BigIntegerField()
    tax = models.BigIntegerField()
    commission = models.BigIntegerField()
    note = models.CharField(max_length=500, blank=True)
    confirmed_at = models.DateTimeField(
        null=True
    )  # the `changed_at` its buyer was last written to about

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "key"], name="order_key_once"),
            models.UniqueConstraint(
                fields=["society", "cycle", "buyer"],
                condition=models.Q(order_state="placed"),
                name="one_order_a_buyer_a_cycle",
            ),
            models.CheckConstraint(
                condition=models.Q(net__gte=0) & models.Q(tax__gte=0),
                name="order_total_not_below_nought",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None)
                | models.Q(confirmed_at__lte=models.F("changed_at")),
                name="order_confirmed_as_it_was_changed",
            ),
        ]
        indexes = [
            models.Index(fields=["society", "buyer", "-id"], name="orders_of_a_buyer"),
            models.Index(
                fields=["society", "cycle"], condition=UNCONFIRMED, name="orders_to_confirm"
            ),
        ]

    def __str__(self) -> str:
        return f"order {self.pk}"

    @property
    def gross(self) -> int:
        """What the buyer pays, in minor units."""
        return self.net + self.tax


class OrderLine(ReachesItsSociety):
    """So many of an offer, added or (negative) taken off, at a price, tax and commission frozen for ever."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("order", "offer", "seller")

    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, related_name="lines", db_index=False, db_constraint=False
    )
    offer = models.ForeignKey(
        "catalogue.Offer",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    seller = models.ForeignKey(
        "societies.Party",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    amendment = models.IntegerField(default=0)  # 0: as placed; 1, 2, …: the first, second, … change
    quantity = models.IntegerField()
    net_price = models.BigIntegerField()
    net = models.BigIntegerField()
    tax_code = models.CharField(max_length=10)
    tax_bp = models.IntegerField()
    tax = models.BigIntegerField()
    commission_bp = models.IntegerField()
    commission = models.BigIntegerField()
    commission_version = models.BigIntegerField(null=True)  # the rule version it was charged under
    at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(quantity=0), name="order_line_says_something"
            ),
            models.CheckConstraint(
                condition=models.Q(net=models.F("net_price") * models.F("quantity")),
                name="order_line_adds_up",
            ),
        ]
        indexes = [
            models.Index(fields=["society", "order", "offer"], name="lines_of_an_order"),
            models.Index(fields=["society", "seller", "order"], name="lines_of_a_seller"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.offer_id}"


class Settlement(SocietyOwned):
    """What a producer is owed for a cycle: the sales, less the commission the lines were frozen with."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("cycle", "seller")

    cycle = models.ForeignKey(
        Cycle, on_delete=models.PROTECT, related_name="settlements", db_index=False
    )
    seller = models.ForeignKey(
        "societies.Party", on_delete=models.PROTECT, related_name="settlements", db_index=False
    )
    net = models.BigIntegerField()
    tax = models.BigIntegerField()
    commission = models.BigIntegerField()
    entry_id = models.BigIntegerField()
    settled_at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "cycle", "seller"], name="producer_settled_once_a_cycle"
            ),
        ]

    def __str__(self) -> str:
        return f"settlement {self.pk}"

    @property
    def payable(self) -> int:
        """What the producer is owed, in minor units; the tax is the society's to pay over."""
        return self.net - self.commission
