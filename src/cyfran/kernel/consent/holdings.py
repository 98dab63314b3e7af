"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import Holding, Table, hold, nobody_is_in

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
    )
)
nobody_is_in("consent.Wording", "the words of a notice")
