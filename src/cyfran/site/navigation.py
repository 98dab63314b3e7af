"""What every page shows around its content: the society, the four places, the other language, the account."""

from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cyfran.coop.membership.queries.register import members_count
from cyfran.kernel.consent.band import band_for
from cyfran.kernel.consent.panel import panel_address
from cyfran.kernel.consent.preferences import Preferences
from cyfran.kernel.helping.acting import acting_by
from cyfran.kernel.helping.queries import name_of
from cyfran.kernel.languages import LANGUAGES, active_language
from cyfran.kernel.people.onward import keeping
from cyfran.kernel.people.shared import signed_in_until
from cyfran.kernel.societies.addresses import page_url, society_url
from cyfran.kernel.societies.models import Society
from cyfran.kernel.talk.actions import WHO_TALKS
from cyfran.site.demo.state import demonstration_state
from cyfran.site.subjects import PAGES

STRIP = "demonstration"  # in the session of somebody who has become one of its people


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The template variables of the frame."""
    other = "en" if active_language() == "cy" else "cy"
    society = getattr(request, "society", None)
    frame = {
        "society": society,
        "other_language": other,
        "other_language_name": {"en": "English", "cy": "Cymraeg"}[other],
        "other_language_url": in_language(request.get_full_path(), other),
        "sign_in_url": _sign_in_url(request),
        "sign_out_url": page_url("account_logout"),
        "home_url": page_url("site:home"),
        "account_links": _own_links(),
        "strip": _strip(request),
        "shared_until": signed_in_until(request),
        "mail_url": _mail_url,  # asked for only where a code is waited for
        "consent_url": panel_address(request),
        "band": band_for(request),
        "forget": _forgotten(request),
    }
    return frame | _around(request, society, frame) if society is not None else frame


def in_language(path: str, language: str) -> str:
    """The same page in another language: only the first part of an address says which."""
    parts = path.split("/", 2)
    if len(parts) < 3 or parts[1] not in LANGUAGES:
        return path
    return f"/{language}/{parts[2]}"


def _feedback_url(request: HttpRequest, society: Society) -> str:
    """Where the co-op is told something about this page, or the page is passed on."""
    page = society_url(society, "feedback:feedback")
    return page if request.path == page else f"{page}?{urlencode({'about': request.path})}"


def _talk_url(request: HttpRequest, society: Society) -> str:
    """Where members talk about what this page shows; blank where there is nothing, or nobody, to talk."""
    match, actor = request.resolver_match, getattr(request, "actor", None)
    if match is None or match.view_name not in PAGES or actor is None:
        return ""
    if not set(WHO_TALKS) & actor.roles(society):
        return ""
    return f"{society_url(society, 'society:talk_about')}?{urlencode({'page': request.path})}"


def _forgotten(request: HttpRequest) -> str:
    """What a browser's storage may not hold for this visitor, for a script to take away."""
    return " ".join(
        kept.name for each in Preferences.of(request).ended() for kept in each.storage()
    )


def _strip(request: HttpRequest) -> dict[str, Any] | None:
    """Who the visitor of a demonstration is being, and the ways back; None for everybody else."""
    session = getattr(request, "session", None)
    if session is None or not session.get(STRIP):
        return None
    return {
        "who": request.user.get_full_name() if request.user.is_authenticated else "",
        "links": [(_("The six steps"), page_url("site:guide")), (_("Mail"), page_url("site:mail"))],
    }


def _sign_in_url(request: HttpRequest) -> str:
    """Comes back to this page afterwards, unless it is one of signing in."""
    page, here = page_url("account_login"), request.get_full_path()
    return page if here.startswith(page_url("people:signing_in")) else keeping(page, here)


def _acting(request: HttpRequest, society: Society) -> dict[str, str] | None:
    """For whom the reader acts here, and how to stop; None where they act for themselves."""
    helping = acting_by(request, society)
    if helping is None:
        return None
    stop = society_url(society, "helping:stop")
    return {"name": name_of(society, helping.helped), "stop_url": stop}


def _mail_url() -> str:
    """Where the mail of a demonstration is read; blank in earnest."""
    return page_url("site:mail") if demonstration_state() else ""


def _own_links() -> list[tuple[str, str]]:
    """What belongs to the person, wherever they are."""
    return [
        (_("My co-ops"), page_url("site:own_societies")),
        (_("Signing in"), page_url("people:signing_in")),
        (_("What is held about you"), page_url("site:held")),
    ]


def _own_money(request: HttpRequest, society: Society) -> list[tuple[str, str]]:
    """Their money, for whoever has a place in the co-op: to others it says that there is no such page."""
    actor = getattr(request, "actor", None)
    known = actor is not None and actor.roles(society)
    return [(_("My money"), society_url(society, "payments:home"))] if known else []


def _around(request: HttpRequest, society: Society, frame: dict[str, Any]) -> dict[str, Any]:
    """What a society's pages have more: its four places, and who owns it."""
    names = (
        (_("Home"), "society:home"),
        (_("Shop"), "orders:shop"),
        (_("Decide"), "governance:home"),
        (_("My share"), "membership:statement"),
    )
    here = request.resolver_match.namespace if request.resolver_match else ""
    section = {
        "society": 0,
        "orders": 1,
        "food": 1,
        "governance": 2,
        "elections": 2,
        "meetings": 2,
        "societies": 2,
        "talk": 2,
        "surplus": 3,
        "payments": 3,
    }
    section["membership"] = 0 if society.is_forming else 3
    places = [
        (name, society_url(society, address), section.get(here) == place)
        for place, (name, address) in enumerate(names)
    ]
    return {
        "acting": _acting(request, society),
        "places": places,
        "home_url": society_url(society, "society:home"),
        "notice_url": society_url(society, "privacy:notice"),
        "feedback_url": _feedback_url(request, society),
        "talk_url": _talk_url(request, society),
        "books_url": society_url(society, "society:check"),
        "elections_url": society_url(society, "elections:home"),
        "owners": members_count(society),
        "account_links": [
            (_("My orders"), society_url(society, "orders:own_orders")),
            *_own_money(request, society),
            (_("Acting for somebody"), society_url(society, "helping:home")),
            *frame["account_links"],
        ],
    }
