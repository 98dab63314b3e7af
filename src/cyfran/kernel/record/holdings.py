"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import Holding, LawfulBasis, Seen, Table, Whom, hold, nobody_is_in

hold(
    Holding(
        "record.entries",
        _("What you did"),
        _("Written down whenever you do something."),
        _(
            "For as long as the co-op lasts: the record is sealed. It has numbers and no words; the words beside it are gone when you are erased."
        ),
        (
            Table(
                "record.RecordEntry",
                lambda whose: (
                    Q(actor_id=whose.person_id)
                    | Q(subject_kind="societies.party", subject_id=whose.party_id)
                ),
                _("Acts"),
                secret=("writer",),
                stays=("verb", "actor_kind", "subject_kind", "facts"),
            ),
            Table(
                "record.RecordText",
                lambda whose: (
                    Q(entry__actor_id=whose.person_id)
                    | Q(entry__subject_kind="societies.party", entry__subject_id=whose.party_id)
                ),
                _("Words you wrote"),
                secret=("salt",),
            ),
        ),
        purpose=_("To prove what was done, by whom and by what right."),
        basis=LawfulBasis.INTERESTS,
        whom=(Whom.SIGNED_IN,),
        seen=(Seen.OFFICERS,),
    )
)
nobody_is_in("record.RecordBlock", "seals")
