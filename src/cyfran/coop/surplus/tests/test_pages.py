"""Members see where a surplus went, and every step to their own pennies."""

from django.test import Client

from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.membership.tests.cast import person, registered_hub
from cyfran.coop.surplus.tests import cast
from cyfran.kernel.actions import Actor
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.time import now, society_day


def test_the_years_the_parts_and_my_own_pennies(client: Client, hub: Hub, keeper: Actor) -> None:
    cast.traded(hub)
    year_end = cast.year_over(hub, keeper)
    assert (
        "Waiting for the members"
        in client.get(society_url(hub.society, "surplus:years")).content.decode()
    )
    cast.enacted(hub, cast.resolved(hub, year_end))
    whole = client.get(
        society_url(hub.society, "surplus:application", year_end=year_end)
    ).content.decode()
    assert "£100.07" in whole
    client.force_login(hub.people["dai"])
    mine = client.get(society_url(hub.society, "surplus:mine", year_end=year_end)).content.decode()
    assert "£25.01" in mine
    assert "Resolution 1" in mine
    client.force_login(hub.people["gwyn"])
    assert (
        "£0.00"
        in client.get(society_url(hub.society, "surplus:mine", year_end=year_end)).content.decode()
    )


def test_the_treasurer_closes_a_year_and_nobody_else_finds_the_page(
    client: Client, hub: Hub, keeper: Actor
) -> None:
    cast.traded(hub)
    day = society_day(hub.society, now())
    hub.clock.on(days=1)
    address = society_url(hub.society, "surplus:close")
    client.force_login(hub.people["dai"])
    assert client.get(address).status_code == 404
    client.force_login(hub.people["nest"])
    assert client.get(address).status_code == 200
    boxes = {"year_end_day": day.day, "year_end_month": day.month, "year_end_year": day.year}
    assert client.post(address, boxes).status_code == 302
    assert client.post(address, boxes).status_code == 422
    assert (
        client.get(society_url(hub.society, "surplus:application", year_end=day)).status_code == 404
    )


def test_before_any_year_is_closed_the_page_says_so(client, db):
    registered_hub(person("Mair"))
    assert "No year is closed yet" in client.get("/en/hwb-bwyd-tywi/share/").text
