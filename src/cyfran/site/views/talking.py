"""From a page to what members say about what it shows."""

from django.http import HttpResponseRedirect
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.site.subjects import subject_on


@require_safe
def talk_about(request: SocietyRequest) -> HttpResponseRedirect:
    """To the thread about the page that is named; to all threads where there is none."""
    home = society_url(request.society, "society:home")
    path = request.GET.get("page", "")
    try:
        found = resolve(path) if path.startswith(home) else None
    except Resolver404:
        found = None
    if found is None:
        return HttpResponseRedirect(society_url(request.society, "talk:home"))
    about = subject_on(request.society, found.view_name, found.kwargs)
    return HttpResponseRedirect(society_url(request.society, "talk:thread", about=about))
