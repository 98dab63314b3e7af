"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import Holding, Table, hold

hold(
    Holding(
        "feedback.told",
        _("What you told the co-op"),
        _("You wrote it."),
        _("Until the co-op erases it, or you are erased."),
        (
            Table(
                "feedback.Feedback",
                lambda whose: Q(person_id=whose.person_id) | Q(email__in=whose.addresses),
                _("Feedback"),
            ),
        ),
    )
)
