"""The pages before a meeting: an officer calls it, puts its agenda together and gives notice; members see it."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from cyfran.coop.governance.models import Meeting
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.meetings.models import Item, Requisition, Service
from cyfran.coop.meetings.queries import agenda_of
from cyfran.coop.meetings.tests import cast
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Party
from cyfran.kernel.time import now, society_day


def _as(hub: Hub, name: str) -> Client:
    client = Client()
    client.force_login(hub.people[name])
    return client


def _at(hub: Hub, name: str, **kwargs: object) -> str:
    return society_url(hub.society, f"meetings:{name}", **kwargs)


def _text(response: Any) -> str:
    return str(response.content.decode())


def _moment(hub: Hub, days: int, field: str = "held_at") -> dict[str, str]:
    day = society_day(hub.society, now()) + timedelta(days=days)
    return {
        f"{field}_day": str(day.day),
        f"{field}_month": str(day.month),
        f"{field}_year": str(day.year),
        f"{field}_time": "19:00",
    }


FORM = {
    "kind": "annual",
    "name_en": "Annual meeting",
    "place_cy": "Neuadd Llandeilo",
    "online": "on",
}


def test_an_officer_calls_a_meeting_and_gives_notice_of_it(hub: Hub) -> None:
    mair, dai = _as(hub, "mair"), _as(hub, "dai")
    form = {**FORM, **_moment(hub, 28)}
    assert dai.post(_at(hub, "call"), form).status_code == 403
    answer = mair.post(_at(hub, "call"), form)
    assert answer.status_code == 302
    meeting = Meeting.objects.get()
    assert "Monday 30 November, 19:00" in _text(mair.get(answer["Location"]))
    new = _at(hub, "new_item", pk=meeting.pk)
    assert mair.post(new, {"title_en": ""}).status_code == 422
    for title in ("The accounts", "The minutes of last year"):
        assert mair.post(new, {"title_en": title, "decides": "on"}).status_code == 302
    second = agenda_of(meeting)[1]
    assert mair.post(_at(hub, "item_up", pk=meeting.pk, item=second.pk)).status_code == 302
    assert [str(one.title) for one in agenda_of(meeting)] == [
        "The minutes of last year",
        "The accounts",
    ]
    change = _at(hub, "item", pk=meeting.pk, item=second.pk)
    assert "The minutes of last year" in _text(mair.get(change))
    assert mair.post(change, {"title_en": "The minutes"}).status_code == 302
    give = _at(hub, "give_notice", pk=meeting.pk)
    assert "The minutes" in _text(mair.get(give))
    assert dai.get(give).status_code == 403
    assert mair.post(give, {"go": "on"}).status_code == 302
    assert mair.post(give, {"go": "on"}).status_code == 422
    page = _text(dai.get(answer["Location"]))
    assert "6 people, you among them" in page
    assert "Put an item on it" not in page
    assert mair.post(_at(hub, "remove_item", pk=meeting.pk, item=second.pk)).status_code == 422
    assert Item.objects.filter(meeting=meeting).count() == 2


def test_a_paper_is_read_by_members(hub: Hub) -> None:
    meeting = cast.call(hub)
    item = cast.put(hub, meeting, "The accounts")
    address = _at(hub, "paper", pk=meeting.pk, item=item.pk)
    mair, dai = _as(hub, "mair"), _as(hub, "dai")
    file = SimpleUploadedFile("accounts.csv", b"year,surplus\n2026,1200\n")
    assert mair.post(address, {"file": file}).status_code == 302
    assert mair.post(address, {"file": SimpleUploadedFile("a.exe", b"\x00MZ")}).status_code == 422
    page = _text(dai.get(_at(hub, "meeting", pk=meeting.pk)))
    assert "accounts.csv" in page
    paper = item.papers.get()
    download = dai.get(society_url(hub.society, "files:download", file_id=paper.file_id))
    assert download.content == b"year,surplus\n2026,1200\n"
    assert dai.post(address, {"file": file}).status_code == 403


def test_it_is_put_off_and_called_off_with_a_reason(hub: Hub) -> None:
    meeting, mair = cast.noticed(hub), _as(hub, "mair")
    postpone = _at(hub, "postpone", pk=meeting.pk)
    form = {"place_en": "The chapel", "reason_cy": "Mae’r neuadd dan ddŵr."}
    assert mair.post(postpone, {**form, **_moment(hub, 10)}).status_code == 422
    moved = mair.post(postpone, {**form, **_moment(hub, 30)})
    assert moved.status_code == 302, _text(moved)
    page = _text(_as(hub, "dai").get(_at(hub, "meeting", pk=meeting.pk)))
    assert "Postponed" in page
    assert "Mae’r neuadd dan ddŵr." in page
    assert "The chapel" in page
    cancel = _at(hub, "cancel", pk=meeting.pk)
    assert mair.post(cancel, {"reason_en": ""}).status_code == 422
    assert mair.post(cancel, {"reason_en": "Nobody can come."}).status_code == 302
    assert "Nobody can come." in _text(mair.get(_at(hub, "meeting", pk=meeting.pk)))
    assert "Cancelled" in _text(mair.get(_at(hub, "every")))


def test_who_was_told_stands_in_a_table_and_the_post_is_recorded(hub: Hub) -> None:
    Party.objects.filter(person=hub.people["nest"]).update(email="", address="2 Stryd y Bont")
    meeting, mair = cast.noticed(hub), _as(hub, "mair")
    cast.tell(hub)
    served = _at(hub, "served", pk=meeting.pk)
    page = _text(mair.get(served))
    assert "2 Stryd y Bont" in page
    assert page.count("by e-mail") == 5
    assert "1 still to be told" in _text(mair.get(_at(hub, "meeting", pk=meeting.pk)))
    nest = meeting.invitees.get(party__person=hub.people["nest"])
    day = {key: value for key, value in _moment(hub, 0, "sent_on").items() if "time" not in key}
    tomorrow = {
        key: value for key, value in _moment(hub, 1, "sent_on").items() if "time" not in key
    }
    form = {"invitee": str(nest.pk), "way": "post"}
    assert mair.post(served, {**form, **tomorrow}).status_code == 422
    assert mair.post(served, {**form, **day}).status_code == 302
    assert Service.objects.filter(meeting=meeting, way="post").count() == 1
    assert "2 Stryd y Bont" not in _text(mair.get(served))
    assert _as(hub, "dai").get(served).status_code == 403


def test_a_circle_is_who_it_is_said_to_be(hub: Hub) -> None:
    meeting, mair = cast.call(hub, "circle"), _as(hub, "mair")
    cast.put(hub, meeting, "Packing")
    give = _at(hub, "give_notice", pk=meeting.pk)
    assert mair.post(give, {"numbers": "1, 99"}).status_code == 422
    assert mair.post(give, {"numbers": "one"}).status_code == 422
    assert mair.post(give, {"numbers": "1, 2"}).status_code == 302
    assert meeting.invitees.count() == 2


def test_members_ask_for_a_meeting_on_its_own_page(hub: Hub) -> None:
    dai, sian = _as(hub, "dai"), _as(hub, "sian")
    answer = dai.post(_at(hub, "ask"), {"purpose_en": "To talk about the hall."})
    requisition = Requisition.objects.get()
    page = _text(sian.get(answer["Location"]))
    assert "To talk about the hall." in page
    assert "Ask for it too" in page
    assert sian.post(answer["Location"]).status_code == 302
    assert sian.post(answer["Location"]).status_code == 422
    assert "2 members of 1 ask for it." in _text(sian.get(_at(hub, "every")))
    call = _at(hub, "call_asked_for", pk=requisition.pk)
    form = {"name_en": "The hall", "place_en": "The hall", **_moment(hub, 40)}
    assert dai.post(call, form).status_code == 422
    assert _as(hub, "mair").post(call, form).status_code == 302
    assert "The hall" in _text(sian.get(_at(hub, "requisitions")))


def test_every_page_of_meetings_is_there_in_welsh(hub: Hub) -> None:
    meeting, mair = cast.call(hub), _as(hub, "mair")
    item = cast.put(hub, meeting, "The accounts")
    with translation.override("cy"):
        for name, given in (
            ("every", {}),
            ("call", {}),
            ("requisitions", {}),
            ("ask", {}),
            *((one, {"pk": meeting.pk}) for one in ("meeting", "change", "postpone", "cancel", "new_item", "give_notice", "served")),
            *((one, {"pk": meeting.pk, "item": item.pk}) for one in ("item", "paper")),
        ):  # fmt: skip
            page = mair.get(_at(hub, name, **given))
            assert page.status_code == 200, name
            assert '<html lang="cy"' in _text(page), name
    assert mair.get(_at(hub, "meeting", pk=0)).status_code == 404
    assert mair.get(_at(hub, "item", pk=meeting.pk, item=0)).status_code == 404
