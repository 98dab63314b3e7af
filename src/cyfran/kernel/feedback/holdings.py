"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.feedback.actions import erase_feedback
from cyfran.kernel.feedback.models import Feedback
from cyfran.kernel.holdings import Holding, LawfulBasis, Seen, Table, Term, Whom, hold

hold(
    Holding(
        "feedback.told",
        _("What you told the co-op"),
        _("You wrote it."),
        _("Until the co-op erases it, or you are erased; at most two years."),
        (
            Table(
                "feedback.Feedback",
                lambda whose: Q(person_id=whose.person_id) | Q(email__in=whose.addresses),
                _("Feedback"),
                stays=("about", "language"),
            ),
        ),
        terms=(
            Term(
                "feedback.told",
                _("What somebody told the co-op"),
                24,
                _("%(months)s months after it was told"),
                _("Nothing is kept longer than it is needed: UK GDPR art.5(1)(e)."),
                lambda society: Feedback.objects.filter(society=society, erased_at=None),
                "at",
                lambda actor, row, at: erase_feedback(actor=actor, feedback=row, at=at),
            ),
        ),
        purpose=_("To hear what people think of the co-op, and to answer."),
        basis=LawfulBasis.INTERESTS,
        whom=(
            Whom.VISITORS,
            Whom.MEMBERS,
        ),
        seen=(Seen.OFFICERS,),
    )
)
