"""What happened to membership, for apps above to react to."""

from dataclasses import dataclass
from datetime import datetime

from cyfran.coop.membership.models import Application, Member


@dataclass(frozen=True)
class ApplicantAdmitted:
    """The board admitted an applicant; the joining share is awaited."""

    application: Application
    at: datetime


@dataclass(frozen=True)
class MemberEntered:
    """Somebody was entered in the register of members."""

    member: Member
    at: datetime


@dataclass(frozen=True)
class MembershipCeased:
    """Somebody is no longer a member."""

    member: Member
    at: datetime
