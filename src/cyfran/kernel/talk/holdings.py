"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import Holding, LawfulBasis, Seen, Table, Whom, hold

hold(
    Holding(
        "talk.said",
        _("What you said to other members"),
        _("You wrote it, or chose it."),
        _("Until you take it back, or you are erased."),
        (
            Table(
                "talk.Contribution",
                lambda whose: Q(author=whose.party_id),
                _("What you said"),
                stays=("about",),
            ),
            Table("talk.Topic", lambda whose: Q(opened_by=whose.party_id), _("Topics you opened")),
            Table(
                "talk.Leaning",
                lambda whose: Q(party=whose.party_id),
                _("Where you stood"),
                stays=("about", "leaning"),
            ),
            Table(
                "talk.Following",
                lambda whose: Q(party=whose.party_id),
                _("What you follow"),
                stays=("about",),
            ),
        ),
        purpose=_("To think together before members decide."),
        basis=LawfulBasis.CONTRACT,
        whom=(Whom.MEMBERS,),
        seen=(Seen.MEMBERS,),
    )
)
