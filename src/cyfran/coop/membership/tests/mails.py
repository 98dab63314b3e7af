"""What the worker will send, as it stands in its queue."""

import json

from django.db import connection


def mails() -> list[dict[str, str]]:
    """The mails on their way, the first first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args FROM procrastinate_jobs WHERE task_name = 'mail.send' ORDER BY id"
        )
        return [json.loads(row[0]) if isinstance(row[0], str) else row[0] for row in cursor]
