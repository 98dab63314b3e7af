"""The journal of erasures: kept beside the database, so that a backup brought back erases its people again.

One JSON object a line: the ids of society and party, when the society first knew the party (so that a number
given anew after a restoration is not taken for the old one), and when it was erased. Nothing in it names anybody.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.societies.actions import erase_party_again
from cyfran.kernel.societies.events import PartyErased
from cyfran.kernel.societies.models import Erasure, Party, Society
from cyfran.kernel.societies.queries import job_mandate

NAME = "erasures"


@dataclass(frozen=True)
class Line:
    """One erasure, as the journal keeps it."""

    society: int
    party: int
    known_since: str
    erased_at: str

    @classmethod
    def of(cls, party: Party, at: datetime) -> "Line":
        """The line that says that this party was erased then."""
        return cls(party.society_id, party.pk, party.created_at.isoformat(), at.isoformat())


def journal() -> Path:
    """Where the journal of this installation is."""
    return Path(settings.STATE) / NAME


def keep_in_journal(event: PartyErased) -> None:
    """The erasure is in the journal, if this transaction commits."""
    transaction.on_commit(partial(write_down, [Line.of(event.party, event.at)]))


def write_down(lines: list[Line]) -> None:
    """These lines are in the journal, each once, and on the disk."""
    known = set(read(journal()))
    text = "".join(f"{json.dumps(asdict(line))}\n" for line in lines if line not in known)
    handle = os.open(journal(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> Iterator[Line]:
    """The journal's lines; one that a crash cut short is left out."""
    try:
        text = path.read_text()
    except FileNotFoundError:
        return
    for line in text.splitlines():
        try:
            yield Line(**json.loads(line))
        except (ValueError, TypeError):
            continue


def write_down_all() -> None:
    """Every erasure of the database is in the journal, those too of which a crash kept it. As the owner."""
    made = Erasure.objects.select_related("party").order_by("pk")
    write_down([Line.of(each.party, each.erased_at) for each in made])


def erase_again(path: Path) -> list[Party]:
    """Whoever the journal says was erased, and the database does not, is erased again; returns them. As the owner."""
    erased = set(Erasure.objects.values_list("society_id", "party_id"))
    again = []
    for line in read(path):
        if (line.society, line.party) in erased:
            continue
        society = Society.objects.filter(pk=line.society).first()
        party = Party.objects.filter(
            pk=line.party, society_id=line.society, created_at=line.known_since
        ).first()
        if society and party:
            with society_transaction(society):
                actor = Actor.mandate(job_mandate(society, "site.restore"))
                at = datetime.fromisoformat(line.erased_at)
                again.append(erase_party_again(actor=actor, party=party, at=at))
            erased.add((line.society, line.party))
    return again
