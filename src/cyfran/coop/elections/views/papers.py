"""Ballots on paper: the returning officer names tellers and gives papers out, two tellers enter each."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as say

from cyfran.coop.elections import queries
from cyfran.coop.elections.actions.paper import (
    confirm_paper_ballot,
    enter_paper_ballot,
    give_out_paper,
    name_teller,
    strike_paper_ballot,
)
from cyfran.coop.elections.forms import NominateForm, RankingForm, RollForm, ballot_names
from cyfran.coop.elections.models import Election
from cyfran.coop.elections.refusals import RankingMalformed
from cyfran.coop.elections.rules import written
from cyfran.coop.elections.views.election import found_or_404
from cyfran.coop.elections.views.lists import READERS
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles, not_theirs
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page


@for_roles(*READERS)
def papers(request: SocietyRequest, number: int) -> HttpResponse:
    """Tellers, papers given out, and what has been entered so far."""
    election = _theirs(request, number)
    teller_form = NominateForm(society=request.society, prefix="teller")
    out_form = RollForm(election=election, prefix="out")
    refusal: Refusal | None = None
    if request.method == "POST":
        naming = "name_teller" in request.POST
        if naming:
            teller_form = NominateForm(request.POST, society=request.society, prefix="teller")
        else:
            out_form = RollForm(request.POST, election=election, prefix="out")
        if (teller_form if naming else out_form).is_valid():
            try:
                _as_officer(request, election, teller_form, out_form, naming=naming)
            except Refusal as no:
                refusal = no
            else:
                return _back(request, election)
    entries = queries.paper_ballots_of(election)
    return page(
        request,
        "elections/papers.html",
        {
            "election": election,
            "is_officer": _is_officer(request, election),
            "is_teller": queries.teller_for(election, request.actor.person_id) is not None,
            "tellers": queries.tellers_of(election),
            "entries": entries,
            "given_out": queries.papers_by_way(election)["paper"],
            "confirmed": sum(1 for one in entries if one.state == "confirmed"),
            "open": election.is_open_at(request.at),
            "teller_form": teller_form,
            "out_form": out_form,
            "refusal": refusal,
        },
        status=422 if refusal or teller_form.errors or out_form.errors else 200,
    )


@for_roles(*READERS)
def enter(request: SocietyRequest, number: int, entry: int = 0) -> HttpResponse:
    """A teller enters a paper: as the first, or as the second of the entry with that number."""
    election = _theirs(request, number)
    names = ballot_names(queries.candidates_of(election), reopen=election.reopen)
    form = RankingForm(request.POST or None, candidates=names)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            if "strike" in request.POST:
                strike_paper_ballot(
                    actor=request.actor, election=election, number=entry, at=request.at
                )
                messages.success(request, say("The entry is struck. Enter the paper anew."))
            else:
                _entered(request, election, form, entry)
        except Refusal as no:
            refusal = no
        else:
            return _back(request, election)
    rows = [(name, form[f"place-{place}"]) for place, name in names.items()]
    return page(
        request,
        "elections/enter.html",
        {"election": election, "form": form, "rows": rows, "entry": entry, "refusal": refusal},
        status=422 if refusal else 200,
    )


def _entered(request: SocietyRequest, election: Election, form: RankingForm, entry: int) -> None:
    if not form.is_valid() or form.ranking is None:
        raise RankingMalformed
    actor, at, ranking = request.actor, request.at, written(form.ranking)
    if entry:
        confirm_paper_ballot(actor=actor, election=election, number=entry, ranking=ranking, at=at)
        messages.success(request, say("Both tellers agree: the ballot is in the box."))
    else:
        made = enter_paper_ballot(actor=actor, election=election, ranking=ranking, at=at)
        words = say("Write the number %(number)s on the paper. Another teller must enter it too.")
        messages.success(request, words % {"number": made.number})


def _as_officer(
    request: SocietyRequest,
    election: Election,
    teller_form: NominateForm,
    out_form: RollForm,
    *,
    naming: bool,
) -> None:
    if naming:
        name_teller(
            actor=request.actor,
            election=election,
            party=teller_form.cleaned_data["nominee"],
            at=request.at,
        )
        messages.success(request, say("The teller is named."))
    else:
        give_out_paper(
            actor=request.actor,
            election=election,
            on_roll=out_form.cleaned_data["number"],
            at=request.at,
        )
        messages.success(
            request, say("Give them one ballot paper. They cannot vote in another way now.")
        )


def _theirs(request: SocietyRequest, number: int) -> Election:
    election = found_or_404(request, number)
    teller = queries.teller_for(election, request.actor.person_id)
    if teller is None and not _is_officer(request, election):
        raise not_theirs(request)
    return election


def _is_officer(request: SocietyRequest, election: Election) -> bool:
    return election.returning_officer.person_id == request.actor.person_id


def _back(request: SocietyRequest, election: Election) -> HttpResponseRedirect:
    return HttpResponseRedirect(
        society_url(request.society, "elections:papers", number=election.number)
    )
