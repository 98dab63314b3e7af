"""What everybody may read of a secret ballot: receipts, the log, the ballots after the close, and the counter itself."""

from dataclasses import dataclass
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as say
from django.views.decorators.http import require_safe

from cyfran.coop.elections import merkle, queries
from cyfran.coop.elections.counting import published
from cyfran.coop.elections.models import BoxedBallot, Election, Head, Opening
from cyfran.coop.elections.rules import HEX_32, leaf_text
from cyfran.coop.elections.views.election import found_or_404
from cyfran.coop.elections.views.unknown import unknown_to_us
from cyfran.coop.governance import stv
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page


@dataclass(frozen=True)
class Found:
    """A ballot of the log, with the path from it to the newest root, and what it says once that is published."""

    place: int
    batch: int
    head: Head
    path: list[str]
    opening: Opening | None


@unknown_to_us
def receipts(request: SocietyRequest, number: int) -> HttpResponse:
    """Is a ballot in the log? Asked by its receipt, from any device, by whoever has it."""
    election = found_or_404(request, number)
    receipt = "".join(request.POST.get("receipt", "").split()).lower()
    asked = request.method == "POST"
    readable = bool(HEX_32.fullmatch(receipt))
    found = _found(election, receipt) if readable else None
    boxed = readable and found is None and _is_in_the_box(election, receipt)
    return page(
        request,
        "elections/receipts.html",
        {
            "election": election,
            "receipt": receipt,
            "asked": asked,
            "readable": readable,
            "found": found,
            "boxed": boxed,
        },
        status=422 if asked and not readable else 200,
    )


@unknown_to_us
@require_safe
def log(request: SocietyRequest, number: int) -> HttpResponse:
    """The whole log for a machine: key, heads, leaves, and what they say once voting has closed."""
    election = found_or_404(request, number)
    openings = {one.place: one for one in queries.openings_of(election)}
    told = {
        "society": election.society_id,
        "election": election.number,
        "public_key": {"n": election.public_key, "e": 65537},
        "electorate": {"count": election.electorate_count, "sha256": election.electorate_hash},
        "papers": queries.papers_by_way(election),
        "heads": list(queries.heads_of(election).values("batch", "size", "root")),
        "leaves": [
            {
                "place": leaf.place,
                "batch": leaf.batch,
                "token": leaf.token,
                "signature": leaf.signature,
                "commitment": leaf.commitment,
                "hash": leaf.hash,
                "salt": getattr(openings.get(leaf.place), "salt", None),
                "ranking": getattr(openings.get(leaf.place), "ranking", None),
            }
            for leaf in queries.leaves_of(election).defer("sealed")
        ],
        "root": election.root,
        "seed": election.seed,
    }
    return JsonResponse(told, json_dumps_params={"indent": 1})


@unknown_to_us
@require_safe
def ballots(request: SocietyRequest, number: int) -> HttpResponse:
    """The ballots as strict BLT, with the candidates by their places on the ballot."""
    election = found_or_404(request, number)
    counted = published(election)
    if counted is None:
        raise Http404(say("The ballots of this election are not published."))
    response = HttpResponse(stv.write_blt(counted), content_type="text/plain; charset=utf-8")
    name = f"{request.society.slug}-{election.number}.blt"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def counter(_request: HttpRequest) -> FileResponse:
    """The counter itself: one file that needs nothing but Python."""
    path = Path(stv.__file__)
    return FileResponse(
        path.open("rb"), as_attachment=True, filename="stv.py", content_type="text/x-python"
    )


def _found(election: Election, receipt: str) -> Found | None:
    leaf = queries.leaves_of(election).defer("sealed").filter(hash=receipt).first()
    head = queries.heads_of(election).last()
    if leaf is None or head is None:
        return None
    leaves = [
        bytes.fromhex(one) for one in queries.leaves_of(election).values_list("hash", flat=True)
    ]
    path = [one.hex() for one in merkle.path_of(leaf.place, leaves)]
    opening = queries.openings_of(election).filter(place=leaf.place).first()
    return Found(leaf.place, leaf.batch, head, path, opening)


def _is_in_the_box(election: Election, receipt: str) -> bool:
    """Waiting to be shuffled into the log, under the hash that it will have there."""
    waiting = BoxedBallot.objects.filter(society_id=election.society_id, election=election)
    return any(
        merkle.leaf_hash(leaf_text(election.society_id, election.number or 0, *row).encode()).hex()
        == receipt
        for row in waiting.values_list("token", "signature", "commitment")
    )
