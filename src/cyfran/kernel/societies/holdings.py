"""What is held here about a person."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import (
    STILL,
    Holding,
    LawfulBasis,
    Seen,
    Table,
    Term,
    Whom,
    dealing,
    hold,
    nobody_is_in,
    with_last_dealing,
)
from cyfran.kernel.societies.actions import erase_party
from cyfran.kernel.societies.models import Appointment, Erasure, Party


def still_named(society_id: int) -> QuerySet[Party]:
    """Whoever is not erased."""
    gone = Erasure.objects.filter(party=OuterRef("pk"))
    return Party.objects.filter(~Exists(gone), society=society_id, society_behind=None)


@dealing
def last_office() -> QuerySet[Any]:
    """When their last office ended."""
    held = Appointment.objects.filter(party=OuterRef("pk"))
    return (
        held.annotate(moment=Coalesce("ends_at", Value(STILL)))
        .order_by("-moment")
        .values("moment")[:1]
    )


hold(
    Holding(
        "societies.party",
        _("Who you are to the co-op"),
        _("You gave it when you joined or ordered, or an officer entered it."),
        _(
            "While you are a member the register must have your name and address (Co-operative and Community Benefit Societies Act 2014 s.30). After that, until you ask to be erased; at most seven years after you last had to do with the co-op."
        ),
        (
            Table(
                "societies.Party",
                lambda whose: Q(pk=whose.party_id),
                _("Your name and address"),
                stays=("language",),
            ),
            Table(
                "societies.Appointment",
                lambda whose: Q(party=whose.party_id),
                _("Offices you hold or held"),
            ),
        ),
        terms=(
            Term(
                "societies.party",
                _("Who somebody was to the co-op"),
                84,
                _("%(months)s months after they last had to do with it"),
                _("A claim can be made for six years: Limitation Act 1980 s.5."),
                lambda society: with_last_dealing(still_named(society)),
                "last_dealing",
                lambda actor, row, at: erase_party(actor=actor, party=row, at=at),
            ),
        ),
        purpose=_("To know who belongs to the co-op or deals with it, and to write to them."),
        basis=LawfulBasis.CONTRACT,
        whom=(
            Whom.MEMBERS,
            Whom.APPLICANTS,
            Whom.BUYERS,
            Whom.SELLERS,
        ),
        seen=(Seen.OFFICERS,),
    )
)
nobody_is_in("societies.Installation", "the clock")
nobody_is_in("societies.Society", "the co-op itself")
nobody_is_in("societies.Erasure", "whoever is in it has no name any more")
nobody_is_in("societies.Mandate", "by what authority")
nobody_is_in("societies.RuleDefinition", "rules")
nobody_is_in("societies.RuleVersion", "rules")
