"""What one request may do: the visitor's choice, their browser's signal and the members' resolutions, taken together."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.http import HttpRequest

from cyfran.kernel.consent.cookie import KeptChoice
from cyfran.kernel.consent.queries import disclosures_for, processors_let_in
from cyfran.kernel.disclosures import Disclosure, declared, digest_of
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.rulebook import RuleReading


class Preferences:
    """Read from the request's own cookie: no statement is asked unless the code knows a processor."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @classmethod
    def of(cls, request: HttpRequest) -> "Preferences":
        """Those of the request; the same object however often it is asked for."""
        found: Preferences | None = getattr(request, "consent", None)
        if found is None:
            found = cls(request)
            request.consent = found  # type: ignore[attr-defined]
        return found

    @cached_property
    def choice(self) -> KeptChoice:
        """What the visitor chose."""
        return KeptChoice.of(self._request)

    @cached_property
    def has_privacy_signal(self) -> bool:
        """True where the browser sends Global Privacy Control (https://www.w3.org/TR/gpc/)."""
        return self._request.headers.get("Sec-GPC") == "1"

    @property
    def society(self) -> Society | None:
        """Whose page it is, if it is a society's."""
        return getattr(self._request, "society", None)

    @cached_property
    def let_in(self) -> dict[str, RuleReading]:
        """The processors that members resolved on. For views and templates, in the society's own transaction."""
        return processors_let_in(self.society)

    def digest(self, disclosure: Disclosure) -> str:
        """What stands for the declaration in this visitor's choice here."""
        return digest_of(disclosure, self.society.pk if self.society else None)

    def allows(self, key: str) -> bool:
        """True when this may happen for this visitor here and now; what is not declared may not."""
        disclosure = declared.get(key)
        if disclosure is None:
            return False
        if not disclosure.is_optional:
            return True
        if disclosure.ends_with_privacy_signal and self.has_privacy_signal:
            return False
        return self._is_chosen(disclosure)

    def _is_chosen(self, disclosure: Disclosure) -> bool:
        if not disclosure.is_asked:
            return self.digest(disclosure) not in self.choice.refused
        if self.digest(disclosure) not in self.choice.allowed:
            return False
        return disclosure.processor is None or disclosure.processor.key in self.let_in

    def offered(self) -> list[Disclosure]:
        """What can happen here, and is told of."""
        return disclosures_for(self.let_in)

    def unanswered(self) -> list[Disclosure]:
        """What the visitor has a say in and has said nothing about as it is worded now."""
        answered = self.choice.allowed | self.choice.refused
        return [
            each
            for each in self.offered()
            if each.is_optional and self.digest(each) not in answered
        ]

    def ended(self) -> Iterable[Disclosure]:
        """What may not happen: whatever it kept in the browser has to go."""
        return (each for each in declared.values() if not self.allows(each.key))

    def hosts(self) -> dict[str, set[str]]:
        """The other hosts that this visitor's page may load from, by directive of the content security policy."""
        opened: dict[str, set[str]] = defaultdict(set)
        for each in declared.values():
            if each.processor and self.allows(each.key):
                for directive, origins in each.processor.hosts.items():
                    opened[directive] |= set(origins)
        return opened
