"""The way in: apply, be admitted or declined by the board, pay the joining share, be entered in the register."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.membership import letters
from cyfran.coop.membership.actions.shares import (
    JOINING,
    ask_for_share,
    ask_no_more,
    issue_shares,
    paid_for_share,
)
from cyfran.coop.membership.events import ApplicantAdmitted, MemberEntered
from cyfran.coop.membership.models import Application, ClassHolding, Member, MemberClass
from cyfran.coop.membership.queries.people import person_behind
from cyfran.coop.membership.refusals import (
    AddressMissing,
    AlreadyApplied,
    AlreadyDecided,
    AlreadyMember,
    NotAdmitted,
    NotYourApplication,
    ReasonMissing,
    TooYoung,
    YourOwnApplication,
)
from cyfran.coop.membership.rulebook import MINIMUM_AGE
from cyfran.coop.payments.events import PaymentReceived
from cyfran.kernel.actions import Actor, action, roles, signed_in
from cyfran.kernel.events import announce
from cyfran.kernel.languages import welsh_sort_key
from cyfran.kernel.refusals import constraint_means
from cyfran.kernel.societies.actions import enter_party
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.queries import job_mandate
from cyfran.kernel.societies.rulebook import rule
from cyfran.kernel.societies.states import require_registered
from cyfran.kernel.time import society_day

State = Application.State


@action(may=signed_in, label=_("Apply to join"), codes=("language",))
def apply_to_join(
    *,
    actor: Actor,
    society: Society,
    member_class: MemberClass,
    name: str,
    address: str,
    words: str,
    language: str,
    old_enough: bool,
    at: datetime,
) -> Application:
    """The board has an application before it, in the applicant's own words and language.

    Refuses with NotRegisteredYet (while forming there are founders only), AddressMissing, TooYoung,
    AlreadyMember, AlreadyApplied.
    """
    require_registered(society)
    if not address.strip():
        raise AddressMissing
    if not old_enough and (age := rule(MINIMUM_AGE.key, society).value):
        raise TooYoung(age=age)
    person = person_behind(actor)
    party = enter_party(society=society, name=name, person=person, language=language, at=at)
    describe_party(party, name, address, language)
    if Member.objects.filter(society=society, party=party, ceased_on__isnull=True).exists():
        raise AlreadyMember(name=party.name)
    return _apply(society, party, member_class, words, language, at)


def describe_party(party: Party, name: str, address: str, language: str) -> None:
    """The society knows the party by this name and address, and writes to them in that language."""
    party.name, party.address, party.language = name, address, language
    party.sort_key = welsh_sort_key(name)
    party.save(update_fields=["name", "sort_key", "address", "language"])


def _apply(
    society: Society,
    party: Party,
    member_class: MemberClass,
    words: str,
    language: str,
    at: datetime,
) -> Application:
    with constraint_means("application_pending_once", AlreadyApplied):
        made = Application.objects.create(
            society=society,
            applicant=party,
            member_class=member_class,
            words=words,
            language=language,
            applied_at=at,
        )
    letters.tell_board(made)
    return made


@action(may=signed_in, label=_("Withdraw an application"))
def withdraw_application(*, actor: Actor, application: Application, at: datetime) -> Application:
    """The application is withdrawn; the person may apply again.

    Refuses with NotYourApplication, AlreadyDecided.
    """
    fresh = _locked(application)
    if fresh.applicant.person_id != actor.person_id:
        raise NotYourApplication
    if fresh.state not in (State.PENDING, State.ADMITTED):
        raise AlreadyDecided
    if fresh.is_admitted:
        ask_no_more(fresh, actor, at)
    return _decide(fresh, State.WITHDRAWN, at)


@action(may=roles("board", "secretary", "chair"), label=_("Admit an applicant"))
def admit_applicant(*, actor: Actor, application: Application, at: datetime) -> Application:
    """The applicant is admitted and asked for the joining share; paying it enters them in the register.

    Refuses with AlreadyDecided (also when another officer decided at the same moment), YourOwnApplication,
    HoldingTooLarge.
    """
    fresh = _to_decide(application, actor)
    _decide(fresh, State.ADMITTED, at)
    letters.tell_admitted(fresh, ask_for_share(fresh, at))
    announce(ApplicantAdmitted(fresh, at))
    return fresh


@action(may=roles("board", "secretary", "chair"), label=_("Decline an application"))
def decline_application(
    *, actor: Actor, application: Application, reason: str, at: datetime
) -> Application:
    """The applicant is told no, with the reason, and may apply again.

    Refuses with ReasonMissing, AlreadyDecided, YourOwnApplication.
    """
    if not reason.strip():
        raise ReasonMissing
    fresh = _to_decide(application, actor)
    fresh.reason = reason
    letters.tell_declined(fresh)
    return _decide(fresh, State.DECLINED, at)


@action(
    may=roles("treasurer", "secretary"),
    label=_("Enter a member in the register"),
    scheduled=True,
)
def enter_in_register(*, actor: Actor, application: Application, at: datetime) -> Member:
    """The applicant is a member from this day, under the next number, and holds the joining share they paid.

    Refuses with NotAdmitted, ShareNotPaid, AlreadyMember.
    """
    fresh = _locked(application)
    if not fresh.is_admitted:
        raise NotAdmitted
    paid = paid_for_share(fresh)
    day = society_day(fresh.society, at)
    with constraint_means("member_once_at_a_time", AlreadyMember, name=fresh.applicant.name):
        member = Member.objects.create(
            society_id=fresh.society_id, party=fresh.applicant, application=fresh, joined_on=day
        )
    member.refresh_from_db(fields=["number"])
    ClassHolding.objects.create(
        society_id=fresh.society_id, member=member, member_class=fresh.member_class, from_on=day
    )
    issue_shares(fresh.applicant, paid, f"joining_share:{fresh.pk}", actor, day)
    _decide(fresh, State.ENTERED, at)
    letters.tell_entered(member, paid)
    announce(MemberEntered(member, at))
    return member


def enter_whoever_paid(event: PaymentReceived) -> None:
    """The applicant whose joining share has come is entered in the register."""
    expected = event.expected
    if expected.purpose == JOINING and expected.purpose_id is not None:
        enter_in_register(
            actor=Actor.mandate(job_mandate(expected.society_id, JOINING)),
            application=Application.objects.get(pk=expected.purpose_id),
            at=event.at,
        )


def _locked(application: Application) -> Application:
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("applicant", "member_class", "society")
        .get(pk=application.pk)
    )


def _to_decide(application: Application, actor: Actor) -> Application:
    fresh = _locked(application)
    if not fresh.is_pending:
        raise AlreadyDecided
    if actor.person_id is not None and fresh.applicant.person_id == actor.person_id:
        raise YourOwnApplication
    return fresh


def _decide(application: Application, state: str, at: datetime) -> Application:
    application.state, application.decided_at = state, at
    application.save(update_fields=["state", "decided_at", "reason"])
    return application
