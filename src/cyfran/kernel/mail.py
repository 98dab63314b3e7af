"""Mail: written in the reader's language, sent by the worker once the transaction that caused it has committed."""

from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMessage
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
