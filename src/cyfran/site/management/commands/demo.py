"""`cyfran demo`: the demonstration's year happens, unless it has happened already."""

import sys
import time
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cyfran.kernel.societies.models import Installation, Society


class Command(BaseCommand):
    help = "Build the demonstration's world through the product's own actions. Refused in a cluster of any other kind."

    def handle(self, *_args: Any, **_options: Any) -> None:
        installation = Installation.objects.get()
        if not installation.demonstration:
            raise CommandError(
                "This cluster was not made as a demonstration, and cannot become one."
            )
        if Society.objects.filter(slug="ynni-cwm").exists():  # the last thing that is made
            return
        if Society.objects.exists():
            raise CommandError(
                "The demonstration was interrupted before it was whole. Start `make run` again: it is then made anew."
            )
        from cyfran.site.demo.history import History

        began = time.monotonic()

        def say(done: int, of: int) -> None:
            if done % 4 == 0:
                sys.stdout.write(
                    f"  Demonstration   week {done} of {of}   {time.monotonic() - began:.0f} s\n"
                )
                sys.stdout.flush()

        History(datetime.now(UTC), say).happen()  # noqa: TID251 - the world's clock, which ours is set by
