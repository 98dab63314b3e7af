"""The Welsh catalogues: read, brought up to date, checked and compiled."""

import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from cyfran.site.words.extraction import Words

SOURCE = Path(__file__).resolve().parents[2]
# What no app says (kernel/actions.py, say) is in the catalogue of this one.
REST = SOURCE / "kernel" / "ui"
CATALOGUE = Path("locale/cy/LC_MESSAGES/django.po")
# A comment of this kind keeps the words of a package that has no Welsh of its own.
BORROWED = "borrowed from"
# 0, 1, 2, 3, 6 and the rest: the six forms of the CLDR (https://cldr.unicode.org).
FORMS = 6
HEADER = """msgid ""
msgstr ""
"Language: cy\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;\\n"

"""
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


@dataclass(frozen=True)
class Fault:
    """Something a catalogue lacks."""

    catalogue: Path
    what: str
    words: str

    def __str__(self) -> str:
        return f"{self.catalogue.relative_to(SOURCE.parent)}: {self.what}: {self.words!r}"


def app_folders() -> list[Path]:
    """The folders that keep a catalogue of their own."""
    return sorted(path.parent for path in SOURCE.rglob("apps.py"))


def read_catalogue(path: Path) -> Catalog:
    """The catalogue, empty when there is no such file."""
    text = path.read_text() if path.exists() else HEADER
    return read_po(io.BytesIO(text.encode()), locale="cy", abort_invalid=True)


def entries(catalogue: Catalog) -> Iterator[Message]:
    """The catalogue's messages without its header."""
    return (message for message in catalogue if message.id)


def words_of_message(message: Message) -> Words:
    """What the message is a translation of."""
    one, many = (message.id, "") if isinstance(message.id, str) else message.id
    return Words(one, many, message.context or "")


def is_borrowed(message: Message) -> bool:
    """Whether the words are another package's, and therefore not found in our sources."""
    return any(comment.startswith(BORROWED) for comment in message.user_comments)


def brought_up_to_date(catalogue: Catalog, said: Iterable[Words]) -> Catalog:
    """The same translations for exactly the words that are said now, and for what is borrowed."""
    known = {words_of_message(message): message for message in entries(catalogue)}
    wanted = set(said) | {words for words, message in known.items() if is_borrowed(message)}
    new = read_catalogue(Path("/nonexistent"))
    for words in sorted(wanted, key=lambda each: (each.one.casefold(), each)):
        before = known.get(words)
        new.add(
            (words.one, words.many) if words.many else words.one,
            before.string if before else _nothing(words),
            context=words.context or None,
            flags=before.flags if before else (),
            user_comments=before.user_comments if before else (),
        )
    return new


def _nothing(words: Words) -> str | tuple[str, ...]:
    return ("",) * FORMS if words.many else ""


def written(catalogue: Catalog) -> str:
    """The text of a .po file: no dates and no line numbers, so that it changes only when words do."""
    text = io.BytesIO()
    write_po(text, catalogue, width=0, no_location=True, omit_header=True, ignore_obsolete=True)
    return HEADER + text.getvalue().decode().lstrip("\n")


def faults_of(path: Path, said: set[Words]) -> Iterator[Fault]:
    """Whatever is missing, superfluous, untranslated or wrongly translated."""
    known = {words_of_message(message): message for message in entries(read_catalogue(path))}
    for words in sorted(said - known.keys()):
        yield Fault(path, "missing", words.one)
    for words, message in known.items():
        if words not in said and not is_borrowed(message):
            yield Fault(path, "no longer said", words.one)
        elif message.fuzzy:
            yield Fault(path, "fuzzy", words.one)
        elif (wrong := _wrong(words, message)) is not None:
            yield Fault(path, wrong, words.one)


def disagreements(paths: Iterable[Path]) -> Iterator[Fault]:
    """Words that two catalogues translate differently: Django would say one app's in the pages of the other."""
    first: dict[Words, tuple[Path, object]] = {}
    for path in paths:
        for message in entries(read_catalogue(path)):
            words = words_of_message(message)
            elsewhere, meant = first.setdefault(words, (path, message.string))
            if message.string != meant:
                other = elsewhere.relative_to(SOURCE).parents[3]
                yield Fault(path, f"other words than in {other}; say the context", words.one)


def _wrong(words: Words, message: Message) -> str | None:
    said = message.string
    forms = [form or "" for form in (said if isinstance(said, tuple | list) else [said])]
    if not all(forms):
        return "untranslated"
    if words.many and len(forms) != FORMS:
        return f"{len(forms)} forms instead of {FORMS}"
    allowed = _placeholders(words.one) | _placeholders(words.many)
    if not words.many and _placeholders(forms[0]) != allowed:
        return "other placeholders than in English"
    if any(_placeholders(form) - allowed for form in forms):
        return "a placeholder that English does not have"
    return None


def _placeholders(text: str) -> set[str]:
    return {first or second for first, second in PLACEHOLDER.findall(text)}


def compile_catalogue(path: Path) -> bool:
    """The .mo file beside it is that of this .po file. Returns whether it had to be made."""
    target = path.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
        return False
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    with draft.open("wb") as file:
        write_mo(file, read_catalogue(path))
    draft.replace(target)
    return True


def compile_all() -> int:
    """Every catalogue is compiled. Returns how many had changed."""
    return sum(
        compile_catalogue(folder / CATALOGUE)
        for folder in app_folders()
        if (folder / CATALOGUE).exists()
    )
