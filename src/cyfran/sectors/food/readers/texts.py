"""Texts out of a file: bytes to characters, characters that may be shown, and HTML to plain words."""

import html
import re
import unicodedata
from codecs import (
    BOM_UTF8,
    BOM_UTF16_BE,
    BOM_UTF16_LE,
    BOM_UTF32_BE,
    BOM_UTF32_LE,
    getincrementaldecoder,
)
from typing import BinaryIO

from cyfran.sectors.food.readers.reading import Unreadable

MAX_NAME = 200
MAX_ID = 500
MAX_DESCRIPTION = 4_000
# HTML is several times as long as the words in it; what is beyond this is not looked at.
MAX_MARKUP = 40_000
PIECE = 64 * 1024
MAX_LINE = 256 * 1024

_SPACE = re.compile(r"\s+")
_BLOCKS = {
    "p",
    "br",
    "li",
    "div",
    "tr",
    "table",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
}
_HIDDEN = {"script", "style", "template", "head"}
_TAG_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)")
# Marks that turn the direction of the text around them, and so can make a name read as another.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF])


def encoding_of(head: bytes) -> str:
    """The encoding that the first bytes of a file announce; "" when they announce none."""
    if head.startswith((BOM_UTF32_LE, BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig" if head.startswith(BOM_UTF8) else ""


def decoded(data: bytes) -> str:
    """The characters of a file in UTF-8, or in UTF-16 or UTF-32 with its mark. Raises Unreadable."""
    try:
        text = data.decode(encoding_of(data[:4]) or "utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable("encoding_unknown") from error
    if "\x00" in text:
        raise Unreadable("not_text")
    return text


def encoding_of_stream(stream: BinaryIO) -> tuple[str, bool]:
    """The encoding in which the whole stream can be read, and whether it is a guess; leaves it at its start.

    What is not UTF-8 and bears no mark is read as Windows-1252, the way spreadsheets on Windows save.
    Reads in pieces; raises Unreadable.
    """
    stream.seek(0)
    announced = encoding_of(stream.read(4))
    for encoding in (announced,) if announced else ("utf-8", "cp1252"):
        stream.seek(0)
        if _reads_as(encoding, stream):
            stream.seek(0)
            return encoding, encoding == "cp1252"
    raise Unreadable("encoding_unknown")


def _reads_as(encoding: str, stream: BinaryIO) -> bool:
    """True when all of the stream is in that encoding; Unreadable when it is no text, or has an endless line."""
    decoder, run = getincrementaldecoder(encoding)(), 0
    while True:
        piece = stream.read(PIECE)
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError:
            return False
        if "\x00" in text:
            raise Unreadable("not_text")
        run = len(text) - text.rfind("\n") - 1 if "\n" in text else run + len(text)
        if run > MAX_LINE:
            raise Unreadable("line_too_long")
        if not piece:
            return True


def clean(text: str) -> str:
    """One line of text that can be stored and shown: no control characters, halves of characters or turning marks.

    Markup is left as it is: it is text, and is escaped wherever it is shown.
    """
    if not text.isprintable():
        text = "".join(
            " " if c in "\t\n\r\v\f" else c for c in text if c in "\t\n\r\v\f" or _allowed(c)
        )
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text.translate(_TURNING))).strip()


def clean_lines(text: str) -> str:
    """As `clean`, with the line breaks kept and never more than one empty line."""
    lines = [clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _allowed(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs", "Cn", "Co")


def unquoted(text: str) -> str:
    """A text without the apostrophe that was put before it to keep a spreadsheet from taking it as a formula."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@\t" else text


def plain_words(markup: str) -> str:
    """The words of an HTML text, with a line break where a block begins; scripts and styles are dropped.

    Reads each character once, whatever the markup.
    """
    pieces = markup[:MAX_MARKUP].split("<")
    words, hidden = [pieces[0]], ""
    for piece in pieces[1:]:
        tag, closed, rest = piece.partition(">")
        name = _TAG_NAME.match(tag)
        known = name.group(1).lower() if name else ""
        if hidden:
            if tag.startswith("/") and known == hidden:
                hidden = ""
                words.append(rest)
            continue
        if not known and not tag.startswith("!"):
            words.append("<" + piece)  # "a < b" is no tag
        elif known in _HIDDEN and not tag.startswith("/"):
            hidden = known
        elif closed:
            words += ["\n" if known in _BLOCKS else "", rest]
    return clean_lines(html.unescape("".join(words)))
