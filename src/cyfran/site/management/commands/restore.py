"""`cyfran restore`: an installation comes back from a backup, and nobody who was erased comes back with it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cyfran.site import erasures
from cyfran.site.backup.file import NotABackup
from cyfran.site.backup.restoring import CannotRestore, restore
from cyfran.site.postgres.binaries import NoServer


class Command(BaseCommand):
    help = "Bring the database back from a backup into a new, empty database, and upgrade it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="what `cyfran backup` wrote")
        parser.add_argument(
            "--erasures",
            type=Path,
            help="the journal of those erased since; by default the one of the state folder",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        journal = options["erasures"] or erasures.journal()
        if options["erasures"] and not journal.exists():
            raise CommandError(f"There is no journal at {journal}.")
        try:
            stamp, again = restore(options["file"], journal)
        except (CannotRestore, NotABackup, NoServer, OSError) as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"Restored as of {stamp.made_at}, written by Cyfran {stamp.cyfran}.")
        self.stdout.write(f"Erased again since: {len(again)}")
        for party in again:
            self.stdout.write(f"  party {party.pk} of {party.society.slug}")
