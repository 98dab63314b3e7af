"""Reads about a society that is being founded."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from cyfran.coop.membership.models import Adoption, Founder, Founding, Invitation, ProposedRule
from cyfran.kernel.societies.models import Appointment, Mandate, Office, Party, Society
from cyfran.kernel.societies.rulebook import declared


def founding_mandate(society: Society) -> Mandate | None:
    """The authority of the founding meeting; None until it has adopted the rulebook."""
    return Mandate.objects.filter(society=society, kind=Mandate.Kind.FOUNDING).first()


def founding_of(society: Society) -> Founding | None:
    """The founding of a society that was begun here."""
    return Founding.objects.filter(society=society).first()


def founder_of(society: Society, person_id: int | None) -> Founder | None:
    """The person as a founder of the society."""
    if person_id is None:
        return None
    return (
        Founder.objects.filter(society=society, party__person_id=person_id)
        .select_related("party", "member_class")
        .first()
    )


def founders_of(society: Society) -> "QuerySet[Founder]":
    """The founders in the order they came, each with `has_adopted`: exactly what is proposed now."""
    adopted = Adoption.objects.filter(founder=OuterRef("pk"), digest=founding_digest(society))
    return (
        Founder.objects.filter(society=society)
        .select_related("party", "member_class")
        .annotate(has_adopted=Exists(adopted))  # type: ignore[no-redef]
        .order_by("since", "pk")
    )


def adopting_founders(society: Society) -> "QuerySet[Founder]":
    """The founders who adopted a rulebook, and said as what they would be members."""
    return (
        Founder.objects.filter(
            Exists(Adoption.objects.filter(founder=OuterRef("pk"))),
            society=society,
            member_class__isnull=False,
        )
        .select_related("party", "member_class")
        .order_by("since", "pk")
    )


def open_invitations(society: Society) -> "QuerySet[Invitation]":
    """Invitations that nobody has answered, the oldest first."""
    return Invitation.objects.filter(
        society=society, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).order_by("sent_at", "pk")


def enough(founders: Sequence[Founder]) -> bool:
    """Three founders, or two that are registered societies (CCBSA 2014 s.2)."""
    bodies = [founder for founder in founders if founder.registration_number]
    return len(founders) >= 3 or len(bodies) >= 2


@dataclass(frozen=True)
class Standing:
    """How the founding meeting stands: who founds, who has adopted what is proposed now, what came of it."""

    founders: Sequence[Founder]
    mandate: Mandate | None
    has_officers: bool

    @property
    def adopted(self) -> Sequence[Founder]:
        """Those who have adopted exactly this."""
        return [founder for founder in self.founders if founder.has_adopted]

    @property
    def enough_founders(self) -> bool:
        """As many as the law asks for."""
        return self.is_adopted or enough(self.founders)

    @property
    def somebody_adopted(self) -> bool:
        """True once a founder adopted what is proposed now."""
        return self.is_adopted or bool(self.adopted)

    @property
    def enough_adopted(self) -> bool:
        """True when the meeting may close."""
        return enough(self.adopted)

    @property
    def is_adopted(self) -> bool:
        """True once the meeting has closed."""
        return self.mandate is not None


def standing_of(society: Society) -> Standing:
    """How the founding meeting stands now."""
    mandate = founding_mandate(society)
    return Standing(
        founders=list(founders_of(society)),
        mandate=mandate,
        has_officers=mandate is not None
        and Appointment.objects.filter(society=society, mandate=mandate).exists(),
    )


def first_officers(society: Society) -> dict[str, Party]:
    """Who the founding meeting appointed to which office (the board apart)."""
    appointments = (
        Appointment.objects.filter(society=society, mandate__kind=Mandate.Kind.FOUNDING)
        .exclude(office=Office.BOARD)
        .select_related("party")
    )
    return {one.office: one.party for one in appointments}


def proposed_values(society: Society) -> dict[str, int]:
    """Every declared rule with the value proposed for it: the founders' own, else that of the model rules."""
    own = dict(ProposedRule.objects.filter(society=society).values_list("key", "value"))
    values = {}
    for key, rule in declared.items():
        floor, ceiling, default = (
            rule.bound(which, society.model_rules) for which in ("floor", "ceiling", "default")
        )
        # What was proposed for one legal shape may be out of bounds in another: then the model rules speak.
        value = own.get(key, default)
        values[key] = value if floor <= value <= ceiling else default
    return values


def founding_digest(society: Society) -> str:
    """What stands for the whole proposal as it is now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT membership_founding_digest(%s, %s)",
            [society.pk, json.dumps(proposed_values(society))],
        )
        digest: str = cursor.fetchone()[0]
    return digest
