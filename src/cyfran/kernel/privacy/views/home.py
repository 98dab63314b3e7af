"""What the officers have to do about personal data, most urgent first."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cyfran.kernel.privacy.queries import (
    answered_requests,
    breaches_of,
    clocks_running,
    open_requests,
)
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page

OFFICERS = ("secretary", "chair", "board", "founder")
SHOWN = 20


@for_roles(*OFFICERS)
@require_safe
def home(request: SocietyRequest) -> HttpResponse:
    """What waits for an answer and by when, breaches with their clock, and where the papers are."""
    society = request.society
    context = {
        "clocks": [
            (breach, max(0, int((breach.tell_by - request.at).total_seconds() // 3600)))
            for breach in clocks_running(society)
        ],
        "requests": open_requests(society),
        "answered": answered_requests(society)[:SHOWN],
        "breaches": breaches_of(society)[:SHOWN],
        "today": request.at.date(),
    }
    return page(request, "privacy/home.html", context)
