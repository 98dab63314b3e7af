"""Sealing the record in a test: other tests' open transactions, in whatever database, hold it back for a while."""

import time

from django.db import connection

from cyfran.kernel.database import society_transaction
from cyfran.kernel.record.models import RecordEntry
from cyfran.kernel.societies.models import Society

PATIENCE = 30.0  # seconds


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
        time.sleep(0.05)
