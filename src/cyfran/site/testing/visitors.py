"""People with browsers, without the browser: sessions, forms with their tokens, and what they were answered."""

import html
import http.client
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from django.test import Client

from cyfran.kernel.people.models import Person

FORM = "application/x-www-form-urlencoded"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    text: str
    location: str

    def field(self, name: str) -> str:
        """What a field of a form on the page holds."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.text)
        assert found, f"no field {name} on the page"
        return html.unescape(found[1])


def session_of(person: Person) -> str:
    """The cookie `session` of a browser in which that person has just signed in."""
    client = Client()
    client.force_login(person)
    return client.cookies["session"].value


class Visitor:
    """One browser on its way through a site that is served at `address`; signed in, where a person is given."""

    def __init__(self, address: str, person: Person | None = None) -> None:
        self.address = address
        self.cookies: dict[str, str] = {}
        self.token = ""  # of the form that was seen last
        if person is not None:
            self.cookies["session"] = session_of(person)

    def get(self, path: str) -> Answer:
        """Look at a page."""
        answer = self._ask("GET", path)
        if found := TOKEN.search(answer.text):
            self.token = found[1]
        return answer

    def post(self, path: str, fields: Mapping[str, object] | None = None) -> Answer:
        """Send a form with the token of the page that was seen last; no redirect is followed."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **(fields or {})}).encode()
        return self.send(path, [body], len(body), FORM)

    def send(self, path: str, body: Iterable[bytes], length: int, kind: str) -> Answer:
        """Send a body of that length piece by piece."""
        return self._ask("POST", path, body, {"Content-Type": kind, "Content-Length": str(length)})

    def _ask(
        self,
        method: str,
        path: str,
        body: Iterable[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        connection = http.client.HTTPConnection(self.address.removeprefix("http://"), timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given = {"Cookie": cookies, "Origin": self.address, **(headers or {})}
        try:
            connection.request(method, path, body, given)
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        return Answer(response.status, text, response.headers.get("Location", ""))
