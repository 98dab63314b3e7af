"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import Holding, LawfulBasis, Seen, Table, Whom, hold, nobody_is_in

hold(
    Holding(
        "catalogue.stall",
        _("What you sell"),
        _("You listed it."),
        _(
            "Offers are kept with the orders that name them. The name of your stall is gone when you are erased."
        ),
        (
            Table(
                "catalogue.Offer",
                lambda whose: Q(seller=whose.party_id),
                _("Offers"),
                stays=("currency", "external_id", "source"),
            ),
            Table("catalogue.StockPool", lambda whose: Q(offer__seller=whose.party_id), _("Stock")),
            Table("catalogue.Stall", lambda whose: Q(party=whose.party_id), _("Your stall")),
        ),
        purpose=_("To show what is for sale, and from whom."),
        basis=LawfulBasis.CONTRACT,
        whom=(Whom.SELLERS,),
        seen=(Seen.ANYONE,),
    )
)
nobody_is_in("catalogue.Item", "goods")
