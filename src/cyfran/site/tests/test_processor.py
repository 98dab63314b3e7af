"""Letting a processor in is the members' to decide: draft, notice, vote, wait, and only then the software may load it."""

import psycopg
from django.test import Client, RequestFactory

from cyfran.coop.governance.actions.outcome import enact_resolution
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.governance.tests.conftest import committed_hub, hub_template
from cyfran.kernel.actions import Actor
from cyfran.kernel.consent.cookie import KeptChoice
from cyfran.kernel.consent.preferences import Preferences
from cyfran.kernel.consent.tests.declaring import ANALYTICS, TRACKER, declaring, define_rule
from cyfran.kernel.consent.tests.test_choose import choose
from cyfran.kernel.database import society_transaction
from cyfran.kernel.societies.rulebook import rule
from cyfran.kernel.time import now
from cyfran.site.middleware import policy_for

__all__ = ["committed_hub", "hub_template"]

Owner = psycopg.Connection[tuple[object, ...]]


def policy_of_whoever_allowed_it(hub: Hub) -> str:
    request = RequestFactory().get("/")
    request.society = hub.society  # type: ignore[attr-defined]
    preferences = Preferences.of(request)
    preferences.choice = KeptChoice("0" * 32, frozenset([preferences.digest(ANALYTICS)]))
    return policy_for(request)


def test_a_carried_resolution_opens_the_policy_to_whoever_also_consents(
    committed_hub: Hub, owner_connection: Owner, client: Client
) -> None:
    hub = committed_hub
    define_rule(owner_connection, TRACKER.rule)
    page = f"/en/{hub.society.slug}/"
    with declaring(ANALYTICS):
        with society_transaction(hub.society):
            carried = hub.carried(hub.draft_change(TRACKER.rule, 1, kind="ordinary"))
        assert "tracker.example" not in policy_of_whoever_allowed_it(hub)
        assert "Tracker Ltd" not in client.get(f"{page}consent/").content.decode()

        with society_transaction(hub.society):
            hub.waited(carried)
            enact_resolution(actor=Actor.guest(), resolution=carried, at=now())
            assert rule(TRACKER.rule, hub.society).mandate_id is not None
        assert "script-src 'self' https://tracker.example" in policy_of_whoever_allowed_it(hub)

        told = client.get(f"{page}consent/").content.decode()
        assert "Handled by Tracker Ltd, Ireland." in told
        assert f"/rules/{TRACKER.rule}/" in told
        assert "tracker.example" not in client.get(page).headers["Content-Security-Policy"]
        choose(client, page=f"{page}consent/")
        assert "tracker.example" in client.get(page).headers["Content-Security-Policy"]
        choose(client, "reject", page=f"{page}consent/")
        assert "tracker.example" not in client.get(page).headers["Content-Security-Policy"]
