"""What a visitor is told when the database is away: what to do, in their language, and nothing of theirs is dropped."""

from collections.abc import Iterator
from html import unescape
from types import SimpleNamespace

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.test import Client
from psycopg import errors
from pytest_django.plugin import DjangoDbBlocker

from cyfran.kernel.database import is_away
from cyfran.site.testing import databases


@pytest.fixture
def visitor(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Client]:
    """Somebody with a session, at a site whose database is where none is."""
    client = Client(raise_request_exception=False)
    client.cookies["session"] = "x" * 32
    with django_db_blocker.unblock(), databases.connected_to("none", HOST="/nowhere"):
        yield client


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/en/", "Closed for a moment"),
        ("/cy/", "Ar gau am ennyd"),
        ("/en/hwb/shop/?page=2", "Try again"),
        ("/cy/hwb/decide/", "Rhoi cynnig arall arni"),
    ],
)
def test_a_page_is_closed_for_a_moment_in_the_readers_language(
    visitor: Client, path: str, said: str
) -> None:
    answer = visitor.get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert said in answer.text
    assert f'href="{path}"' in answer.text
    assert "Traceback" not in answer.text
    assert "Content-Security-Policy" in answer
    assert "session" not in answer.cookies  # nobody is signed out by it


def test_what_was_sent_is_kept_to_be_sent_again(visitor: Client) -> None:
    typed = {
        "words": 'More leeks\n"and" <b>kale</b>',
        "csrfmiddlewaretoken": "t",
        "pick": ["1", "2"],
    }
    answer = visitor.post("/en/hwb/feedback/?about=/en/hwb/", typed)
    assert answer.status_code == 503
    assert '<form method="post" action="/en/hwb/feedback/?about=/en/hwb/"' in answer.text
    assert "<b>" not in answer.text
    kept = unescape(answer.text)
    for name, value in [
        ("words", typed["words"]),
        ("csrfmiddlewaretoken", "t"),
        ("pick", "1"),
        ("pick", "2"),
    ]:
        assert f'name="{name}" value="{value}"' in kept


def test_a_form_with_a_file_is_not_kept_and_says_so(visitor: Client) -> None:
    sent = {"file": SimpleUploadedFile("list.csv", b"name,price\n")}
    answer = visitor.post("/cy/hwb/food/import/", sent)
    assert answer.status_code == 503
    assert "dewiswch y ffeil eto" in answer.text
    assert "<form" not in answer.text.partition("<main")[2].partition("</main")[0]


def test_the_health_page_says_what_is_the_matter(visitor: Client) -> None:
    answer = visitor.get("/health")
    assert (answer.status_code, answer.json()["database"]) == (503, "away")


def test_a_bug_is_a_bug(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "cyfran.site.views.first.JsonResponse", lambda *_given, **_named: SimpleNamespace()
    )
    answer = visitor.get("/health")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text


@pytest.mark.parametrize(
    ("error", "away"),
    [
        (psycopg.OperationalError("the line is cut"), True),
        (errors.AdminShutdown(), True),
        (errors.CannotConnectNow(), True),
        (errors.TooManyConnections(), True),
        (errors.DeadlockDetected(), False),
        (errors.QueryCanceled(), False),
        (errors.UniqueViolation(), False),
        (ValueError(), False),
    ],
)
def test_only_a_server_that_does_not_answer_is_away(error: Exception, away: bool) -> None:
    wrapped = DatabaseError()
    wrapped.__cause__ = error
    assert is_away(error) is is_away(wrapped) is away
