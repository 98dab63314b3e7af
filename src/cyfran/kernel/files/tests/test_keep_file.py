"""A file is what its first bytes say, a picture is only a picture, and it is served as a download that can do nothing."""

import base64
import contextlib
import struct

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as some

from cyfran.kernel.actions import Actor
from cyfran.kernel.consent.tests.conftest import hub, mair
from cyfran.kernel.database import society_transaction
from cyfran.kernel.files.actions import erase_file, keep_file
from cyfran.kernel.files.models import StoredFile
from cyfran.kernel.files.pictures import NotWhole, only_the_picture
from cyfran.kernel.files.refusals import FileEmpty, FileTooLarge, KindNotTaken, PictureBroken
from cyfran.kernel.files.rules import LARGEST, media_type_of, safe_name
from cyfran.kernel.people.models import Person
from cyfran.kernel.refusals import NotAllowed, SignInNeeded
from cyfran.kernel.time import now

__all__ = ["hub", "mair"]
# Real pictures of 16 by 12 points, with "Tyddyn Mawr secret" as a comment; made by ImageMagick.
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD//gAUVHlkZHluIE1hd3Igc2VjcmV0/9sAQwANCQoLCggNCwoLDg4NDxMgFRMSEhMnHB4XIC4pMTAuKS0sMzpKPjM2RjcsLUBXQUZMTlJTUjI+WmFaUGBKUVJP/9sAQwEODg4TERMmFRUmTzUtNU9PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P/8AAEQgADAAQAwEiAAIRAQMRAf/EABYAAQEBAAAAAAAAAAAAAAAAAAAFBv/EABkQAAEFAAAAAAAAAAAAAAAAAAACEhRRYf/EABUBAQEAAAAAAAAAAAAAAAAAAAUG/8QAFxEAAwEAAAAAAAAAAAAAAAAAAAMVFv/aAAwDAQACEQMRAD8Ay0jRI0mvVYeqyjz6hW2w/9k="
)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAMEAIAAAC0FXaVAAAABGdBTUEAALGPC/xhBQAAACBjSFJNAAB6JgAAgIQAAPoAAACA6AAAdTAAAOpgAAA6mAAAF3CculE8AAAABmJLR0T///////8JWPfcAAAAB3RJTUUH6gsYCzgIjGcHDQAAADlJREFUOMtj/P+fgaaA5eUuBgZxN1pasJuBQdx1KPvgxS4GBgmaBtFoHBCyYDQOCAFGBgYGBloWFwBHIhgnWnXUeQAAABp0RVh0Y29tbWVudABUeWRkeW4gTWF3ciBzZWNyZXQabmhNAAAAJXRFWHRkYXRlOmNyZWF0ZQAyMDI2LTExLTI0VDExOjU2OjA4KzAwOjAww9rxvQAAACV0RVh0ZGF0ZTptb2RpZnkAMjAyNi0xMS0yNFQxMTo1NjowOCswMDowMLKHSQEAAAAASUVORK5CYII="
)
WEBP_PARTS = (
    (b"VP8X", b"\x0c" + bytes(9)),
    (b"VP8L", b"pixels"),
    (b"EXIF", b"Tyddyn"),
    (b"XMP ", b"Mawr"),
)


def webp(*parts: tuple[bytes, bytes]) -> bytes:
    chunks = b"".join(kind + struct.pack("<I", len(said)) + said for kind, said in parts)
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks


def held_sideways(jpeg: bytes) -> bytes:
    """The same, from a camera that was held on its side and knew where it was."""
    tiff = b"II\x2a\0\x08\0\0\0" + struct.pack("<HHHIHHI", 1, 0x0112, 3, 1, 6, 0, 0) + b"Tyddyn GPS"
    exif = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", 2 + len(exif)) + exif + jpeg[2:]


def kept(hub, who, name="llun.jpg", body=JPEG, **given) -> StoredFile:
    return keep_file(actor=Actor.person(who), society=hub, name=name, body=body, at=now(), **given)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("image/jpeg", JPEG),
        ("image/jpeg", held_sideways(JPEG) + b"PK\x03\x04 Tyddyn, and a whole archive"),
        ("image/png", PNG + b"<script>Tyddyn</script>"),
        ("image/webp", webp(*WEBP_PARTS)),
    ],
)
def test_nothing_is_kept_of_a_picture_but_the_picture(kind, body):
    assert b"Tyddyn" in body
    picture = only_the_picture(kind, body)
    assert b"Tyddyn" not in picture
    assert b"Mawr" not in picture
    assert media_type_of("x", picture) == kind
    assert only_the_picture(kind, picture) == picture


def test_the_pixels_are_as_they_were_and_the_right_way_up():
    scan = JPEG[JPEG.index(b"\xff\xda") :]
    assert only_the_picture("image/jpeg", JPEG).endswith(scan)
    assert struct.pack(">HHIH", 0x0112, 3, 1, 6) in only_the_picture(
        "image/jpeg", held_sideways(JPEG)
    )
    pixels = PNG[PNG.index(b"IDAT") : PNG.index(b"IDAT") + 40]
    assert pixels in only_the_picture("image/png", PNG)


def test_a_webp_does_not_say_that_it_has_what_was_taken_out():
    assert only_the_picture("image/webp", webp(*WEBP_PARTS)) == webp(
        (b"VP8X", bytes(10)), WEBP_PARTS[1]
    )


@given(
    some.sampled_from(["image/jpeg", "image/png"]), some.integers(8, 300), some.binary(max_size=40)
)
def test_what_is_no_whole_picture_is_refused_and_nothing_worse(kind, at, rubbish):
    whole = {"image/jpeg": JPEG, "image/png": PNG}[kind]
    body = whole[:at] + rubbish
    with contextlib.suppress(NotWhole):
        only_the_picture(kind, body)
    with pytest.raises(NotWhole):
        only_the_picture(kind, whole[: min(at, 180)])


def test_refusals(hub, mair):
    for refusal, name, body in (
        (FileEmpty, "a.png", b""),
        (FileTooLarge, "a.png", b"\x89PNG\r\n\x1a\n" + bytes(LARGEST)),
        (KindNotTaken, "a.exe", b"MZ"),
        (KindNotTaken, "a.svg", b"<svg onload='alert(1)'/>"),
        (KindNotTaken, "a.html", b"<script>"),
        (PictureBroken, "a.png", PNG[:60]),
    ):
        with pytest.raises(refusal):
            kept(hub, mair, name, body)
    with pytest.raises(SignInNeeded):
        keep_file(actor=Actor.guest(), society=hub, name="a.png", body=PNG, at=now())


def test_a_name_is_a_name_and_no_path():
    assert safe_name('..\\..\\etc/pass"wd\r\n.txt') == "passwd.txt"


def test_it_is_served_as_a_download_that_can_do_nothing(hub, mair):
    file = kept(hub, mair, 'llun"x.jpg', audience="anyone")
    answer = Client().get(f"/cy/hub/files/{file.pk}/")
    assert answer.status_code == 200
    assert b"Tyddyn" not in answer.content
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"] == 'attachment; filename="llunx.jpg"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_only_its_audience_reads_it_and_nobody_once_it_is_erased(hub, mair):
    dai = Person.objects.create_user("dai@example.cymru", "Dai")
    stranger, officer = Client(), Client()
    stranger.force_login(dai)
    officer.force_login(mair)
    file = kept(hub, mair)
    page = f"/en/hub/files/{file.pk}/"
    assert (stranger.get(page).status_code, officer.get(page).status_code) == (404, 200)
    with pytest.raises(NotAllowed):
        erase_file(actor=Actor.person(dai), file=file, at=now())
    with society_transaction(hub):
        StoredFile.objects.filter(pk=file.pk).update(name="erased", erased_at=now())
    assert officer.get(page).status_code == 404
