"""An election: who stands, putting somebody forward, standing, and the result."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as say
from django.views.decorators.http import require_POST

from cyfran.coop.elections import queries
from cyfran.coop.elections.actions.calling import withdraw_election
from cyfran.coop.elections.actions.closing import declare_election
from cyfran.coop.elections.actions.standing import (
    decline_nomination,
    fix_ballot,
    nominate,
    stand,
    withdraw_candidate,
)
from cyfran.coop.elections.forms import NominateForm, StandForm
from cyfran.coop.elections.models import Election, Nomination, State
from cyfran.coop.elections.views.lists import CALLERS, READERS
from cyfran.coop.elections.wording import (
    counted,
    elected_in_words,
    facts_of,
    stages_of,
    state_tag,
)
from cyfran.kernel.files.actions import keep_file
from cyfran.kernel.files.models import StoredFile
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Party
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page


def found_or_404(request: SocietyRequest, number: int) -> Election:
    """The election of that number."""
    election = queries.election_numbered(request.society, number)
    if election is None:
        raise Http404(say("There is no election with that number."))
    return election


def back_to(election: Election) -> HttpResponseRedirect:
    """To the election's own page."""
    return HttpResponseRedirect(
        society_url(election.society, "elections:election", number=election.number)
    )


@for_roles(*READERS)
def show(request: SocietyRequest, number: int) -> HttpResponse:
    """The election, in whatever state it is."""
    return _page(request, found_or_404(request, number))


@for_roles("member")
@require_POST
def put_forward(request: SocietyRequest, number: int) -> HttpResponse:
    """Somebody is nominated: the member of that number, or oneself."""
    election = found_or_404(request, number)
    own = party_of(request.society, request.actor.person_id)
    form = NominateForm(request.POST, society=request.society)
    nominee: Party | None = own
    if "myself" not in request.POST:
        if not form.is_valid():
            return _page(request, election, nominate_form=form, status=422)
        nominee = form.cleaned_data["nominee"]
    assert nominee is not None
    try:
        made = nominate(actor=request.actor, election=election, nominee=nominee, at=request.at)
    except Refusal as refusal:
        return _page(request, election, nominate_form=form, refusal=refusal, status=422)
    if made.nominee_id == made.nominator_id:
        return HttpResponseRedirect(society_url(request.society, "elections:stand", number=number))
    messages.success(request, say("%(name)s is asked to stand.") % {"name": nominee.name})
    return back_to(election)


@for_roles("member")
def stand_for(request: SocietyRequest, number: int) -> HttpResponse:
    """The nominee's yes, with their words and picture; or changing these while there is time."""
    election = found_or_404(request, number)
    nomination = _own_nomination(request, election)
    form = StandForm(
        request.POST or None, request.FILES or None, initial={"statement": nomination.statement}
    )
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            stand(
                actor=request.actor,
                nomination=nomination,
                statement=form.cleaned_data["statement"] or None,
                photograph=_picture(request, form, nomination),
                at=request.at,
            )
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, say("You stand. Members see your words and picture."))
            return back_to(election)
    return page(
        request,
        "elections/stand.html",
        {"election": election, "nomination": nomination, "form": form, "refusal": refusal},
        status=422 if refusal or form.errors else 200,
    )


@for_roles("member")
@require_POST
def decline(request: SocietyRequest, number: int) -> HttpResponse:
    """The nominee says no, or stands no more."""
    election = found_or_404(request, number)
    nomination = _own_nomination(request, election)
    standing = nomination.state == Nomination.State.STANDING
    step = withdraw_candidate if standing else decline_nomination
    return _stepped(
        request,
        election,
        lambda: step(actor=request.actor, nomination=nomination, at=request.at),
        say("You do not stand."),
    )


@for_roles(*CALLERS)
def withdraw(request: SocietyRequest, number: int) -> HttpResponse:
    """The election does not take place."""
    election = found_or_404(request, number)
    if request.method == "POST":
        return _stepped(
            request,
            election,
            lambda: withdraw_election(actor=request.actor, election=election, at=request.at),
            say("It is withdrawn."),
        )
    return page(request, "elections/withdraw.html", {"election": election})


@require_POST
def move_on(request: SocietyRequest, number: int) -> HttpResponse:
    """Whoever presses first has the nominations closed, or the ballots counted, once the time has come."""
    election = found_or_404(request, number)
    step = fix_ballot if election.state == State.CALLED else declare_election
    return _stepped(
        request,
        election,
        lambda: step(actor=request.actor, election=election, at=request.at),
        "",
    )


def _stepped(
    request: SocietyRequest, election: Election, step: Callable[[], object], said: str
) -> HttpResponse:
    try:
        step()
    except Refusal as refusal:
        return _page(request, election, refusal=refusal, status=422)
    if said:
        messages.success(request, said)
    return back_to(election)


def _own_nomination(request: SocietyRequest, election: Election) -> Nomination:
    own = queries.nomination_of(election, request.actor.person_id)
    if own is None:
        raise Http404(say("You are not nominated in this election."))
    return own


def _picture(request: SocietyRequest, form: StandForm, nomination: Nomination) -> StoredFile | None:
    sent = form.cleaned_data["photograph"]
    if not sent:
        return nomination.photograph
    return keep_file(
        actor=request.actor,
        society=request.society,
        name=sent.name,
        body=sent.read(),
        audience=StoredFile.Audience.MEMBERS,
        at=request.at,
    )


def _page(
    request: SocietyRequest, election: Election, *, status: int = 200, **given: object
) -> HttpResponse:
    candidates = queries.candidates_of(election)
    line = queries.on_roll(election, request.actor.person_id)
    own = queries.nomination_of(election, request.actor.person_id)
    taking = election.takes_nominations_at(request.at)
    seats = queries.seats_filled(election)
    due = (election.state == State.CALLED and not taking) or (
        election.state in (State.CONTESTED, State.CLOSED) and request.at >= election.closes_at
    )
    return page(
        request,
        "elections/election.html",
        {
            "election": election,
            "state_tag": state_tag(election, request.at),
            "stages": stages_of(election, request.at),
            "facts": facts_of(election),
            "candidates": candidates,
            "retiring": queries.retirements_of(election),
            "line": line,
            "paper": queries.paper_of(line) if line else None,
            "own": own,
            "taking": taking,
            "open": election.is_open_at(request.at),
            "due": due,
            "papers": queries.papers_by_way(election),
            "returned": queries.returned_count(election),
            "on_paper": election.state == State.CONTESTED
            and (
                election.returning_officer.person_id == request.actor.person_id
                or queries.teller_for(election, request.actor.person_id) is not None
            ),
            "head": queries.heads_of(election).last(),
            "elected": elected_in_words(seats) if election.declared_at else "",
            "seats": seats,
            "count": counted(election, candidates),
            "nominate_form": NominateForm(society=request.society),
            "may_withdraw": taking and bool(set(CALLERS) & request.actor.roles(request.society)),
            **given,
        },
        status=status,
    )
