"""Who may open the pages about money."""

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _

from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.societies.requests import SocietyRequest

View = Callable[..., HttpResponse]


def for_own_party(view: View) -> View:
    """The page opens for those whom the co-op knows, and is given their party; strangers are asked to sign in."""

    @functools.wraps(view)
    def opened(request: SocietyRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        party = party_of(request.society, request.actor.person_id)
        if party is None:
            raise Http404(_("This co-op does not know you yet. Join it first."))
        return view(request, party, *args, **kwargs)

    return opened


def written(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form, if one was; an empty form was sent too."""
    return request.POST if request.method == "POST" else None


def refusal_of(call: Callable[[], object]) -> Refusal | None:
    """The no that an action says when it is called now; None when it was done."""
    try:
        call()
    except Refusal as refusal:
        return refusal
    return None


def go_to(request: SocietyRequest, name: str, **kwargs: object) -> HttpResponse:
    """Off to another page of the society."""
    return HttpResponseRedirect(society_url(request.society, name, **kwargs))
