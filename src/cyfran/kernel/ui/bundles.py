"""One stylesheet and one script for every page, joined from the small files of every app, without a build.

An app's `static/<label>/css/*.css` and `static/<label>/js/*.js` are found by being there. Cascade layers make the
order of stylesheets harmless; scripts are one behaviour each, without imports, and each runs in a block of its own.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.apps import AppConfig, apps
from django.templatetags.static import static

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")
_URL = re.compile(r"""url\(["']?\.\./([^"')]+)["']?\)""")


@dataclass(frozen=True)
class Bundle:
    """What is sent, as it is and compressed, and the digest that stands in its address."""

    plain: bytes
    packed: bytes
    digest: str

    @classmethod
    def of(cls, text: str) -> "Bundle":
        """A bundle of that text."""
        plain = text.encode()
        return cls(plain, gzip.compress(plain, mtime=0), hashlib.sha256(plain).hexdigest()[:12])


@lru_cache
def stylesheet() -> Bundle:
    """Every app's stylesheets, with the addresses within made absolute."""
    parts = [_style(app, path) for app, path in _files("css")]
    return Bundle.of("\n".join(parts))


@lru_cache
def script() -> Bundle:
    """Every app's behaviours; a name declared in one is unknown to the next."""
    parts = [f"{{\n{path.read_text(encoding='utf-8')}}}" for _app, path in _files("js")]
    return Bundle.of("\n".join(parts))


def _files(kind: str) -> list[tuple[AppConfig, Path]]:
    ours = sorted(
        (app for app in apps.get_app_configs() if app.name.startswith("cyfran.")),
        key=lambda app: (app.label != "ui", app.label),
    )
    return [
        (app, path)
        for app in ours
        for path in sorted((Path(app.path) / "static" / app.label / kind).glob(f"*.{kind}"))
    ]


def _style(app: AppConfig, path: Path) -> str:
    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    text = _URL.sub(lambda found: f'url("{static(f"{app.label}/{found[1]}")}")', text)
    return _SPACE.sub("\n", text).strip()
