"""A code that goes to an e-mail address: who types it in reads the mail there.

Known addresses and unknown ones are treated alike, to the letter: nobody learns here who has a login. The counting of
tries and minutes is allauth's; the code lives in the session that asked for it, so that nobody can use up another's.
"""

import time
from typing import Any, Self

from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.core.internal.cryptokit import compare_user_code, generate_user_code
from allauth.core.internal.ratelimit import consume, get_ip
from django.http import HttpRequest

from cyfran.kernel.languages import active_language
from cyfran.kernel.mail import post_mail
from cyfran.kernel.people.queries import person_with_address
from cyfran.kernel.people.refusals import TooManyCodes

LASTS = 15 * 60  # seconds; pages and e-mails say "a quarter of an hour"
TRIES = 5
SENT_AGAIN = 3  # times at most, before somebody begins anew
LETTERS = 6  # of twenty consonants: 64 million codes, and no word among them
ENTRY, AGAIN = "entry", "again"  # what a code is for

# Per network, and per network and address: nobody uses up what another may ask for. A hall full of members
# behind one address still signs in.
RATES = {"send": "30/m/ip,300/h/ip,5/10m/key"}


class Code(AbstractCodeVerificationProcess):  # type: ignore[misc]
    """A code under way in this session, for one purpose."""

    def __init__(self, request: HttpRequest, purpose: str, state: dict[str, Any]) -> None:
        super().__init__(max_attempts=TRIES, timeout=LASTS, state=state)
        self.request = request
        self.place = f"people.code.{purpose}"

    @classmethod
    def post(cls, request: HttpRequest, purpose: str, email: str) -> Self:
        """A new code is on its way to the address. Refuses with TooManyCodes."""
        code = cls(request, purpose, cls.initial_state(user=None, email=email))
        code.send()
        code.persist()
        return code

    @classmethod
    def under_way(cls, request: HttpRequest, purpose: str) -> Self | None:
        """The code that this session waits for; None when there is none, or it is too old."""
        state = request.session.get(f"people.code.{purpose}")
        if not state:
            return None
        code: Self | None = cls(request, purpose, state).abort_if_invalid()
        return code

    @property
    def email(self) -> str:
        """Where it went."""
        email: str = self.state["email"]
        return email

    @property
    def can_resend(self) -> bool:
        """Whether another may be asked for."""
        return not self.is_resend_quota_reached(SENT_AGAIN)

    def is_right(self, typed: str) -> bool:
        """Whether that is the code; capitals, spaces and hyphens do not matter."""
        return bool(compare_user_code(actual=typed, expected=self.code))

    def post_again(self) -> None:
        """Another code is on its way and the one before is worth nothing. Refuses with TooManyCodes."""
        self.send()
        self.record_resend()
        self.persist()

    def send(self) -> None:
        """Make a code and post it, in the language of whoever has that address."""
        _count(self.request, self.email)
        self.state["code"] = generate_user_code(length=LETTERS)
        self.state["at"] = time.time()
        person = person_with_address(self.email)
        post_mail(
            to=self.email,
            language=person.language if person else active_language(),
            template="people/mail/code.txt",
            context={"code": self.code},
        )

    def persist(self) -> None:
        """The session remembers."""
        self.request.session[self.place] = self.state

    def abort(self) -> None:
        """The session forgets, and the code is worth nothing."""
        self.request.session.pop(self.place, None)


def _count(request: HttpRequest, email: str) -> None:
    if not consume(
        request,
        app="cyfran.kernel.people",
        action="send",
        config=RATES,
        key=f"{get_ip(request)} {email}",
    ):
        raise TooManyCodes
