"""The pages of electing, as members, officers and strangers meet them."""

import json
from datetime import timedelta

from django.test import Client

from cyfran.coop.elections.actions.standing import fix_ballot
from cyfran.coop.elections.models import Election, Leaf, Nomination, Paper
from cyfran.coop.elections.tests import cast
from cyfran.coop.governance.tests.cast import Hub
from cyfran.kernel.actions import Actor
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.time import now


def _as(hub: Hub, name: str) -> Client:
    client = Client()
    client.force_login(hub.people[name])
    return client


def _at(hub: Hub, name: str, **kwargs: object) -> str:
    return society_url(hub.society, f"elections:{name}", **kwargs)


def test_the_secretary_calls_an_election_and_a_member_stands(hub: Hub):
    secretary = _as(hub, "mair")
    page = secretary.get(_at(hub, "call"))
    assert page.status_code == 200
    fields = page.context["form"]
    sent = {
        "title_en": "The board",
        "title_cy": "Y bwrdd",
        "seats": 2,
        "class_code": "",
        "retiring": "all",
        "rules": "scottish",
    }
    sent["officer"] = 1
    for name in ("nominations_close_at", "opens_at", "closes_at"):
        values = fields[name].field.widget.decompress(fields.initial[name])
        boxes = ("day", "month", "year", "time")
        sent |= {f"{name}_{box}": value for box, value in zip(boxes, values, strict=True)}
    answer = secretary.post(_at(hub, "call"), sent, follow=True)
    assert answer.status_code == 200, answer.context["form"].errors
    election = Election.objects.get()
    assert (election.number, election.seats, election.state) == (1, 2, "called")
    dai = _as(hub, "dai")
    dai.post(_at(hub, "nominate", number=1), {"myself": "yes"})
    said = {"statement_en": "I can count.", "statement_cy": "", "photograph": ""}
    answer = dai.post(_at(hub, "stand", number=1), said, follow=True)
    assert "I can count." in answer.text
    answer = dai.post(_at(hub, "nominate", number=1), {"nominee": 3}, follow=True)
    assert "is asked to stand" in answer.text
    assert Nomination.objects.filter(state="proposed").count() == 1


def test_a_ballot_without_a_script(hub: Hub):
    election = cast.opened(hub)
    voter = _as(hub, "gwyn")
    address = _at(hub, "vote", number=1)
    assert "the lesser secrecy" in voter.get(address).text
    wrong = voter.post(address, {"place-1": "1", "place-2": "1"})
    assert wrong.status_code == 422
    assert "not a ranking" in wrong.text
    answer = voter.post(address, {"place-2": "1", "place-1": "2"})
    assert "This is its receipt" in answer.text
    assert Paper.objects.get().way == "plain"
    again = voter.post(address, {"place-2": "1"})
    assert "collected already" in again.text
    done = cast.declared(hub, election)
    assert Leaf.objects.get().hash in answer.text
    assert done.opened is None


def test_the_two_doors_of_a_script(hub: Hub):
    election = cast.opened(hub)
    browser = cast.Browser(election)
    door = _at(hub, "collect", number=1)
    member = _as(hub, "gwyn")
    signed = member.post(
        door, json.dumps({"blinded": browser.blinded.hex()}), content_type="application/json"
    ).json()
    browser.take(bytes.fromhex(signed["signature"]))
    vote = browser.vote((2, 1))
    said = {
        "token": vote.token,
        "signature": vote.signature,
        "salt": vote.ballot.salt,
        "ranking": vote.ballot.ranking,
    }
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post(
        _at(hub, "cast", number=1), json.dumps(said), content_type="application/json"
    )
    assert answer.status_code == 200, answer.text
    assert not answer.cookies
    receipt = answer.json()["receipt"]
    look = _at(hub, "receipts", number=1)
    assert "waits in the box" in stranger.post(look, {"receipt": receipt}).text
    cast.declared(hub, election)
    assert "is in the log" in stranger.post(look, {"receipt": receipt.upper()}).text
    assert "no ballot with this receipt" in stranger.post(look, {"receipt": "0" * 64}).text
    assert stranger.post(look, {"receipt": "x"}).status_code == 422


def test_the_doors_that_know_nobody_read_no_session(hub: Hub):
    cast.opened(hub)
    member = _as(hub, "gwyn")
    for name, sent in (("cast", "{}"), ("receipts", None)):
        answer = member.post(
            _at(hub, name, number=1),
            sent or {},
            **({"content_type": "application/json"} if sent else {}),
        )
        assert not answer.wsgi_request.session.accessed, name
        assert "Sign out" not in answer.text
        assert not answer.cookies
    assert member.get(_at(hub, "vote", number=1)).status_code == 200


def test_the_result_and_what_anybody_can_download(hub: Hub):
    election = cast.opened(hub)
    cast.voted(hub, election, **cast.EVERYBODY)
    assert Client().get(_at(hub, "ballots", number=1)).status_code == 404
    cast.declared(hub, election)
    page = _as(hub, "nest").get(_at(hub, "election", number=1)).text
    assert "Elected: Dai, Sian." in page
    assert "elected at stage 1" in page
    assert Election.objects.get().seed in page
    blt = Client().get(_at(hub, "ballots", number=1)).text
    assert blt.splitlines()[0] == "3 2"
    assert "Dai" not in blt
    log = Client().get(_at(hub, "log", number=1)).json()
    assert len(log["leaves"]) == 6
    assert all(leaf["ranking"] for leaf in log["leaves"])
    assert "def scottish" in b"".join(Client().get(_at(hub, "counter"))).decode()


def test_every_page_of_an_election_in_every_state(hub: Hub):
    election = cast.call(hub)
    for step in range(4):
        for who in ("mair", "dai", "nest"):
            for name in ("election", "receipts"):
                assert _as(hub, who).get(_at(hub, name, number=1)).status_code == 200
            assert _as(hub, who).get(_at(hub, "home")).status_code == 200
        if step == 0:
            cast.put_forward(hub, election, "dai", "sian", "elin")
            hub.clock.until(election.nominations_close_at + timedelta(minutes=1))
        elif step == 1:
            fix_ballot(actor=Actor.guest(), election=election, at=now())
            hub.clock.until(election.opens_at + timedelta(minutes=1))
        elif step == 2:
            election.refresh_from_db()
            cast.declared(hub, election)
