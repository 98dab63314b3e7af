"""What pages are dressed in, and the page that shows every piece."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cyfran.kernel.ui import bundles
from cyfran.kernel.ui.accents import accent_of
from cyfran.kernel.ui.pages import page
from cyfran.kernel.ui.reading import COOKIE, Reading, ReadingForm
from cyfran.kernel.ui.specimens import specimens

A_YEAR = 365 * 24 * 60 * 60
KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
FOR_EVER = "public, max-age=31536000, immutable"


def bundle(request: HttpRequest, digest: str, name: str, kind: str) -> HttpResponse:
    """Stylesheets or scripts, joined. An address of an older version answers with the newest, not kept."""
    found = bundles.bundle(name, kind) if kind in KINDS else None
    if found is None:
        raise Http404
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(found.packed if packed else found.plain, content_type=KINDS[kind])
    response["Cache-Control"] = FOR_EVER if digest == found.digest else "no-cache"
    response["Vary"] = "Accept-Encoding"
    if packed:
        response["Content-Encoding"] = "gzip"
    return response


def accent(_request: HttpRequest, colour: str) -> HttpResponse:
    """The palette steps of a co-op's accent, for `#` + colour; 404 for one that cannot be read."""
    try:
        made = accent_of(f"#{colour}")
    except ValueError as error:
        raise Http404 from error
    light, dark = (
        ";".join(f"--leek-{step}:{value}" for step, value in part.items())
        for part in (made.light, made.dark)
    )
    text = (
        f"@layer tokens{{:root{{{light}}}"
        f'@media (prefers-color-scheme:dark){{:root:not([data-theme]){{{dark}}}}}:root[data-theme="dark"]{{{dark}}}}}'
    )
    return HttpResponse(
        text, content_type="text/css; charset=utf-8", headers={"Cache-Control": FOR_EVER}
    )


def style(request: HttpRequest) -> HttpResponse:
    """Every component in every state: the living page of style."""
    return page(request, "ui/style.html", specimens())


def reading(request: HttpRequest) -> HttpResponse:
    """The reader chooses light and letters; the choice is theirs and is kept in their own browser."""
    back = _safe(request, request.POST.get("back") or request.GET.get("back", ""))
    form = ReadingForm(request.POST or None, initial=vars(Reading.of(request)))
    if not (request.method == "POST" and form.is_valid()):
        return page(
            request,
            "ui/reading.html",
            {"form": form, "back": back},
            status=422 if form.is_bound else 200,
        )
    response = HttpResponseRedirect(back)
    kept = Reading(**form.cleaned_data).kept()
    response.set_cookie(
        COOKIE, kept, max_age=A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
    )
    return response


def _safe(request: HttpRequest, address: str) -> str:
    known = url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )
    return address if known else reverse("ui:reading")
