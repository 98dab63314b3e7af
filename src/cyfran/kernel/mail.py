"""Mail: written in the reader's language, sent by the worker once the transaction that caused it has committed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.mail import EmailMessage
from django.db import connection
from django.template.loader import render_to_string
from django.utils import translation
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


def post_mail(*, to: str, language: str, template: str, context: Mapping[str, Any]) -> None:
    """The mail `template` (its first line is the subject) is on its way to `to`, if this transaction commits."""
    with translation.override(language):
        subject, _, body = render_to_string(template, dict(context)).strip().partition("\n")
    send_mail.defer(to=to, subject=subject.strip(), body=body.strip() + "\n", language=language)


@app.task(name="mail.send", retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def send_mail(*, to: str, subject: str, body: str, language: str) -> None:
    """The message is with the mail server; tried again with growing pauses when it cannot be reached."""
    EmailMessage(subject=subject, body=body, to=[to], headers={"Content-Language": language}).send()


def forget_letters(addresses: Iterable[str], name: str) -> None:
    """No letter to these addresses waits any more, and none that could not be sent says one of them or the name.

    Letters to others that wait go out: they are there for moments.
    """
    told = list(addresses)
    values = {"addresses": told, "words": [*told, name]}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM procrastinate_jobs WHERE task_name = 'mail.send' AND status <> 'doing' AND (
              args->>'to' = ANY(%(addresses)s::text[]) OR status <> 'todo' AND EXISTS (
                SELECT FROM unnest(%(words)s::text[]) AS word WHERE position(word IN args::text) > 0))
            """,
            values,
        )


def forget_unsent_letters(days: int) -> None:
    """No letter is kept that failed so many days ago or longer."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM procrastinate_jobs AS job WHERE task_name = 'mail.send' AND status = 'failed' AND NOT EXISTS (
              SELECT FROM procrastinate_events WHERE job_id = job.id AND at > now() - make_interval(days => %s))
            """,
            [days],
        )
