"""Keep a file and erase it."""

import hashlib
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, roles, signed_in
from cyfran.kernel.files.models import Content, StoredFile
from cyfran.kernel.files.pictures import NotWhole, only_the_picture
from cyfran.kernel.files.refusals import FileEmpty, FileTooLarge, KindNotTaken, PictureBroken
from cyfran.kernel.files.rules import LARGEST, media_type_of, safe_name
from cyfran.kernel.societies.models import Society


@action(may=signed_in, label=_("Keep a file"), codes=("audience",))
def keep_file(
    *,
    actor: Actor,
    society: Society,
    name: str,
    body: bytes,
    at: datetime,
    audience: str = StoredFile.Audience.OFFICERS,
) -> StoredFile:
    """The file is kept by its content and can be read by its audience and by whoever uploaded it.

    Of a picture nothing is kept but the picture. Refuses with FileEmpty, FileTooLarge, KindNotTaken or PictureBroken.
    """
    if not body:
        raise FileEmpty
    if len(body) > LARGEST:
        raise FileTooLarge(megabytes=LARGEST // 1_000_000)
    media_type = media_type_of(name, body[:4096])
    if media_type is None:
        raise KindNotTaken
    try:
        body = only_the_picture(media_type, body)
    except NotWhole:
        raise PictureBroken from None
    content, created = Content.objects.get_or_create(
        society=society,
        sha256=hashlib.sha256(body).hexdigest(),
        defaults={"size": len(body), "body": body},
    )
    if not created and content.body is None:
        content.body = body
        content.save(update_fields=["body"])
    return StoredFile.objects.create(
        society=society,
        content=content,
        name=safe_name(name),
        media_type=media_type,
        audience=audience,
        uploader_id=actor.person_id,
        uploaded_at=at,
    )


@action(may=roles("secretary"), scheduled=True, label=_("Erase a file"), even_closed=True)
def erase_file(*, actor: Actor, file: StoredFile, at: datetime) -> StoredFile:
    """The file's name is gone, and its bytes too unless another kept file has the same ones."""
    file.name, file.erased_at = "erased", at
    file.save(update_fields=["name", "erased_at"])
    if not StoredFile.objects.filter(content_id=file.content_id, erased_at=None).exists():
        Content.objects.filter(pk=file.content_id).update(body=None)
    return file
