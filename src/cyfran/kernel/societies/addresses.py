"""Web addresses of a society's pages: /<lang>/<slug>/…, and the first words no society may take as its own."""

import unicodedata
from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

from cyfran.kernel.societies.models import Society

RESERVED = frozenset({
    "about", "account", "accounts", "api", "check", "consent", "cy", "cyfran", "demo", "dev", "en", "found", "health", "help",
    "jobs", "mail", "media", "new", "people", "search", "start", "static", "style", "support", "welcome", "www",
})  # fmt: skip


def society_url(society: Society | str, name: str, **kwargs: object) -> str:
    """The address of a page of the society, in the active language."""
    slug = society if isinstance(society, str) else society.slug
    return page_url(name, society=slug, **kwargs)


def page_url(name: str, **kwargs: object) -> str:
    """The address of any page in the active language: Django's `reverse`, which a page asks for twenty times."""
    around = (get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), get_language())
    return _reversed(around, name, tuple(kwargs.items()))


@lru_cache(maxsize=10_000)
def _reversed(
    _around: tuple[object, ...], name: str, kwargs: tuple[tuple[str, object], ...]
) -> str:
    return reverse(name, kwargs=dict(kwargs))


def slug_of(name: str) -> str:
    """`Hwb Bwyd Tywi Cyfyngedig` -> `hwb-bwyd-tywi`; may be empty when nothing of the name can stand in an address."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(c if c.isalnum() else " " for c in folded).split()
    while words and (words[-1] in ("limited", "cyfyngedig", "ltd", "cyf") or words[0].isdigit()):
        words = words[1:] if words[0].isdigit() else words[:-1]
    slug = "-".join(words)[:50].strip("-")
    return f"{slug}-coop" if slug in RESERVED or len(slug) == 1 else slug
