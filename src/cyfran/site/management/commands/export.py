"""`cyfran export`: everything of one co-op in one file that verifies itself."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cyfran.kernel.societies.models import Society
from cyfran.kernel.time import now
from cyfran.site.bundle.export import export_bundle


class Command(BaseCommand):
    help = "Write everything of one co-op into a bundle: for its officers, or for everybody."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("society", help="the co-op's name in addresses, such as hwb-bwyd-tywi")
        parser.add_argument("-o", "--output", type=Path, help="where to; by default SOCIETY.zip")
        parser.add_argument(
            "--public", action="store_true", help="leave out whatever is about a person"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        society = Society.objects.filter(slug=options["society"]).first()
        if society is None:
            raise CommandError(f"There is no society called {options['society']} here.")
        suffix = "-public" if options["public"] else ""
        path = options["output"] or Path(f"{society.slug}{suffix}.zip")
        made = export_bundle(society, path, at=now(), public=options["public"])
        self.stdout.write(f"{made.path}")
        self.stdout.write(f"seal         {made.seal}")
        for chain, head in made.heads.items():
            self.stdout.write(f"{chain:12} head {head or 'none yet'}")
