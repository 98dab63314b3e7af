"""The band of a first visit, drawn once for everybody who is told the same: it is on each page until they answer."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cyfran.kernel.consent.panel import OWN_PAGES, band_of, panel_address, preferences_url
from cyfran.kernel.consent.preferences import Preferences
from cyfran.kernel.languages import active_language

BACK, PANEL = "\0back\0", "\0panel\0"  # where each page puts its own addresses
MOST = 500
_drawn: dict[object, str] = {}


def band_for(request: HttpRequest) -> SafeString:
    """The band; nothing once everything that the visitor has a say in is answered, or on the panel's own page."""
    preferences = Preferences.of(request)
    place = request.resolver_match.namespace if request.resolver_match else ""
    unanswered = preferences.unanswered()
    if place in OWN_PAGES or not unanswered:
        return mark_safe("")
    said = (
        active_language(),
        preferences_url(preferences.society),
        preferences.has_privacy_signal,
        tuple(
            (preferences.digest(each), preferences.allows(each.key))
            for each in preferences.offered()
        ),
        tuple(each.key for each in unanswered),
    )
    if said not in _drawn:
        if len(_drawn) >= MOST:
            _drawn.clear()
        told = {"band": band_of(preferences, unanswered), "back": BACK, "panel": PANEL}
        _drawn[said] = render_to_string("consent/_band.html", told)
    drawn = _drawn[said].replace(BACK, escape(request.get_full_path()))
    return mark_safe(drawn.replace(PANEL, escape(panel_address(request))))  # noqa: S308 - escaped above
