"""`cyfran permissions`: who may do what, as docs/permissions.md keeps it."""

from typing import Any

from django.core.management.base import BaseCommand

from cyfran.site.permissions import document


class Command(BaseCommand):
    help = "Print who may do what, as docs/permissions.md keeps it."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(document(), ending="")
