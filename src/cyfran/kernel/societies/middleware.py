"""A page below /<lang>/<society>/ is one transaction that sees that society and no other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_is_set, society_is_unset
from cyfran.kernel.people.requests import ActingRequest
from cyfran.kernel.societies.access import OF_ONE_MOMENT
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.queries import enter_society
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page

NOT_ALLOWED = 405

Source = Callable[[HttpRequest, Society], Actor | None]
_sources: list[Source] = []


def actors_come_from(source: Source) -> None:
    """The function tells who acts on a society's page where it is not simply whoever is signed in."""
    if source not in _sources:
        _sources.append(source)


class SocietyMiddleware:
    """Gives a society's pages `request.society`, `request.actor` and `request.at`; others get the actor alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.society = None  # type: ignore[attr-defined]  # SocietyRequest promises it to society pages alone
        cast(ActingRequest, request).actor = cast(
            Actor, SimpleLazyObject(lambda: actor_of(request))
        )
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """The view runs inside the society's transaction; an unknown society is a 404."""
        slug = kwargs.pop("society", None)
        if slug is None:
            return None
        with _page_transaction(of_one_moment=getattr(view, OF_ONE_MOMENT, False)):
            found = enter_society(slug)
            if found is None:
                raise Http404(_("There is no co-op at this address."))
            entered = cast(SocietyRequest, request)
            entered.society, entered.at = found
            token = society_is_set(entered.society.pk)
            try:
                with timezone.override(
                    entered.society.zone
                ):  # pages say times where the society is
                    return _told(request, view(request, *args, **kwargs))
            finally:
                society_is_unset(token)


def _told(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """An address that takes forms only says so to whoever opens it.

    After a form that did not pass it stands in the browser, and the switch of language leads to it.
    """
    if answer.status_code != NOT_ALLOWED or request.method != "GET":
        return answer
    told = page(request, "405.html", status=NOT_ALLOWED)
    told.headers["Allow"] = answer.headers["Allow"]
    return told


@contextmanager
def _page_transaction(*, of_one_moment: bool) -> Iterator[None]:
    is_inside = connection.in_atomic_block
    with transaction.atomic():
        if of_one_moment and not is_inside:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in person, whoever they act for on this society's pages, or a guest."""
    if not request.user.is_authenticated:
        return Actor.guest()
    society: Society | None = request.society  # type: ignore[attr-defined]
    others = (source(request, society) for source in _sources if society is not None)
    return next((actor for actor in others if actor), None) or Actor.person(request.user.pk)
