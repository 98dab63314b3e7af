"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import Holding, Table, hold, nobody_is_in

hold(
    Holding(
        "societies.party",
        _("Who you are to the co-op"),
        _("You gave it when you joined or ordered, or an officer entered it."),
        _(
            "While you are a member the register must have your name and address (Co-operative and Community Benefit Societies Act 2014 s.30). After that, until you ask to be erased."
        ),
        (
            Table(
                "societies.Party", lambda whose: Q(pk=whose.party_id), _("Your name and address")
            ),
            Table(
                "societies.Appointment",
                lambda whose: Q(party=whose.party_id),
                _("Offices you hold or held"),
            ),
        ),
    )
)
nobody_is_in("societies.Installation", "the clock")
nobody_is_in("societies.Society", "the co-op itself")
nobody_is_in("societies.Erasure", "whoever is in it has no name any more")
nobody_is_in("societies.Mandate", "by what authority")
nobody_is_in("societies.RuleDefinition", "rules")
nobody_is_in("societies.RuleVersion", "rules")
