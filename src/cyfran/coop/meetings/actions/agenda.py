"""The agenda of a meeting, and the papers that members read before it."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings.actions.calling import MAY_CALL
from cyfran.coop.meetings.models import Item, Paper
from cyfran.coop.meetings.queries import agenda_of
from cyfran.coop.meetings.refusals import AgendaStands
from cyfran.kernel.actions import Actor, action
from cyfran.kernel.files.models import StoredFile
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import constraint_means

STANDS = ("agenda_stands_from_the_notice", AgendaStands)


@action(may=MAY_CALL, label=_("Put an item on the agenda"))
def add_item(
    *,
    actor: Actor,
    meeting: Meeting,
    title: Bilingual,
    text: Bilingual | None,
    decides: bool,
    at: datetime,
    procedural: bool = False,
) -> Item:
    """The item stands last on the agenda. Once notice is given, only how the meeting itself goes on can be added to
    a general meeting.

    Refuses with AgendaStands.
    """
    with constraint_means(*STANDS):
        return Item.objects.create(
            society_id=meeting.society_id,
            meeting=meeting,
            position=len(agenda_of(meeting)) + 1,
            title=title,
            text=text,
            decides=decides,
            procedural=procedural,
        )


@action(may=MAY_CALL, label=_("Change an item of the agenda"))
def revise_item(
    *,
    actor: Actor,
    item: Item,
    title: Bilingual,
    text: Bilingual | None,
    decides: bool,
    at: datetime,
) -> Item:
    """The item says this. A resolution keeps the words of its notice.

    Refuses with AgendaStands.
    """
    if item.resolution_id is not None:
        raise AgendaStands
    item.title, item.text, item.decides = title, text, decides
    with constraint_means(*STANDS):
        item.save(update_fields=["title", "text", "decides"])
    return item


@action(may=MAY_CALL, label=_("Move an item up the agenda"))
def raise_item(*, actor: Actor, item: Item, at: datetime) -> Item:
    """The item stands before the one it stood after.

    Refuses with AgendaStands.
    """
    items = agenda_of(item.meeting)
    place = next(index for index, one in enumerate(items) if one.pk == item.pk)
    if place:
        items[place - 1], items[place] = items[place], items[place - 1]
    _number(items)
    return item


@action(may=MAY_CALL, label=_("Take an item off the agenda"))
def remove_item(*, actor: Actor, item: Item, at: datetime) -> Meeting:
    """The item is gone, and what follows moves up.

    Refuses with AgendaStands; a resolution is withdrawn, and an item with papers stays.
    """
    if item.resolution_id is not None or item.papers.exists():
        raise AgendaStands
    meeting = item.meeting
    with constraint_means(*STANDS):
        item.delete()
    _number(agenda_of(meeting))
    return meeting


@action(may=MAY_CALL, label=_("Add a paper to an item of the agenda"))
def add_paper(*, actor: Actor, item: Item, file: StoredFile, at: datetime) -> Paper:
    """Members can read the file before the meeting."""
    return Paper.objects.create(society_id=item.society_id, item=item, file=file)


def _number(items: list[Item]) -> None:
    with constraint_means(*STANDS):
        for position, item in enumerate(items, start=1):
            if item.position != position:
                item.position = position
                item.save(update_fields=["position"])
