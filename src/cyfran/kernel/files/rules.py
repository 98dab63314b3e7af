"""What a file is, by its first bytes and never by its name."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

LARGEST = 10_000_000
WIDE = (
    BOM_UTF16_LE,
    BOM_UTF16_BE,
    BOM_UTF32_LE,
    BOM_UTF32_BE,
)  # marks of text half of whose bytes may be nought

SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)
TEXTS = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".txt": "text/plain",
    ".xml": "application/xml",
}


def media_type_of(name: str, head: bytes) -> str | None:
    r"""The type of a file from its first bytes; None when it is of no kind that is taken.

    >>> media_type_of("photo.exe", b"\x89PNG\r\n\x1a\n")
    'image/png'
    >>> media_type_of("list.csv", "name,price".encode("utf-16"))
    'text/csv'
    """
    for signature, media_type in SIGNATURES:
        if head.startswith(signature):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    ending = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return TEXTS.get(ending) if b"\x00" not in head or head.startswith(WIDE) else None


def safe_name(name: str) -> str:
    """The last part of the name, without control characters or separators, at most 200 characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if c.isprintable() and c not in '"<>|:*?').strip(". ")
    return kept[-200:] or "file"
