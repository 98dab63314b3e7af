"""What the catalogue says no to."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal


class NotYourOffer(Refusal):
    """A producer touches the offer of another."""

    sentence = _("Only the one who sells this, or the coordinator, can change it.")


class SellerHasLeft(Refusal):
    """Goods of somebody whose membership has ended, or who is erased, are put on sale."""

    sentence = _(
        "This seller is no longer a member, so nothing of theirs can be put on sale. They can join again first."
    )


class PriceOutOfBounds(Refusal):
    """Below nought or beyond what is sensible."""

    sentence = _("A price is between nothing and £100,000. Write another.")


class SizeOutOfBounds(Refusal):
    """Nothing at all in it, or more than can be carried."""

    sentence = _("The size must be a whole number from 1 up. Write another.")


class CaseOutOfBounds(Refusal):
    """A case of nothing, or of more than a lorry holds."""

    sentence = _("A case holds between 1 and 10,000. Write another number.")


class StockOutOfBounds(Refusal):
    """Below nought or beyond what is sensible."""

    sentence = _("Stock is a whole number from 0 to 1,000,000. Leave it empty to sell on demand.")


class StockPromised(Refusal):
    """The stock would be less than what orders were already promised."""

    sentence = _(
        "Some of these are already ordered. The stock cannot be less than what is ordered."
    )


class AlreadyWithdrawn(Refusal):
    """The offer is not on sale."""

    sentence = _("This offer is already withdrawn.")


class AlreadyListed(Refusal):
    """The offer is on sale."""

    sentence = _("This offer is already on sale.")


class CodeTaken(Refusal):
    """The seller has an offer under this code."""

    sentence = _("This seller already has an offer under that code. Change that one instead.")


class FileHasProblems(Refusal):
    """Something in the file is wrong, so nothing was written."""

    sentence = _(
        "Nothing was imported. Put right what is listed below, then choose the file again."
    )


class CatalogueMoved(Refusal):
    """What the import would do is no longer what was looked at."""

    sentence = _(
        "The catalogue has changed since this preview. Look at it again, then confirm once more."
    )


class NothingToImport(Refusal):
    """The file says what stands already."""

    sentence = _("The catalogue is already as the file says. There is nothing to import.")
