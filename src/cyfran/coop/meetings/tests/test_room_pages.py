"""The desk, each member's page and the proxy's page, as people use them."""

from typing import Any

from django.test import Client
from django.utils import translation

from cyfran.coop.governance.models import Resolution
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.meetings.models import Item, Presence, Proxy, Question, Speech
from cyfran.coop.meetings.tests import cast
from cyfran.kernel.societies.addresses import society_url


def _as(hub: Hub, name: str) -> Client:
    client = Client()
    client.force_login(hub.people[name])
    return client


def _text(response: Any) -> str:
    return str(response.content.decode())


def test_a_meeting_is_run_from_the_desk_and_followed_on_a_phone(hub: Hub) -> None:
    cast.allow_proxies(hub)
    meeting = cast.noticed(hub, online=True)
    draft = hub.draft()
    draft.meeting = meeting
    draft.save(update_fields=["meeting"])
    resolution = hub.give_notice(draft)
    mair, dai, sian, nest = (_as(hub, name) for name in ("mair", "dai", "sian", "nest"))
    desk, here, proxy = (
        society_url(hub.society, f"meetings:{name}", pk=meeting.pk)
        for name in ("room", "here", "proxy")
    )

    def press(client: Client, page: str, do: str, status: int = 302, **given: object) -> str:
        answer = client.post(page, {"do": do, **given})
        assert answer.status_code == status, _text(answer)
        return _text(answer)

    holder = cast.invited(hub, meeting, "dai").pk
    form = {"holder": holder, f"on_{resolution.pk}": "against"}
    assert nest.post(proxy, form).status_code == 302
    assert "Dai" in _text(nest.get(proxy))
    assert dai.get(desk).status_code in (403, 404)
    hub.clock.until(meeting.held_at)
    press(mair, desk, "open", 422)
    press(dai, here, "join")
    press(sian, here, "join")
    press(mair, desk, "check_in", **{"in-invitee": cast.invited(hub, meeting, "mair").pk})
    assert "4 are present: 1 in the room, 2 from elsewhere, 1 by proxy" in _text(mair.get(desk))
    press(mair, desk, "duty", **{"duty-invitee": holder, "duty-what": "teller"})
    press(mair, desk, "open")
    assert here in _text(sian.get(society_url(hub.society, "society:home")))
    item = Item.objects.get(resolution=resolution)
    press(mair, desk, "take_up", which=item.pk)
    press(sian, here, "order")
    press(dai, here, "speak")
    press(mair, desk, "floor", which=Speech.objects.get(kind="order").pk)
    assert "You have the floor." in _text(sian.get(here))
    press(mair, desk, "spoken", which=Speech.objects.get(kind="order").pk)
    press(dai, here, "unspeak")
    press(mair, desk, "hands", which=item.pk)
    figures = {"count-votes_for": 3, "count-against": 0, "count-abstained": 0, "which": item.pk}
    assert press(mair, desk, "count", 422, which=item.pk)
    press(mair, desk, "count", **figures)
    assert "differ" in press(dai, desk, "count", 422, **(figures | {"count-against": 1}))
    for client in (mair, dai, sian):
        press(client, here, "demand")
    assert Question.objects.get().way == "ballot"
    page = _text(dai.get(here))
    assert "instructed: against" in page
    given = Proxy.objects.get()
    press(dai, here, "proxy", which=given.pk, choice="for", status=422)
    press(dai, here, "proxy", which=given.pk, choice="against")
    press(dai, here, "vote", choice="for")
    press(sian, here, "vote", choice="for")
    press(sian, here, "vote", status=422)
    press(mair, here, "vote", choice="for")
    press(mair, desk, "close_ballot", which=item.pk)
    assert "3 for, 1 against, 0 abstained" in _text(sian.get(here))
    assert Resolution.objects.get(pk=resolution.pk).state == "carried"
    with translation.override("cy"):
        for client, name in ((mair, "room"), (sian, "here"), (nest, "proxy")):
            address = society_url(hub.society, f"meetings:{name}", pk=meeting.pk)
            assert client.get(address).status_code == 200
    press(mair, desk, "leave", which=Presence.objects.first().pk)
    press(mair, desk, "close")
    assert "The meeting is over." in _text(sian.get(here))
    press(mair, desk, "nothing", 422)


def test_who_was_not_invited_is_not_at_the_meeting(hub: Hub) -> None:
    board = cast.noticed(hub, "board")
    dai = _as(hub, "dai")
    assert dai.get(society_url(hub.society, "meetings:here", pk=board.pk)).status_code == 403
    assert (
        _as(hub, "mair").get(society_url(hub.society, "meetings:here", pk=board.pk)).status_code
        == 200
    )
    adjourn = society_url(hub.society, "meetings:adjourn", pk=board.pk)
    assert dai.get(adjourn).status_code == 403
    assert _as(hub, "mair").post(adjourn, {"reason_en": ""}).status_code == 422
