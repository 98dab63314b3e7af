"""A hub with two hundred offers, and as many members as are asked for: signed in, with money and a ready basket.

The hub, its growers and its offers are made by the product's own actions; its buyers by a few statements of the
owner, with every trigger on.
"""

from __future__ import annotations

import json
import os
import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bench.installation import Connection, Installation

OFFERS, LINES = 200, 3
CREDIT = 1_000_000_00  # pence each
AGENT = "bench"


@dataclass(frozen=True)
class Buyer:
    """What the buyer's browser knows."""

    person_id: int
    party_id: int
    session: str
    csrf: str
    token: str

    @property
    def cookies(self) -> str:
        """The header's value."""
        return f"session={self.session}; csrf={self.csrf}"


@dataclass(frozen=True)
class Village:
    """The hub, its open cycle, what is on sale and those who buy."""

    society_id: int
    slug: str
    cycle_id: int
    offers: Sequence[int]
    buyers: Sequence[Buyer]


def begin_django(place: Installation) -> None:
    """This process is the installation's from now on, as the web's role; once."""
    import django

    os.environ.update(place.environment())
    django.setup()


def build_village(place: Installation, buyers: int) -> Village:
    """Everything is there and the tables are analysed. `begin_django` first."""
    from cyfran.kernel.database import society_transaction
    from cyfran.kernel.time import now
    from cyfran.site.demo.founding import found_hub
    from cyfran.site.testing.shop import fill_shop, open_week

    hub = found_hub(now())
    with society_transaction(hub):
        offers = fill_shop(hub, OFFERS)
        cycle_id = open_week(hub).pk
    with place.owner() as owner:
        people = add_buyers(owner, hub, buyers)
        _fill_baskets(owner, hub.pk, people, offers)
        signed_in = sign_in(owner, people)
        owner.execute("VACUUM ANALYZE")
    return Village(hub.pk, hub.slug, cycle_id, offers, signed_in)


def add_buyers(owner: Connection, hub: Any, count: int) -> list[tuple[int, int]]:
    """(person, party) of each: members of the class of customers, with an account and money on it."""
    run = owner.execute
    run("SELECT set_config('cyfran.society', %s, false)", [str(hub.pk)])
    run(
        "INSERT INTO people_person (email, name, language, is_active, joined_at, password) SELECT "
        "'prynwr' || g || '@bench.example', 'Prynwr ' || g, 'en', true, now(), '!' || repeat('x', 40) "
        "FROM generate_series(1, %s) AS g",
        [count],
    )
    run(
        "INSERT INTO societies_party (society_id, kind, name, sort_key, email, address, language, person_id, created_at) "
        "SELECT %s, 'person', name, lower(name), email, '', 'en', id, now() FROM people_person WHERE email LIKE '%%@bench.example'",
        [hub.pk],
    )
    run(
        "WITH member AS (INSERT INTO membership_member (society_id, party_id, number, joined_on, ceased_why) "
        "SELECT society_id, id, 0, current_date, '' FROM societies_party WHERE email LIKE '%%@bench.example' RETURNING id) "
        "INSERT INTO membership_classholding (society_id, member_id, member_class_id, from_on) SELECT %s, member.id, "
        "class.id, current_date FROM member, membership_memberclass AS class WHERE class.society_id = %s AND class.code = 'customer'",
        [hub.pk, hub.pk],
    )
    run(
        "SELECT ledger_open_accounts(%s, array_agg('member_credit:' || id), array_agg(id), 'member_credit', 'liability', "
        "'GBP', NULL, 0) FROM societies_party WHERE email LIKE '%%@bench.example'",
        [hub.pk],
    )
    run(
        "SELECT ledger_post(%s, 'bench:credit', 'receipt', current_date, bank.id || array_agg(account.id), "
        "(%s * count(*)) || array_agg(-%s::bigint)) FROM ledger_account AS account, ledger_account AS bank "
        "WHERE account.purpose = 'member_credit' AND bank.purpose = 'bank' AND bank.society_id = %s GROUP BY bank.id",
        [hub.pk, CREDIT, CREDIT, hub.pk],
    )
    found = run(
        "SELECT person_id, id FROM societies_party WHERE email LIKE '%@bench.example' ORDER BY id"
    )
    return [(int(str(person)), int(str(party))) for person, party in found.fetchall()]


def _fill_baskets(
    owner: Connection, society: int, people: Sequence[tuple[int, int]], offers: Sequence[int]
) -> None:
    chance = random.Random(1844)
    copy = "COPY orders_basketline (society_id, owner, offer_id, quantity, changed_at) FROM STDIN"
    with owner.cursor() as cursor, cursor.copy(copy) as rows:
        for person, _party in people:
            for offer in chance.sample(list(offers), LINES):
                rows.write_row((society, f"person:{person}", offer, chance.randint(1, 3), "now"))


def sign_in(owner: Connection, people: Sequence[tuple[int, int]]) -> list[Buyer]:
    """A session each, as signing in writes it, and what the page's form would carry."""
    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpRequest
    from django.middleware.csrf import get_token

    from cyfran.kernel.people.models import Person

    store, buyers = SessionStore(), []
    digest = Person(password="!" + "x" * 40).get_session_auth_hash()
    copy = "COPY django_session (session_key, session_data, expire_date) FROM STDIN"
    with owner.cursor() as cursor, cursor.copy(copy) as rows:
        for person, party in people:
            request = HttpRequest()
            request.META["CSRF_COOKIE"] = csrf = secrets.token_hex(16)
            key = secrets.token_hex(16)
            kept = {
                "_auth_user_id": str(person),
                "_auth_user_backend": settings.AUTHENTICATION_BACKENDS[0],
                "_auth_user_hash": digest,
                "account_authentication_methods": [{"method": "code", "at": 0}],
            }
            rows.write_row((key, store.encode(json.loads(json.dumps(kept))), "2099-01-01"))
            buyers.append(Buyer(person, party, key, csrf, get_token(request)))
    return buyers
