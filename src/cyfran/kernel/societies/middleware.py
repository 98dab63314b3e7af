"""A page below /<lang>/<society>/ is one transaction that sees that society and no other."""

from collections.abc import Callable
from datetime import UTC
from typing import Any, cast

from django.db import transaction
from django.db.models import DateTimeField, Func, TextField, Value
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_is_set, society_is_unset
from cyfran.kernel.people.requests import ActingRequest
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.requests import SocietyRequest

# One query finds the society, sets the tenant for this transaction and reads the installation's clock.
ENTER = Society.objects.annotate(
    entered_at=Func(function="cyfran_now", output_field=DateTimeField()),
    tenant=Func(
        Value("cyfran.society"),
        Cast("pk", TextField()),
        Value(True),
        function="set_config",
        output_field=TextField(),
    ),
)


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
        with transaction.atomic():
            society = ENTER.filter(slug=slug).first()
            if society is None:
                raise Http404(_("There is no co-op at this address."))
            entered = cast(SocietyRequest, request)
            entered.society, entered.at = society, society.entered_at.astimezone(UTC)
            token = society_is_set(society.pk)
            try:
                with timezone.override(society.zone):  # pages say times where the society is
                    return view(request, *args, **kwargs)
            finally:
                society_is_unset(token)


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in person, or a guest."""
    return Actor.person(request.user.pk) if request.user.is_authenticated else Actor.guest()
