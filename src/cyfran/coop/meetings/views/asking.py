"""One form, one act, and back: what most pages of meetings are."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as say

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings import queries
from cyfran.coop.meetings.models import Item
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui import asking

READERS = ("member", "secretary", "board", "chair", "treasurer", "coordinator", "founder")


def meeting_or_404(request: SocietyRequest, pk: int) -> Meeting:
    """The meeting of this society with that number."""
    found = queries.every_meeting(request.society).select_related("society").filter(pk=pk).first()
    if found is None:
        raise Http404(say("There is no such meeting."))
    return found


def item_or_404(request: SocietyRequest, pk: int, item: int) -> Item:
    """The item of that meeting's agenda."""
    found = Item.objects.select_related("meeting__society").filter(
        society=request.society, meeting=pk, pk=item
    )
    one = found.first()
    if one is None:
        raise Http404(say("There is no such item on the agenda."))
    return one


def meeting_url(meeting: Meeting) -> str:
    """The meeting's own page."""
    return society_url(meeting.society, "meetings:meeting", pk=meeting.pk)


def ask(
    request: SocietyRequest,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    then: Callable[[Any], str],
    context: Mapping[str, Any],
    template: str = "meetings/ask.html",
) -> HttpResponse:
    """As every page asks (kernel/ui/asking.py), on the page that most forms of meetings have."""
    return asking.ask(request, template, form, act, then=then, context=context)
