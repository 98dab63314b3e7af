"""Sealing the record in a test: other tests' open transactions, in whatever database, hold it back for a while."""

import time

from django.db import connection

from cyfran.kernel.database import society_transaction
from cyfran.kernel.record.models import RecordEntry
from cyfran.kernel.societies.models import Society
from cyfran.site.testing.standing import WAITED_FOR

PATIENCE = 60.0  # seconds: as long as the longest test of another process


def seal_record(society: Society) -> None:
    """Everything committed of the society's record is in sealed blocks."""
    deadline = time.monotonic() + PATIENCE
    while True:
        with society_transaction(society), connection.cursor() as cursor:
            cursor.execute("SELECT record_seal(%s)", [society.pk])
        with society_transaction(society):
            if not RecordEntry.objects.filter(society=society, block=None).exists():
                return
        if time.monotonic() > deadline:
            raise TimeoutError("a transaction somewhere stays open")
        WAITED_FOR.touch()
        time.sleep(0.05)
