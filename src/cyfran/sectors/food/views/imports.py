"""A catalogue file comes in: choose it, look at what it would do, confirm."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cyfran.kernel.files.actions import keep_file
from cyfran.kernel.files.models import StoredFile
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Party
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page
from cyfran.sectors.food.actions import import_food
from cyfran.sectors.food.forms import ChoicesForm, FileForm
from cyfran.sectors.food.previews import Preview, preview_of, problem_lines
from cyfran.sectors.food.queries import food_differences, recognised
from cyfran.sectors.food.readers.either import MAX_BYTES, read_catalogue
from cyfran.sectors.food.readers.reading import CatalogueReading, ReadingChoices
from cyfran.trade.catalogue.actions.imports import Imported
from cyfran.trade.catalogue.queries.imports import plan_of
from cyfran.trade.catalogue.queries.offers import sellers_of
from cyfran.trade.catalogue.rules.plans import fingerprint


@for_roles("coordinator")
@require_http_methods(["GET", "POST"])
def choose_file(request: SocietyRequest) -> HttpResponse:
    """Which file, and what it does not say of itself. A file with something wrong in it is not kept."""
    form = FileForm(
        request.POST or None, request.FILES or None, sellers=sellers_of(request.society)
    )
    reading: CatalogueReading | None = None
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        # One byte more than is taken, so that a larger file is refused by its size and never held whole.
        body = upload.read(MAX_BYTES + 1)
        reading = read_catalogue(body, _reading_choices(form))
        if not reading.problems:
            try:
                return redirect(_kept_address(request, upload.name, body, form))
            except Refusal as no:
                refusal = no
    failed = bool(form.errors or refusal or reading)
    context = {
        "form": form,
        "refusal": refusal,
        "problems": problem_lines(reading.problems) if reading else [],
        "more_problems": reading.more_problems if reading else 0,
    }
    return page(request, "food/import.html", context, status=422 if failed else 200)


def _kept_address(request: SocietyRequest, name: str | None, body: bytes, form: ChoicesForm) -> str:
    """Keep the file; where to look at what it would do."""
    kept = keep_file(
        actor=request.actor,
        society=request.society,
        name=name or "catalogue",
        body=body,
        at=request.at,
    )
    address = society_url(request.society, "food:preview", file_id=kept.pk)
    return f"{address}?{urlencode(_asked(form))}"


@for_roles("coordinator")
@require_http_methods(["GET", "POST"])
def look(request: SocietyRequest, file_id: int) -> HttpResponse:
    """What the kept file would do; posting does it."""
    file = _kept(request, file_id)
    sellers = sellers_of(request.society)
    form = ChoicesForm(request.POST or request.GET or None, sellers=sellers)
    if not form.is_valid():
        form = ChoicesForm({"language": "en"}, sellers=sellers)
        form.is_valid()
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            done = _bring_in(request, file, form)
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, _told(done))
            return redirect(society_url(request.society, "food:offers"))
    return _show(request, file, form, refusal)


def _show(
    request: SocietyRequest, file: StoredFile, form: ChoicesForm, refusal: Refusal | None
) -> HttpResponse:
    reading = read_catalogue(bytes(file.content.body or b""), _reading_choices(form))
    plan = plan_of(
        request.society,
        recognised(request.society, reading.rows),
        all_from=_seller(form),
        withdraw_missing_of=reading.source if form.cleaned_data["withdraw_missing"] else "",
        also=food_differences(request.society),
    )
    names = {seller.party_id: seller.name for seller in sellers_of(request.society)}
    preview: Preview = preview_of(plan, names)
    context: dict[str, Any] = {
        "file": file,
        "form": form,
        "refusal": refusal,
        "preview": preview,
        "problems": problem_lines(reading.problems) + preview.problems,
        "more_problems": reading.more_problems + preview.more_problems,
        "remarks": problem_lines(reading.remarks),
        "fingerprint": fingerprint(plan),
        "asked": _asked(form),
    }
    return page(request, "food/preview.html", context, status=422 if refusal else 200)


def _bring_in(request: SocietyRequest, file: StoredFile, form: ChoicesForm) -> Imported:
    return import_food(
        actor=request.actor,
        society=request.society,
        file=file,
        language=form.cleaned_data["language"],
        prices_with_tax=form.cleaned_data["prices_with_tax"],
        all_from=_seller(form),
        withdraw_missing=form.cleaned_data["withdraw_missing"],
        previewed=request.POST.get("fingerprint", ""),
        at=request.at,
    )


def _kept(request: SocietyRequest, file_id: int) -> StoredFile:
    file = (
        StoredFile.objects.select_related("content")
        .filter(society=request.society, pk=file_id, erased_at=None)
        .first()
    )
    if file is None or file.content.body is None:
        raise Http404(_("That file is no longer kept."))
    return file


def _reading_choices(form: ChoicesForm) -> ReadingChoices:
    given = form.cleaned_data
    return ReadingChoices(
        language=given["language"], prices_with_tax=given["prices_with_tax"], currency="GBP"
    )


def _seller(form: ChoicesForm) -> Party | None:
    seller_id = form.cleaned_data["seller"]
    return Party.objects.get(pk=seller_id) if seller_id else None


def _asked(form: ChoicesForm) -> dict[str, str]:
    """The choices as an address holds them; what is not chosen is left out."""
    given = form.cleaned_data
    return {
        name: "on" if given[name] is True else str(given[name])
        for name in ("seller", "language", "prices_with_tax", "withdraw_missing")
        if given[name]
    }


def _told(done: Imported) -> str:
    """What was done, in a sentence or two."""
    parts = [
        ngettext("%(count)s offer is new.", "%(count)s offers are new.", done.created) % {"count": done.created},
        ngettext("%(count)s changed.", "%(count)s changed.", done.changed) % {"count": done.changed},
    ]  # fmt: skip
    if done.withdrawn:
        parts.append(
            ngettext("%(count)s is withdrawn.", "%(count)s are withdrawn.", done.withdrawn)
            % {"count": done.withdrawn}
        )
    return " ".join(parts)
