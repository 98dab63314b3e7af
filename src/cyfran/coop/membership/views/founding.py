"""The founding, one question a page."""

from django.http import Http404, HttpRequest, HttpResponse

from cyfran.coop.membership.links import invitation_of


def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What the invited person is asked, and the button that accepts."""
    found = invitation_of(token, request.society)
    if found is None:
        raise Http404
    return HttpResponse(found.name)
