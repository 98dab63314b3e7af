"""The voting page, and the two doors behind it: one that knows the member and signs unseen, one that knows nobody."""

import json
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from cyfran.coop.elections import queries
from cyfran.coop.elections.actions.voting import (
    Receipt,
    Vote,
    cast_ballot,
    cast_plainly,
    collect_paper,
    return_paper,
)
from cyfran.coop.elections.forms import RankingForm, ballot_names
from cyfran.coop.elections.models import Election
from cyfran.coop.elections.refusals import BallotMalformed, NoBlindedNumber, RankingMalformed
from cyfran.coop.elections.rules import written
from cyfran.coop.elections.sealing import Ballot
from cyfran.coop.elections.views.election import back_to, found_or_404
from cyfran.coop.elections.views.unknown import unknown_to_us
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page

LARGEST_BALLOT = 16_000  # bytes


@for_roles("member")
def vote(request: SocietyRequest, number: int) -> HttpResponse:
    """The ballot. Sent from here it is the lesser secrecy; a script sends it through the other door instead."""
    election = found_or_404(request, number)
    if not election.is_open_at(request.at):
        return back_to(election)
    candidates = queries.candidates_of(election)
    names = ballot_names(candidates, reopen=election.reopen)
    form = RankingForm(request.POST or None, candidates=names)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            receipt = _plain(request, election, form)
        except Refusal as no:
            refusal = no
        else:
            return _receipt_page(request, election, receipt)
    line = queries.on_roll(election, request.actor.person_id)
    by_place = {one.place: one for one in candidates}
    return page(
        request,
        "elections/vote.html",
        {
            "election": election,
            "form": form,
            "rows": [
                (place, names[place], by_place.get(place), form[f"place-{place}"])
                for place in names
            ],
            "line": line,
            "paper": queries.paper_of(line) if line else None,
            "refusal": refusal,
        },
        status=422 if refusal else 200,
    )


@for_roles("member")
@require_POST
def collect(request: SocietyRequest, number: int) -> HttpResponse:
    """The browser's blinded number, signed; for the member's own script."""
    election = found_or_404(request, number)
    try:
        blinded = _blinded(request)
        signed = collect_paper(
            actor=request.actor, election=election, blinded=blinded, at=request.at
        )
    except Refusal as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=422)
    return JsonResponse({"signature": signed.signature.hex()})


@for_roles("member")
@require_POST
def give_back(request: SocietyRequest, number: int) -> HttpResponse:
    """The member's unused paper counts no more; for their own script."""
    election = found_or_404(request, number)
    try:
        said = _said(request)
        return_paper(
            actor=request.actor,
            election=election,
            token=said.get("token", ""),
            signature=said.get("signature", ""),
            at=request.at,
        )
    except Refusal as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=422)
    return JsonResponse({})


@unknown_to_us
@require_POST
def cast(request: SocietyRequest, number: int) -> HttpResponse:
    """A ballot from nobody in particular; answers its receipt."""
    election = found_or_404(request, number)
    try:
        receipt = cast_ballot(
            actor=request.actor, election=election, vote=_vote(request), at=request.at
        )
    except Refusal as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=422)
    return JsonResponse({"receipt": receipt.hash})


def _plain(request: SocietyRequest, election: Election, form: RankingForm) -> Receipt:
    if not form.is_valid() or form.ranking is None:
        raise RankingMalformed
    return cast_plainly(
        actor=request.actor, election=election, ranking=written(form.ranking), at=request.at
    )


def _receipt_page(request: SocietyRequest, election: Election, receipt: Receipt) -> HttpResponse:
    return page(request, "elections/voted.html", {"election": election, "receipt": receipt.hash})


def _said(request: SocietyRequest) -> dict[str, Any]:
    if len(request.body) > LARGEST_BALLOT:
        raise BallotMalformed
    try:
        said = json.loads(request.body)
    except ValueError as wrong:
        raise BallotMalformed from wrong
    if not isinstance(said, dict) or not all(isinstance(one, str) for one in said.values()):
        raise BallotMalformed
    return said


def _blinded(request: SocietyRequest) -> bytes:
    try:
        return bytes.fromhex(_said(request)["blinded"])
    except (KeyError, ValueError) as wrong:
        raise NoBlindedNumber from wrong


def _vote(request: SocietyRequest) -> Vote:
    said = _said(request)
    try:
        ballot = Ballot(said["salt"], said["ranking"])
        return Vote(said["token"], said["signature"], ballot)
    except KeyError as wrong:
        raise BallotMalformed from wrong
