"""What the panel and the first visit's band show: the five categories, made from what is declared."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cyfran.kernel.consent.preferences import Preferences
from cyfran.kernel.consent.wording import version_of
from cyfran.kernel.disclosures import Basis, Category, Disclosure
from cyfran.kernel.societies.addresses import page_url, society_url
from cyfran.kernel.societies.models import Society

OWN_PAGES = frozenset({"consent", "visitor"})


@dataclass(frozen=True)
class Line:
    """One purpose, whether it is allowed now, and where the decision stands that let its processor in."""

    disclosure: Disclosure
    is_allowed: bool
    is_switched_off: bool  # by the browser's own signal
    rule_url: str = ""

    @property
    def basis(self) -> str:
        """By what right, in words."""
        return str(Basis(self.disclosure.basis).label)


@dataclass(frozen=True)
class Section:
    """One category: its purposes, and its state in a word or two with the tone of that word's tag."""

    category: Category
    lines: Sequence[Line]
    state: str
    tone: str

    @property
    def turn(self) -> int:
        """Where its fifth of the ring begins, in degrees from the top."""
        return 72 * list(Category).index(self.category) - 90


@dataclass(frozen=True)
class Band:
    """What a first visit is told, and may answer on the spot."""

    wording: str
    sections: Sequence[Section]
    asked: Sequence[Disclosure]
    counts: bool
    has_privacy_signal: bool
    kept_on: Sequence[str]  # what stays allowed for whoever only does not want to be counted
    action: str


def preferences_url(society: Society | None) -> str:
    """Where a choice is made and changed."""
    return (
        society_url(society, "consent:preferences") if society else page_url("visitor:preferences")
    )


def sections_of(preferences: Preferences) -> list[Section]:
    """The five categories, each with what is declared in it; an empty one says that it is empty."""
    offered = preferences.offered()
    return [
        _section(
            category,
            [_line(preferences, each) for each in offered if each.category == category],
        )
        for category in Category
    ]


def band_of(preferences: Preferences, unanswered: list[Disclosure]) -> Band:
    """What the band says while these are unanswered."""
    offered = preferences.offered()
    return Band(
        wording=version_of(offered),
        sections=sections_of(preferences),
        asked=[each for each in unanswered if each.is_asked],
        counts=any(each.basis == Basis.STATISTICS for each in offered),
        has_privacy_signal=preferences.has_privacy_signal,
        kept_on=[each.key for each in offered if each.basis == Basis.APPEARANCE],
        action=preferences_url(preferences.society),
    )


def panel_address(request: HttpRequest) -> str:
    """The panel's address from this page, to which it leads back."""
    page = preferences_url(getattr(request, "society", None))
    place = request.resolver_match.namespace if request.resolver_match else ""
    return page if place in OWN_PAGES else f"{page}?{urlencode({'back': request.path})}"


def _line(preferences: Preferences, each: Disclosure) -> Line:
    society, processor = preferences.society, each.processor
    return Line(
        each,
        preferences.allows(each.key),
        each.ends_with_privacy_signal and preferences.has_privacy_signal,
        society_url(society, "societies:rule", key=processor.rule) if society and processor else "",
    )


def _section(category: Category, lines: list[Line]) -> Section:
    optional = [line for line in lines if line.disclosure.is_optional]
    if category == Category.NECESSARY:
        return Section(category, lines, _("always active"), "good")
    if not lines:
        return Section(category, lines, _("nothing declared"), "")
    if all(line.is_allowed for line in optional):
        return Section(category, lines, _("on"), "good")
    if any(line.is_allowed for line in optional):
        return Section(category, lines, _("partly on"), "now")
    return Section(category, lines, _("off"), "")
