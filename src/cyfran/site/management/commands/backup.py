"""`cyfran backup`: the whole installation's database in one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cyfran.kernel.time import now
from cyfran.site.backup.saving import CannotSave, save
from cyfran.site.erasures import journal
from cyfran.site.postgres.binaries import NoServer


class Command(BaseCommand):
    help = "Write the whole database into one file, as of one moment, while everything goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="where to; what is there is replaced")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            stamp = save(options["file"], now())
        except (CannotSave, NoServer, OSError) as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"{options['file']}: Cyfran {stamp.cyfran}, {stamp.made_at}")
        self.stdout.write(
            f"Keep it with the secrets, and keep {journal()} apart from it: see docs/operators.md."
        )
