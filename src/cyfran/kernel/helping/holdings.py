"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import Holding, LawfulBasis, Seen, Table, Whom, hold

hold(
    Holding(
        "helping.helpers",
        _("Who acts for you, and for whom you act"),
        _("You asked somebody, or accepted."),
        _(
            "That somebody acted for another then must be provable: for as long as the co-op lasts, by numbers alone once you are erased."
        ),
        (
            Table(
                "helping.Helping",
                lambda whose: (
                    Q(helped=whose.person_id)
                    | Q(helper=whose.person_id)
                    | Q(email__in=whose.addresses)
                ),
                _("Acting for somebody"),
            ),
        ),
        change="helping:home",
        purpose=_("To let a carer or a household act for somebody who wants it."),
        basis=LawfulBasis.CONTRACT,
        whom=(Whom.SIGNED_IN,),
        seen=(Seen.NOBODY,),
    )
)
