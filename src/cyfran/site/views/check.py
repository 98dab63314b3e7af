"""Check it: the public record of a co-op, the heads of its chains, and the bundle that anyone can verify."""

import tempfile
from pathlib import Path

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

import cyfran.verify
from cyfran.kernel.actions import catalogue
from cyfran.kernel.ledger.models import PeriodSeal
from cyfran.kernel.record.models import RecordBlock, RecordEntry
from cyfran.kernel.societies.access import for_roles, of_one_moment
from cyfran.kernel.societies.models import RuleVersion
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page
from cyfran.site.bundle.actions import MAY_TAKE, take_bundle
from cyfran.site.bundle.export import export_bundle
from cyfran.site.permissions import permissions as everything_and_who_may

A_PAGE = 50


@require_safe
def check(request: SocietyRequest) -> HttpResponse:
    """What can be checked here, and how, in plain words."""
    society = request.society
    context = {
        "sealed": RecordBlock.objects.filter(society=society).order_by("-number").first(),
        "rule": RuleVersion.objects.filter(society=society).order_by("-number").first(),
        "seal": PeriodSeal.objects.filter(society=society).order_by("-number").first(),
        "may_take": bool(set(MAY_TAKE) & request.actor.roles(society)),
    }
    return page(request, "site/check.html", context)


@of_one_moment
@require_safe
def public_bundle(request: SocietyRequest) -> FileResponse:
    """The co-op without anything about a person, in one file that verifies."""
    return _bundle(request, "-public", public=True)


@of_one_moment
@require_POST
@for_roles(*MAY_TAKE)
def officers_bundle(request: SocietyRequest) -> FileResponse:
    """Everything of the co-op in one file, for an officer; that they took it is in the record, and in the file."""
    take_bundle(actor=request.actor, society=request.society, at=request.at)
    return _bundle(request, "", public=False)


def _bundle(request: SocietyRequest, suffix: str, *, public: bool) -> FileResponse:
    with tempfile.TemporaryDirectory(prefix="cyfran-") as folder:
        path = Path(folder) / f"{request.society.slug}{suffix}.zip"
        export_bundle(request.society, path, at=request.at, public=public)
        # What is open can be read to its end though it has no name any more, and nothing is left of it however that ends.
        return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)


@require_safe
def verifier(_request: HttpRequest) -> FileResponse:
    """The verifier itself: one file that needs nothing but Python."""
    path = Path(cyfran.verify.__file__)
    return FileResponse(
        path.open("rb"), as_attachment=True, filename="verify.py", content_type="text/x-python"
    )


@require_safe
def record(request: SocietyRequest) -> HttpResponse:
    """What was done here, the latest first, without who did it."""
    entries = (
        RecordEntry.objects.filter(society=request.society).select_related("block").order_by("-id")
    )
    shown = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    rows = [
        (entry, catalogue[entry.verb].label if entry.verb in catalogue else entry.verb)
        for entry in shown
    ]
    return page(request, "site/record.html", {"rows": rows, "page_obj": shown})


@require_safe
def permissions(request: SocietyRequest) -> HttpResponse:
    """Everything this platform can do, and who may."""
    return page(request, "site/permissions.html", {"parts": everything_and_who_may()})
