"""A picture without what a camera or a program wrote beside it: where it was taken, when, with what, by whom.

Only the parts that make the picture are copied, each as long as it says it is, and nothing after its end; so a file
that is a picture and something else as well becomes a picture alone. How a camera was held is kept, or it would lie on
its side.
"""

import struct
import zlib
from collections.abc import Callable, Iterator

PNG = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"iCCP", b"bKGD", b"pHYs",
}  # fmt: skip
WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
WEBP_SAYS_EXIF, WEBP_SAYS_XMP = 0x08, 0x04
JPEG_END, JPEG_SCAN, JPEG_JFIF, JPEG_EXIF, JPEG_COLOURS, JPEG_ADOBE = (
    0xD9,
    0xDA,
    0xE0,
    0xE1,
    0xE2,
    0xEE,
)
JPEG_KEPT = {*range(0xC0, 0xD0), 0xDB, 0xDD, JPEG_SCAN, JPEG_ADOBE}
JPEG_BARE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
ORIENTATION = 0x0112


class NotWhole(ValueError):
    """The file is not what its first bytes say."""


def only_the_picture(media_type: str, body: bytes) -> bytes:
    """The picture and nothing else, with the same pixels; any other kind of file as it is.

    Raises NotWhole where a picture is cut short or is none.
    """
    strip = STRIPS.get(media_type)
    if strip is None:
        return body
    try:
        return b"".join(strip(body))
    except (struct.error, IndexError) as wrong:
        raise NotWhole from wrong


def _png(body: bytes) -> Iterator[bytes]:
    yield PNG
    at, first = len(PNG), True
    while True:
        size, kind = struct.unpack_from(">I4s", body, at)
        chunk = body[at : at + 12 + size]
        crc = struct.unpack(">I", chunk[-4:])[0]
        if len(chunk) != 12 + size or zlib.crc32(chunk[4:-4]) != crc or first != (kind == b"IHDR"):
            raise NotWhole
        if kind in PNG_KEPT:
            yield chunk
        if kind == b"IEND":
            return
        at, first = at + 12 + size, False


def _webp(body: bytes) -> Iterator[bytes]:
    end = 8 + struct.unpack_from("<I", body, 4)[0]
    if end > len(body):
        raise NotWhole
    kept, at = [], 12
    while at + 8 <= end:
        kind, size = struct.unpack_from("<4sI", body, at)
        chunk = body[at : at + 8 + size + size % 2]
        if at + 8 + size > end:
            raise NotWhole
        if kind == b"VP8X":
            flags = chunk[8] & ~(WEBP_SAYS_EXIF | WEBP_SAYS_XMP)
            chunk = chunk[:8] + bytes([flags]) + chunk[9:]
        if kind in WEBP_KEPT:
            kept.append(chunk)
        at += 8 + size + size % 2
    if not kept:
        raise NotWhole
    yield b"RIFF" + struct.pack("<I", 4 + sum(map(len, kept))) + b"WEBP"
    yield from kept


def _jpeg(body: bytes) -> Iterator[bytes]:
    yield body[:2]
    at, seen_scan = 2, False
    while True:
        if body[at] != 0xFF:
            raise NotWhole
        while body[at + 1] == 0xFF:
            at += 1
        marker = body[at + 1]
        if marker == JPEG_END and seen_scan:
            yield body[at : at + 2]
            return
        if marker in JPEG_BARE:
            yield body[at : at + 2]
            at += 2
            continue
        end = at + 2 + struct.unpack_from(">H", body, at + 2)[0]
        if end > len(body):
            raise NotWhole
        yield _segment(marker, body[at:end])
        at = end
        if marker == JPEG_SCAN:
            seen_scan = True
            at = _end_of_scan(body, end)
            yield body[end:at]


def _segment(marker: int, segment: bytes) -> bytes:
    """As much of a part as makes the picture."""
    if marker in JPEG_KEPT or (marker == JPEG_COLOURS and segment[4:15] == b"ICC_PROFILE"):
        return segment
    if marker == JPEG_JFIF and segment[4:9] == b"JFIF\0":
        return b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0"  # without its small copy
    if marker == JPEG_EXIF and segment[4:10] == b"Exif\0\0":
        held = _orientation(segment[10:])
        if 1 < held <= 8:
            ifd = struct.pack(">HHHIHHI", 1, ORIENTATION, 3, 1, held, 0, 0)
            exif = b"Exif\0\0MM\x00\x2a\x00\x00\x00\x08" + ifd
            return b"\xff\xe1" + struct.pack(">H", 2 + len(exif)) + exif
    return b""


def _orientation(tiff: bytes) -> int:
    """How the camera was held, 1 to 8; 0 where it does not say."""
    order = {b"MM": ">", b"II": "<"}.get(tiff[:2])
    try:
        start = struct.unpack_from(f"{order}I", tiff, 4)[0] if order else len(tiff)
        for place in range(struct.unpack_from(f"{order}H", tiff, start)[0]):
            tag, _kind, _count, value = struct.unpack_from(
                f"{order}HHIH", tiff, start + 2 + 12 * place
            )
            if tag == ORIENTATION:
                return int(value)
    except struct.error:
        return 0
    return 0


def _end_of_scan(body: bytes, at: int) -> int:
    """Where the next marker is that is not part of the pixels."""
    while (found := body.find(b"\xff", at)) >= 0:
        if body[found + 1] not in (0x00, *range(0xD0, 0xD8)):
            return found
        at = found + 2
    raise NotWhole


STRIPS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "image/png": _png,
    "image/webp": _webp,
    "image/jpeg": _jpeg,
}
