"""What files do when something happened elsewhere; site/wiring.py connects it."""

from cyfran.kernel.files.models import Content, StoredFile
from cyfran.kernel.societies.events import PartyErased


def forget_uploads(event: PartyErased) -> None:
    """What the person uploaded for officers alone is gone; what the co-op shows to members or anyone is its own."""
    if event.person_id is None:
        return
    theirs = StoredFile.objects.filter(
        society=event.party.society_id,
        uploader_id=event.person_id,
        audience=StoredFile.Audience.OFFICERS,
        erased_at=None,
    )
    contents = list(theirs.values_list("content_id", flat=True))
    theirs.update(name="erased", erased_at=event.at)
    Content.objects.filter(pk__in=contents).exclude(files__erased_at=None).update(body=None)
