"""The agenda: items put on it, changed, moved and taken off, and papers added."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as say
from django.views.decorators.http import require_POST

from cyfran.coop.meetings.actions.agenda import (
    add_item,
    add_paper,
    raise_item,
    remove_item,
    revise_item,
)
from cyfran.coop.meetings.actions.calling import CALLERS
from cyfran.coop.meetings.forms import ItemForm, PaperForm
from cyfran.coop.meetings.models import Item, Paper
from cyfran.coop.meetings.views.asking import ask, item_or_404, meeting_or_404, meeting_url
from cyfran.coop.meetings.views.lists import meeting_page
from cyfran.kernel.files.actions import keep_file
from cyfran.kernel.files.models import StoredFile
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.requests import SocietyRequest


@for_roles(*CALLERS)
def new(request: SocietyRequest, pk: int) -> HttpResponse:
    """An item is put on the agenda."""
    meeting = meeting_or_404(request, pk)
    form = ItemForm(request.POST or None)
    return ask(
        request,
        form,
        lambda: add_item(
            actor=request.actor, meeting=meeting, at=request.at, **_written(form.cleaned_data)
        ),
        then=lambda _item: meeting_url(meeting),
        context={
            "heading": say("Put an item on the agenda"),
            "about": meeting.name,
            "back": meeting_url(meeting),
        },
    )


@for_roles(*CALLERS)
def change(request: SocietyRequest, pk: int, item: int) -> HttpResponse:
    """What the item says."""
    one = item_or_404(request, pk, item)
    now = {"title": one.title, "text": one.text, "decides": one.decides}
    form = ItemForm(request.POST or None, initial=now)
    return ask(
        request,
        form,
        lambda: revise_item(
            actor=request.actor, item=one, at=request.at, **_written(form.cleaned_data)
        ),
        then=lambda _item: meeting_url(one.meeting),
        context={
            "heading": say("Change the item"),
            "about": one.title,
            "back": meeting_url(one.meeting),
        },
    )


@for_roles(*CALLERS)
def paper(request: SocietyRequest, pk: int, item: int) -> HttpResponse:
    """A file goes with the item."""
    one = item_or_404(request, pk, item)
    form = PaperForm(request.POST or None, request.FILES or None)
    return ask(
        request,
        form,
        lambda: _kept(request, one, form.cleaned_data["file"]),
        then=lambda _paper: meeting_url(one.meeting),
        context={
            "heading": say("Add a paper"),
            "about": one.title,
            "verb": say("Add it"),
            "back": meeting_url(one.meeting),
        },
    )


@for_roles(*CALLERS)
@require_POST
def up(request: SocietyRequest, pk: int, item: int) -> HttpResponse:
    """The item goes one up."""
    one = item_or_404(request, pk, item)
    try:
        raise_item(actor=request.actor, item=one, at=request.at)
    except Refusal as refusal:
        return meeting_page(request, one.meeting, refusal)
    return HttpResponseRedirect(meeting_url(one.meeting))


@for_roles(*CALLERS)
@require_POST
def remove(request: SocietyRequest, pk: int, item: int) -> HttpResponse:
    """The item is taken off."""
    one = item_or_404(request, pk, item)
    try:
        remove_item(actor=request.actor, item=one, at=request.at)
    except Refusal as refusal:
        return meeting_page(request, one.meeting, refusal)
    return HttpResponseRedirect(meeting_url(one.meeting))


def _written(given: dict[str, Any]) -> dict[str, Any]:
    return {**given, "text": given["text"] or None}


def _kept(request: SocietyRequest, item: Item, upload: Any) -> Paper:
    file = keep_file(
        actor=request.actor,
        society=request.society,
        name=upload.name,
        body=upload.read(),
        audience=StoredFile.Audience.MEMBERS,
        at=request.at,
    )
    return add_paper(actor=request.actor, item=item, file=file, at=request.at)
