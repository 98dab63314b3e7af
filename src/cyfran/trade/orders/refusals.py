"""What orders say no to."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal


class OrderingClosed(Refusal):
    """The cycle is not open, or its closing time has passed."""

    sentence = _("Ordering is closed. Your basket is kept for the next order cycle.")


class BasketEmpty(Refusal):
    """There is nothing to order."""

    sentence = _("Your basket is empty. Choose something first.")


class NotEnoughLeft(Refusal):
    """Somebody else was quicker, or there was less than was asked for."""

    sentence = _(
        "There is not enough left of {names}. Your basket is kept: take fewer, then try again."
    )


class NotEnoughCredit(Refusal):
    """The account holds less than the order comes to."""

    sentence = _("Your account does not hold enough for this. Pay by bank transfer, or order less.")


class MembersOnly(Refusal):
    """The rulebook lets only members order, or the offer is for members."""

    sentence = _(
        "Only members can order this. Join the co-op first, or take it out of your basket."
    )


class NotYourOrder(Refusal):
    """An order is changed by the one who placed it, or by the coordinator."""

    sentence = _("This order is somebody else’s. Only they or the coordinator can change it.")


class AnotherCycleOpen(Refusal):
    """One order cycle is open at a time."""

    sentence = _("Another order cycle is open. Close it first, or let this one open after it.")


class CycleNotReady(Refusal):
    """The step does not follow from the state the cycle is in."""

    sentence = _("The order cycle is {state}, so that cannot be done now.")


class TradeUnfinished(Refusal):
    """Orders are packed, paid and settled before the society ends."""

    sentence = _(
        "{cycle} is not settled yet. Settle or cancel it; the society ends by itself after that."
    )


class TimesDoNotFit(Refusal):
    """A cycle closes after it opens."""

    sentence = _(
        "The order cycle must close after it opens, and be collected on or after the day it closes."
    )


class QuantityNotSensible(Refusal):
    """Quantities are whole numbers up to 9,999."""

    sentence = _("A quantity is a whole number from 0 to 9,999.")


class NameAndAddressNeeded(Refusal):
    """A guest gives a name and an e-mail address, for the order and its receipt."""

    sentence = _(
        "Give your name and e-mail address, so that the hub can tell you about your order."
    )


class OfferGone(Refusal):
    """Something that is asked for is no longer on sale."""

    sentence = _("Something you asked for is no longer on sale. Look at the shop again.")
