import pytest
from django.test import Client

from cyfran.coop.membership.models import Member
from cyfran.coop.membership.tests.cast import joined
from cyfran.coop.membership.tests.pages import signed_in
from cyfran.kernel.societies.queries import holders_of

HOME = "/en/hwb-bwyd-tywi/"
COORDINATORS = f"{HOME}members/coordinators/"


@pytest.fixture
def secretary(hub, mair, dai) -> Client:
    """Mair's browser, when Dai has joined."""
    joined(hub, mair, dai)
    return signed_in(mair)


def named(client: Client, hub):
    chosen = Member.objects.get(society=hub, number=1)
    return client.post(COORDINATORS, {"member": chosen.pk}, follow=True)


def test_the_board_is_asked_to_name_somebody_until_it_has(secretary, hub):
    assert "Nobody coordinates the trade yet" in secretary.get(HOME).text
    answer = named(secretary, hub)
    assert "Dai coordinates the trade from now on." in answer.text
    assert [party.name for party in holders_of(hub, "coordinator")] == ["Dai"]
    assert "Nobody coordinates the trade yet" not in secretary.get(HOME).text


def test_a_new_coordinator_is_shown_where_to_begin(secretary, hub, dai):
    named(secretary, hub)
    assert "No order cycle is planned" in signed_in(dai).get(HOME).text


def test_nobody_is_named_twice(secretary, hub):
    named(secretary, hub)
    again = named(secretary, hub)
    assert again.status_code == 422
    assert "Dai already holds that office." in again.text


def test_an_appointment_is_ended_once(secretary, hub):
    named(secretary, hub)
    end = f"{COORDINATORS}{holders_of(hub, 'coordinator').get().appointments.get().pk}/end/"
    assert "The appointment has ended." in secretary.post(end, follow=True).text
    assert not holders_of(hub, "coordinator").exists()
    assert secretary.post(end).status_code == 404


def test_who_is_not_on_the_board_names_nobody(secretary, hub, dai, sian):
    for client, status in ((Client(), 302), (signed_in(sian), 404), (signed_in(dai), 403)):
        assert client.get(COORDINATORS).status_code == status
        assert client.post(COORDINATORS, {"member": 1}).status_code == status
    assert not holders_of(hub, "coordinator").exists()
