"""The first page, the choice of language, and whether the installation is well."""

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from cyfran.kernel.people.requests import SignedInRequest
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.queries import societies_of
from cyfran.kernel.ui.pages import page
from cyfran.site.demo.state import demonstration_state

SHOWN = 30


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """From the bare address to the language the reader chose or their browser asks for."""
    chosen = translation.get_language_from_request(request)
    with translation.override("cy" if chosen == "cy" else "en"):
        return HttpResponseRedirect(reverse("site:home"))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Cyfran is, the co-ops here, and how to found one."""
    context = {
        "societies": Society.objects.exclude(state__in=["dissolved", "merged"]).order_by(
            "state", "slug"
        )[:SHOWN],
        "own": societies_of(request.user.pk) if request.user.is_authenticated else (),
        "demonstration": demonstration_state(),
    }
    return page(request, "site/home.html", context)


@login_required
@require_safe
def own_societies(request: SignedInRequest) -> HttpResponse:
    """The co-ops in which the person who is signed in is known."""
    return page(request, "site/own_societies.html", {"own": societies_of(request.user.pk)})


@require_safe
def health(_request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it does not, saying so."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:  # noqa: BLE001 - whatever it is, we are not well
        return JsonResponse({"status": "unwell", "database": "away"}, status=503)
    return JsonResponse({"status": "well"})
