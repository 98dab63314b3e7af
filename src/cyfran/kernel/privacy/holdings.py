"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import (
    Holding,
    LawfulBasis,
    Seen,
    Table,
    Term,
    Whom,
    hold,
    nobody_is_in,
)
from cyfran.kernel.privacy.actions import erase_request
from cyfran.kernel.privacy.models import Request

hold(
    Holding(
        "privacy.requests",
        _("What you asked about your data"),
        _("You asked it, and an officer answered."),
        _(
            "Until you are erased, at most seven years after the answer; that something was asked then stays."
        ),
        (
            Table(
                "privacy.Request",
                lambda whose: Q(person_id=whose.person_id),
                _("Requests"),
                stays=("language",),
            ),
        ),
        change="privacy:ask",
        purpose=_("To answer in time, and to prove it."),
        basis=LawfulBasis.LAW,
        whom=(Whom.SIGNED_IN,),
        seen=(Seen.OFFICERS,),
        terms=(
            Term(
                "privacy.requests",
                _("What people asked about their data"),
                84,
                _("%(months)s months after they were answered"),
                _("A claim can be made for six years: Limitation Act 1980 s.9."),
                lambda society: Request.objects.filter(
                    society=society, erased_at=None, answered_at__isnull=False
                ),
                "answered_at",
                lambda actor, row, at: erase_request(actor=actor, request=row, at=at),
            ),
        ),
    )
)
nobody_is_in("privacy.Breach", "what went wrong, without names")
nobody_is_in("privacy.Step", "what was done about it, without names")
