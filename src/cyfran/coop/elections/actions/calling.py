"""Calling an election, telling everybody on its roll, and withdrawing it while nobody has a vote in it."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.elections import blindrsa, functions, sealing
from cyfran.coop.elections.letters import tell
from cyfran.coop.elections.models import Election, Told
from cyfran.coop.elections.queries import not_told, times_now
from cyfran.coop.elections.refusals import TimesOutOfOrder
from cyfran.kernel.actions import Actor, action, nobody, roles
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import constraint_means
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.ui.days import day_in_full

AT_A_TIME = 200  # members told in one go: a sweep comes every minute
MAY_CALL = roles("secretary", "board", "chair")


@action(may=MAY_CALL, label=_("Call an election"), codes=("rules", "class_code", "retiring"))
def call_election(
    *,
    actor: Actor,
    society: Society,
    title: Bilingual,
    seats: int,
    rules: str,
    reopen: bool,
    retiring: str,
    returning_officer: Party,
    nominations_close_at: datetime,
    opens_at: datetime,
    closes_at: datetime,
    at: datetime,
    class_code: str = "",
) -> Election:
    """Nominations are open; who may vote and who retires is fixed, and the election has a key of its own.

    Refuses with TimesOutOfOrder, NominationsTooShort, ElectionTooSoon, VotingTooShort, NobodyOnTheRoll, SocietyClosed.
    """
    with constraint_means("election_times_in_order", TimesOutOfOrder):
        election = Election.objects.create(
            society=society,
            title=title,
            seats=seats,
            rules=rules,
            reopen=reopen,
            class_code=class_code,
            retiring=retiring,
            returning_officer=returning_officer,
            nominations_close_at=nominations_close_at,
            opens_at=opens_at,
            closes_at=closes_at,
        )
    key = blindrsa.new_key()
    times = times_now(society, at)
    days = max(times.nomination_days, times.voting_days)
    functions.call(
        election,
        f"{key.n:x}",
        sealing.seal_key(key, election.pk),
        day=day_in_full(times.opens_at),
        days=days,
    )
    return election


@action(may=MAY_CALL, label=_("Withdraw an election"))
def withdraw_election(*, actor: Actor, election: Election, at: datetime) -> Election:
    """The election does not take place.

    Refuses with TooLateToWithdrawIt, SocietyClosed.
    """
    functions.withdraw(election)
    return election


@action(may=nobody, scheduled=True, label=_("Tell members of an election"), codes=("what",))
def tell_of_election(*, actor: Actor, election: Election, what: str, at: datetime) -> Election:
    """The next of those on the roll have been told that it is called, or that voting is open; each once.

    Who has no e-mail address is on the list of those the returning officer tells by post or by hand.
    """
    lines = list(not_told(election, what)[:AT_A_TIME])
    Told.objects.bulk_create(
        Told(
            society_id=election.society_id,
            election=election,
            on_roll=line,
            what=what,
            by_email=bool(line.member.party.email),
            sent_at=at,
        )
        for line in lines
    )
    for line in lines:
        if line.member.party.email:
            tell(election, line.member.party, what)
    return election
