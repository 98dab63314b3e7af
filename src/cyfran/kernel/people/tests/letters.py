"""What the worker will send, as it stands in its queue."""

import json
import re

from django.db import connection


def letters() -> list[dict[str, str]]:
    """The letters on their way, the first first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args FROM procrastinate_jobs WHERE task_name = 'mail.send' ORDER BY id"
        )
        return [json.loads(row[0]) if isinstance(row[0], str) else row[0] for row in cursor]


def latest_code() -> str:
    """The code in the letter that was posted last."""
    return re.search(r"\b[B-Z]{3}-[B-Z]{3}\b", letters()[-1]["body"])[0]
