"""Finds the words that the sources ask to have translated."""

import ast
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract_python

# For each of Django's functions: which arguments are the context, the words, the words for many.
FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
# Every argument is wanted, whatever the function.
TEMPLATE_KEYWORDS = dict.fromkeys(("_", "gettext", "ngettext", "pgettext", "npgettext"))


@dataclass(frozen=True, order=True)
class Words:
    """One thing said: in a context, for one, and (or empty) for many."""

    one: str
    many: str = ""
    context: str = ""


def words_in_python(source: str) -> Iterator[Words]:
    """What calls to Django's translation functions say, under whatever names they were imported."""
    tree = ast.parse(source)
    names = _translation_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if called in names and (words := _said(node, FUNCTIONS[names[called]])):
                yield words


def _translation_names(tree: ast.AST) -> dict[str, str]:
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in FUNCTIONS
    }


def _said(call: ast.Call, positions: tuple[int | None, int, int | None]) -> Words | None:
    context, one, many = (_text(call, position) for position in positions)
    return Words(one, many or "", context or "") if one else None


def _text(call: ast.Call, position: int | None) -> str | None:
    if position is None or position >= len(call.args):
        return None
    argument = call.args[position]
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return None  # words chosen elsewhere, where they are found


def words_in_template(source: str, origin: str) -> Iterator[Words]:
    """What `translate`, `blocktranslate` and `_("…")` say in a Django template."""
    from django.utils.translation.template import templatize  # needs Django's settings

    # Outside of what is said, templatize leaves X's in the shape of the template; its indentation means nothing.
    shape = "\n".join(line.lstrip() for line in templatize(source, origin=origin).splitlines())
    lines = io.BytesIO(shape.encode())
    for _line, function, said, _comments in extract_python(lines, TEMPLATE_KEYWORDS, (), {}):
        positions = FUNCTIONS["gettext" if function in ("", "_") else str(function)]
        texts = _each(said)
        context, one, many = (
            "" if place is None or place >= len(texts) else texts[place] or ""
            for place in positions
        )
        if one:
            yield Words(one, many, context)


def _each(said: str | Sequence[str]) -> tuple[str, ...]:
    # One argument comes bare, whatever Babel's types say.
    return (said,) if isinstance(said, str) else tuple(said)


def words_of(folder: Path, apart: set[Path]) -> set[Words]:
    """Every word of an app's sources, but not of the folders `apart`, which keep their own."""
    found: set[Words] = set()
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".py", ".html", ".txt") or _is_apart(path, folder, apart):
            continue
        source = path.read_text()
        if path.suffix == ".py":
            found.update(words_in_python(source))
        elif "templates" in path.parts:
            found.update(words_in_template(source, str(path)))
    return found


def _is_apart(path: Path, folder: Path, apart: set[Path]) -> bool:
    inside = path.relative_to(folder)
    if {"tests", "testing", "migrations"} & set(inside.parts):
        return True
    return any(parent in apart for parent in path.parents if parent != folder)
