import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import override_settings

from cyfran.kernel.people.checks import address_is_safe
from cyfran.kernel.people.tasks import forget_what_is_over


def test_what_is_over_is_forgotten_and_the_rest_is_not(client, mair, sign_in):
    sign_in(client, mair.email)
    kept = client.session.session_key
    Session.objects.create(
        session_key="old", session_data="", expire_date="2026-01-01T00:00:00+00:00"
    )
    UserSession.objects.create(user=mair, session_key="old", ip="127.0.0.1", user_agent="")
    cache.set("old", 1, timeout=1000)
    cache.set("new", 1, timeout=1000)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tries SET expires = '2026-01-01' WHERE cache_key LIKE '%%:old'")
    forget_what_is_over(timestamp=0)
    assert [session.session_key for session in Session.objects.all()] == [kept]
    assert [session.session_key for session in UserSession.objects.all()] == [kept]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tries WHERE cache_key LIKE '%%:old'")
        assert cursor.fetchone()[0] == 0
    assert cache.get("new") == 1


@pytest.mark.parametrize(
    ("address", "host", "safe"),
    [
        ("https://cyfran.example", "cyfran.example", True),
        ("http://localhost:8000", "localhost", True),
        ("http://cyfran.example", "cyfran.example", False),
        ("http://192.168.1.20:8000", "192.168.1.20", False),
    ],
)
def test_people_sign_in_over_https_or_on_their_own_machine_alone(address, host, safe):
    with override_settings(SITE_ADDRESS=address, HOST=host):
        assert (address_is_safe() == []) is safe
