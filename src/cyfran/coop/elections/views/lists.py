"""The elections there are, who is on the board, and the call of an election."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as say

from cyfran.coop.elections import queries
from cyfran.coop.elections.actions.calling import call_election
from cyfran.coop.elections.forms import CallForm
from cyfran.coop.elections.models import Election
from cyfran.coop.elections.wording import Tag, elected_in_words, state_tag, term_in_words
from cyfran.coop.membership.queries import member_for
from cyfran.coop.membership.queries.register import classes_of
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.authority import authorities_of
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page

READERS = ("member", "secretary", "board", "chair", "treasurer", "coordinator", "founder")
CALLERS = ("secretary", "board", "chair")


@for_roles(*READERS)
def home(request: SocietyRequest) -> HttpResponse:
    """Elections that are going on, the board, and the elections before."""
    society, at = request.society, request.at
    every = list(queries.elections_of(society))
    ongoing = [one for one in every if one.state in queries.ONGOING]
    member = member_for(society, request.actor.person_id)
    mine = set(queries.to_vote_in(society, member, at).values_list("pk", flat=True))
    return page(
        request,
        "elections/home.html",
        {
            "ongoing": [(one, state_tag(one, at), one.pk in mine) for one in ongoing],
            "past": [_past(one) for one in every if one not in ongoing],
            "board": _board(request),
            "may_call": bool(set(CALLERS) & request.actor.roles(society)),
        },
    )


@for_roles(*CALLERS)
def call(request: SocietyRequest) -> HttpResponse:
    """An election is called."""
    society = request.society
    times = queries.times_now(society, request.at)
    own = member_for(society, request.actor.person_id)
    initial = {
        "seats": 1,
        "retiring": "third",
        "rules": "scottish",
        "officer": own.number if own else None,
        "nominations_close_at": times.nominations_close_at,
        "opens_at": times.opens_at,
        "closes_at": times.closes_at,
    }
    form = CallForm(
        request.POST or None, initial=initial, society=society, classes=list(classes_of(society))
    )
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        asked = dict(form.cleaned_data)
        officer = asked.pop("officer")
        try:
            made = call_election(
                actor=request.actor,
                society=society,
                returning_officer=officer,
                at=request.at,
                **asked,
            )
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, say("The election is called. Members are being told."))
            return HttpResponseRedirect(
                society_url(society, "elections:election", number=made.number)
            )
    return page(
        request,
        "elections/call.html",
        {"form": form, "refusal": refusal, "times": times},
        status=422 if refusal or form.errors else 200,
    )


def _past(election: Election) -> tuple[Election, Tag, str]:
    said = elected_in_words(queries.seats_filled(election)) if election.declared_at else ""
    return election, state_tag(election, election.closes_at), said


def _board(request: SocietyRequest) -> list[tuple[str, str, object]]:
    """Name, term and decision of each who serves on the board now."""
    serving = list(queries.board_now(request.society, request.at))
    because = authorities_of(request.society, [one.mandate for one in serving])
    return [
        (one.party.name, term_in_words(one.ends_at), because[one.mandate_id]) for one in serving
    ]
