import csv
import io

import pytest
from django.test import Client

from cyfran.coop.membership.actions.members import cease_membership
from cyfran.coop.membership.models import Member
from cyfran.coop.membership.queries.shares import shares_of
from cyfran.coop.membership.tests import cast
from cyfran.coop.membership.tests.cast import class_of, joined
from cyfran.coop.membership.tests.pages import signed_in
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.ledger.chart import BANK, SHARE_CAPITAL
from cyfran.kernel.ledger.posting import account, credit, debit, post

MEMBERS = "/en/hwb-bwyd-tywi/members/"


def test_a_stranger_sees_how_many_members_there_are_and_not_who(hub, mair, dai):
    joined(hub, mair, dai)
    text = Client().get(MEMBERS).text
    assert "Dai" not in text
    assert "See how to join" in text


def test_members_see_names_and_kinds_and_not_what_others_hold(hub, mair, dai, sian):
    joined(hub, mair, dai, "producer")
    joined(hub, mair, sian)
    client = signed_in(sian)
    assert "Dai" in client.get(MEMBERS).text
    page = client.get(f"{MEMBERS}1/").text
    assert "Growers" in page
    for hidden in ("Heol y Bont", "dai@example.org", "£25.00"):
        assert hidden not in page


def test_officers_see_what_the_register_holds(hub, mair, dai):
    joined(hub, mair, dai)
    page = signed_in(mair).get(f"{MEMBERS}1/").text
    for shown in ("Heol y Bont", "dai@example.org", "£25.00"):
        assert shown in page


def test_the_register_is_for_officers(hub, mair, dai):
    joined(hub, mair, dai)
    for address in (f"{MEMBERS}register/", f"{MEMBERS}register.csv"):
        assert Client().get(address).status_code == 302
        assert signed_in(dai).get(address).status_code == 403
        assert signed_in(mair).get(address).status_code == 200


def test_the_register_can_be_taken_as_a_table_that_no_spreadsheet_runs(hub, mair):
    joined(hub, mair, cast.person("=Fformiwla()"))
    text = signed_in(mair).get(f"{MEMBERS}register.csv").text.removeprefix("\ufeff")
    heading, line = csv.reader(io.StringIO(text))
    assert heading[:2] == ["Number", "Name"]
    assert line[0:2] == ["1", "'=Fformiwla()"]
    assert line[5] == "25.00"


def test_those_who_have_ceased_stay_in_the_register_and_leave_the_list(hub, mair, dai, sian):
    joined(hub, mair, dai)
    joined(hub, mair, sian)
    answer = signed_in(mair).post(f"{MEMBERS}1/end/", {"why": "died"})
    assert answer.status_code == 302
    assert Member.objects.get(number=1).ceased_why == "died"
    assert "Dai" not in signed_in(sian).get(MEMBERS).text
    assert "Dai" in signed_in(mair).get(f"{MEMBERS}register/").text


def test_a_class_is_changed_on_its_page(hub, mair, dai):
    joined(hub, mair, dai)
    client, address = signed_in(mair), f"{MEMBERS}1/class/"
    assert client.get(address).status_code == 200
    customers, growers = class_of(hub, "customer"), class_of(hub, "producer")
    assert client.post(address, {"member_class": customers.pk}).status_code == 422
    assert client.post(address, {"member_class": growers.pk}).status_code == 302
    assert "Growers" in client.get(f"{MEMBERS}1/").text
    assert signed_in(dai).get(address).status_code == 403


def test_a_member_sees_their_own_share_and_how_it_came_about(hub, mair, dai):
    joined(hub, mair, dai)
    text = signed_in(dai).get(f"{MEMBERS}share/").text
    assert "£25.00" in text
    assert "Shares issued, paid in full" in text
    assert "2 November 2026" in text


def test_who_is_no_member_is_led_to_join(hub, dai):
    assert signed_in(dai).get(f"{MEMBERS}share/").url == f"{MEMBERS}join/"


def test_a_member_leaves_after_reading_what_happens(hub, mair, dai):
    joined(hub, mair, dai)
    client, address = signed_in(dai), f"{MEMBERS}share/leave/"
    page = client.get(address).text
    assert "until they are withdrawn" in page
    assert "at least three members" in page
    assert client.post(address).status_code == 302
    assert Member.objects.get().ceased_why == "left"


def test_lists_of_members_cost_the_same_however_long(hub, mair, django_assert_max_num_queries):
    client = signed_in(mair)
    joined(hub, mair, cast.person("Un"))
    for address in (MEMBERS, f"{MEMBERS}register/", f"{MEMBERS}register.csv"):
        client.get(address)
        with django_assert_max_num_queries(16) as few:
            client.get(address)
        joined(hub, mair, cast.person(f"Rhagor{address[-4]}"))
        with django_assert_max_num_queries(len(few)):
            client.get(address)


def test_a_member_of_one_society_is_a_stranger_in_another(mair, dai, sian):
    hub, other = cast.registered_hub(mair), cast.registered_hub(sian, "hwb-arall")
    with society_transaction(hub):
        joined(hub, mair, dai)
    there = "/en/hwb-arall/members/"
    assert signed_in(dai).get(f"{there}1/").status_code == 404
    assert signed_in(sian).get(f"{there}1/").status_code == 404
    assert other.slug in there


@pytest.mark.parametrize("language", ["en", pytest.param("cy", marks=pytest.mark.any_server)])
def test_every_page_can_be_read_in_both_languages(hub, mair, dai, language):
    joined(hub, mair, dai)
    pages = ("", "1/", "1/class/", "1/end/", "register/", "register.csv", "applications/")
    for one in pages:
        assert signed_in(mair).get(f"/{language}/{hub.slug}/members/{one}").status_code == 200
    for one in ("share/", "share/leave/", "join/"):
        assert signed_in(dai).get(f"/{language}/{hub.slug}/members/{one}").status_code == 200


def test_the_secretary_erases_whoever_has_left_and_is_told_what_stands_against_it(hub, mair, dai):
    member = joined(hub, mair, dai)
    client, erase = signed_in(mair), f"{MEMBERS}1/erase/"
    assert client.post(erase, {"sure": "on"}).status_code == 422
    cease_membership(actor=Actor.person(mair), member=member, at=cast.AT)
    assert "Erase this person" in client.get(f"{MEMBERS}1/").text
    assert client.post(erase, {"sure": ""}).status_code == 422  # nobody has said that they are sure
    refused = client.post(erase, {"sure": "on"})
    assert (refused.status_code, "money between Dai" in refused.text) == (422, True)

    repay(hub, mair, member)
    assert client.post(erase, {"sure": "on"}).status_code == 302
    page = client.get(f"{MEMBERS}1/").text
    assert "Dilëwyd" in page
    assert "Erase this person" not in page
    for gone in ("Dai", "Heol y Bont", "dai@example.org"):
        assert gone not in page
    assert signed_in(dai).get(erase).status_code in (302, 403)


def repay(hub, treasurer, member):
    shares = account(hub, SHARE_CAPITAL, party=member.party)
    held = shares_of(member.party)
    post(
        society=hub,
        key="test:repaid",
        kind="repayment",
        on=cast.AT.date(),
        legs=[debit(shares, held), credit(account(hub, BANK), held)],
        actor=Actor.person(treasurer),
    )
