"""The demonstration's doors: sign in as somebody, let a day pass, read the mail. In earnest none of them is there."""

import email
from collections.abc import Callable
from datetime import UTC, timedelta
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cyfran.kernel.jobs import run_all_sweeps, run_daily_sweeps
from cyfran.kernel.people.models import Person
from cyfran.kernel.time import move_clock, now
from cyfran.kernel.ui.pages import page
from cyfran.site.demo.people import PERSONAS
from cyfran.site.demo.state import demonstration_state
from cyfran.site.demo.steps import HUB, steps
from cyfran.site.navigation import STRIP

MAILS = 40
View = Callable[..., HttpResponse]


def only_in_a_demonstration(view: View) -> View:
    """The page is there only where the database itself says that this is a demonstration."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if demonstration_state() is None:
            raise Http404(_("There is no such page."))
        return view(request, *args, **kwargs)

    return answer


@require_safe
@only_in_a_demonstration
def guide(request: HttpRequest) -> HttpResponse:
    """The loop, step by step, each with the real screen and whom to be for it."""
    return page(
        request, "site/guide.html", {"steps": steps(), "demonstration": demonstration_state()}
    )


@require_POST
@only_in_a_demonstration
def become(request: HttpRequest, who: str) -> HttpResponse:
    """The visitor is this person of the valley, or a stranger; a strip on every page then says so."""
    logout(request)
    request.session[STRIP] = True
    if who in PERSONAS:
        person = Person.objects.filter(email=PERSONAS[who].email).first()
        if person is None:
            messages.info(request, _("The valley is still waking up. Try again in a few seconds."))
            return HttpResponseRedirect(reverse("site:home"))
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return HttpResponseRedirect(
        _within(request.POST.get("then", ""), reverse("society:home", kwargs={"society": HUB}))
    )


@require_POST
@only_in_a_demonstration
def next_day(request: HttpRequest) -> HttpResponse:
    """A day has passed, and everything that fell due in it has been done."""
    state = demonstration_state()
    if state is not None and state.is_whole:
        move_clock(now() + timedelta(days=1))
        run_all_sweeps()
        run_daily_sweeps()
        messages.success(request, _("A day has passed in the valley."))
    return HttpResponseRedirect(_within(request.POST.get("back", ""), reverse("site:guide")))


def _within(address: str, otherwise: str) -> str:
    """The address, if it is one of ours."""
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours else otherwise


@require_safe
@only_in_a_demonstration
def mail(request: HttpRequest) -> HttpResponse:
    """The mail that the installation has sent, the latest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)[
        :MAILS
    ]
    return page(request, "site/mail.html", {"letters": [_read(path) for path in files]})


def _read(path: Path) -> dict[str, Any]:
    letter = email.message_from_bytes(path.read_bytes().split(b"\n" + b"-" * 79)[0], policy=default)
    assert isinstance(letter, EmailMessage)
    body = letter.get_body(("plain",))
    return {
        "to": str(letter["To"]),
        "subject": str(letter["Subject"]),
        "at": parsedate_to_datetime(str(letter["Date"])).replace(
            tzinfo=UTC
        ),  # -0000: no zone is told
        "text": body.get_content() if body else "",
    }
