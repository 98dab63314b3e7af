"""Pages are packed for whom it helps, and never where their length could tell a secret."""

import gzip
from typing import TypeVar

import pytest
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client, RequestFactory

from cyfran.site.compression import PADDING, SHORTEST, CompressionMiddleware

TEXT = "Cyfran: aelod â'i chyfran; pris £1.80. " * 50


Answer = TypeVar("Answer", bound=HttpResponseBase)


def through(
    answer: Answer, path: str = "/en/", asked: str = "gzip, br", method: str = "get"
) -> Answer:
    """What a browser gets of the answer."""
    request = getattr(RequestFactory(), method)(path, headers={"accept-encoding": asked})
    assert CompressionMiddleware(lambda _request: answer)(request) is answer
    return answer


def test_a_page_is_packed_and_says_so() -> None:
    answer = through(HttpResponse(TEXT))
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Content-Length"] == str(len(answer.content))
    assert answer["Vary"] == "Accept-Encoding"
    assert len(answer.content) < len(TEXT) / 4
    assert gzip.decompress(answer.content).decode() == TEXT


@pytest.mark.parametrize(
    "asked", ["", "br", "identity", "gzip;q=0", "gzip; q=0.0, br", "br, gzip;q=0"]
)
def test_who_cannot_unpack_it_gets_it_plain(asked: str) -> None:
    answer = through(HttpResponse(TEXT), asked=asked)
    assert answer.content.decode() == TEXT
    assert "Content-Encoding" not in answer
    assert answer["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("asked", ["gzip", "GZIP", "br;q=0.5, gzip;q=0.01", "x, gzip;q=1.0"])
def test_who_can_in_whatever_words_gets_it_packed(asked: str) -> None:
    assert through(HttpResponse(TEXT), asked=asked)["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("path", ["/en/account/login/", "/cy/account/recovery-codes/"])
def test_pages_of_signing_in_are_never_packed(path: str) -> None:
    answer = through(HttpResponse(TEXT), path)
    assert answer.content.decode() == TEXT


def test_the_length_of_the_same_page_is_never_certain() -> None:
    lengths = {len(through(HttpResponse(TEXT)).content) for _ in range(60)}
    assert len(lengths) > 10
    assert max(lengths) - min(lengths) <= PADDING + 1


def test_only_pages_are_packed() -> None:
    file = HttpResponse(TEXT, content_type="text/csv")
    short = HttpResponse("x" * (SHORTEST - 1))
    packed_already = HttpResponse(TEXT, headers={"Content-Encoding": "br"})
    for answer in (file, short, packed_already):
        before = answer.content
        assert through(answer).content == before


def test_what_is_streamed_stays_a_stream() -> None:
    answer = through(StreamingHttpResponse(iter([TEXT.encode()] * 3)))
    assert answer.streaming
    assert b"".join(answer) == TEXT.encode() * 3


def test_a_packed_page_is_only_like_the_one_that_its_etag_named() -> None:
    assert through(HttpResponse(TEXT, headers={"ETag": '"a"'}))["ETag"] == 'W/"a"'
    assert through(HttpResponse(TEXT, headers={"ETag": 'W/"a"'}))["ETag"] == 'W/"a"'


def test_no_body_stays_no_body() -> None:
    for answer in (HttpResponse(status=304), HttpResponse(b"")):
        assert through(answer, method="head").content == b""


def test_the_site_sends_its_pages_packed_and_those_of_signing_in_plain(
    db: None, client: Client
) -> None:
    asked = {"accept-encoding": "gzip"}
    home = client.get("/cy/", headers=asked)
    assert home["Content-Encoding"] == "gzip"
    assert '<html lang="cy"' in gzip.decompress(home.content).decode()
    assert "Content-Encoding" not in client.get("/cy/account/login/", headers=asked)
    assert client.head("/cy/", headers=asked).content == b""
