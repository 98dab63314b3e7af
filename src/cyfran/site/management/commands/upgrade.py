"""`cyfran upgrade`: tables, guards, functions and rule definitions are those of this release."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from cyfran.kernel.guards import apply_guards
from cyfran.kernel.societies.rulebook import write_definitions


class Command(BaseCommand):
    help = "Bring the database to this release: migrations, then everything the database itself guards. Run as the owner."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--demonstration",
            action="store_true",
            help="a new cluster becomes a demonstration, for ever",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        call_command("createcachetable", verbosity=options["verbosity"])
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('cyfran.demonstration', %s, true)",
                ["true" if options["demonstration"] else "false"],
            )
            apply_guards(settings.APP_ROLE)
            write_definitions()
