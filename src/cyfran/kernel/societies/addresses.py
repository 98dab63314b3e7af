"""Web addresses of a society's pages: /<lang>/<slug>/…, and the first words no society may take as its own."""

import unicodedata

from django.urls import reverse

from cyfran.kernel.societies.models import Society

RESERVED = frozenset({
    "about", "account", "accounts", "api", "check", "cy", "cyfran", "demo", "dev", "en", "found", "health", "help",
    "jobs", "mail", "media", "new", "people", "search", "start", "static", "style", "support", "welcome", "www",
})  # fmt: skip


def society_url(society: Society | str, name: str, **kwargs: object) -> str:
    """The address of a page of the society, in the active language."""
    slug = society if isinstance(society, str) else society.slug
    return reverse(name, kwargs={"society": slug, **kwargs})


def slug_of(name: str) -> str:
    """`Hwb Bwyd Tywi Cyfyngedig` -> `hwb-bwyd-tywi`; may be empty when nothing of the name can stand in an address."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(c if c.isalnum() else " " for c in folded).split()
    while words and (words[-1] in ("limited", "cyfyngedig", "ltd", "cyf") or words[0].isdigit()):
        words = words[1:] if words[0].isdigit() else words[:-1]
    slug = "-".join(words)[:50].strip("-")
    return f"{slug}-coop" if slug in RESERVED or len(slug) == 1 else slug
