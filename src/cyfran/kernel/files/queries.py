"""Who may read which file."""

from cyfran.kernel.actions import Actor
from cyfran.kernel.files.models import StoredFile

OFFICES = frozenset({"chair", "secretary", "treasurer", "board", "coordinator", "founder"})


def may_read(actor: Actor, file: StoredFile) -> bool:
    """True for the file's audience and for its uploader; never once it is erased."""
    if file.erased_at is not None:
        return False
    if file.audience == StoredFile.Audience.ANYONE or (
        actor.person_id and actor.person_id == file.uploader_id
    ):
        return True
    held = actor.roles(file.society_id)
    return bool(held & OFFICES) or (
        file.audience == StoredFile.Audience.MEMBERS and "member" in held
    )
