"""One stylesheet and one script for every page, and one of each for an app's own pages; joined without a build.

Files are found by being there: `static/<label>/css/*.css` and `static/<label>/js/*.js` go to every page, the `*.css` and
`*.js` of `static/<label>/own/` to those whose template is that app's. Cascade layers make the order of stylesheets
harmless; scripts are one behaviour each, without imports, and each runs in a block of its own.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.apps import AppConfig, apps
from django.templatetags.static import static

EVERYDAY = "cyfran"
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
def bundle(name: str, kind: str) -> Bundle | None:
    """The `css` or `js` of every page (named EVERYDAY) or of one app's own pages; None where there is none."""
    joined = {"css": _style, "js": _behaviour}[kind]
    parts = [joined(app, path) for app, path in _files(name, kind)]
    return Bundle.of("\n".join(parts)) if parts else None


def _files(name: str, kind: str) -> list[tuple[AppConfig, Path]]:
    ours = sorted(
        (app for app in apps.get_app_configs() if app.name.startswith("cyfran.")),
        key=lambda app: (app.label != "ui", app.label),
    )
    folder = kind if name == EVERYDAY else "own"
    return [
        (app, path)
        for app in ours
        if name in (EVERYDAY, app.label)
        for path in sorted((Path(app.path) / "static" / app.label / folder).glob(f"*.{kind}"))
    ]


def _style(app: AppConfig, path: Path) -> str:
    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    text = _URL.sub(lambda found: f'url("{static(f"{app.label}/{found[1]}")}")', text)
    return _SPACE.sub("\n", text).strip()


def _behaviour(_app: AppConfig, path: Path) -> str:
    return (
        f"{{\n{path.read_text(encoding='utf-8')}}}"  # a name declared in one is unknown to the next
    )
