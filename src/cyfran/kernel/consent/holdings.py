"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import Holding, LawfulBasis, Seen, Table, Whom, hold, nobody_is_in

hold(
    Holding(
        "consent.receipts",
        _("Your choices about cookies"),
        _("You chose, in a browser in which you were signed in."),
        _(
            "For good: that you made the choice must be provable (UK GDPR art.7(1)). It has a number of yours, and no name."
        ),
        (
            Table(
                "consent.Receipt",
                lambda whose: Q(person_id=whose.person_id),
                _("Receipts of your choices"),
                stays=("language", "allowed", "refused"),
            ),
        ),
        of_installation=True,
        purpose=_("To prove what was chosen, and to keep to it."),
        basis=LawfulBasis.LAW,
        whom=(
            Whom.VISITORS,
            Whom.SIGNED_IN,
        ),
        seen=(Seen.NOBODY,),
    )
)
nobody_is_in("consent.Wording", "the words of a notice")
