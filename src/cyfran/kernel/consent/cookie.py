"""A visitor's choice as their own browser keeps it: the receipt's number, what they allowed, what they refused."""

import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

COOKIE = "consent"
AGE = 395 * 24 * 60 * 60
_SHAPE = re.compile(r"([0-9a-f]{32})\.((?:[0-9a-f]{10}-?)*)\.((?:[0-9a-f]{10}-?)*)")


@dataclass(frozen=True)
class KeptChoice:
    """What was chosen, by the digests of the declarations: one that is worded anew is not among them."""

    receipt: str = ""
    allowed: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()

    @classmethod
    def of(cls, request: HttpRequest) -> "KeptChoice":
        """What the cookie says; nothing where there is none or it makes no sense."""
        found = _SHAPE.fullmatch(request.COOKIES.get(COOKIE, ""))
        if found is None:
            return cls()
        receipt, allowed, refused = found.groups()
        return cls(receipt, _digests(allowed), _digests(refused))

    @property
    def is_made(self) -> bool:
        """True once something was chosen in this browser."""
        return bool(self.receipt)

    def keep(self, response: HttpResponse, *, secure: bool) -> None:
        """The browser keeps the choice."""
        value = f"{self.receipt}.{'-'.join(sorted(self.allowed))}.{'-'.join(sorted(self.refused))}"
        response.set_cookie(
            COOKIE, value, max_age=AGE, secure=secure, httponly=True, samesite="Lax"
        )


def _digests(text: str) -> frozenset[str]:
    return frozenset(part for part in text.split("-") if part)
