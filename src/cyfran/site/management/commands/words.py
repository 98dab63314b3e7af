"""`cyfran words`: the Welsh catalogues say what the sources say."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cyfran.site.words.catalogues import (
    CATALOGUE,
    REST,
    SOURCE,
    app_folders,
    brought_up_to_date,
    compile_all,
    disagreements,
    faults_of,
    read_catalogue,
    written,
)
from cyfran.site.words.extraction import Words, words_of


class Command(BaseCommand):
    help = "Bring the Welsh catalogues up to date with the sources, and compile them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail when a word has no Welsh"
        )
        parser.add_argument(
            "--compile", action="store_true", help="only compile what is in the catalogues"
        )
        parser.add_argument("apps", nargs="*", help="the last names of the apps, for these alone")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["compile"]:
            self.stdout.write(f"{compile_all()} catalogues compiled")
            return
        said = {
            folder: words
            for folder, words in words_by_app().items()
            if not options["apps"] or folder.name in options["apps"]
        }
        if not options["check"]:
            for folder, words in said.items():
                _bring_up_to_date(folder / CATALOGUE, words)
            compile_all()
        faults = [
            str(fault)
            for folder, words in said.items()
            for fault in faults_of(folder / CATALOGUE, words)
        ]
        faults += map(str, disagreements(folder / CATALOGUE for folder in app_folders()))
        for fault in faults:
            self.stdout.write(fault)
        if faults and options["check"]:
            raise CommandError(
                f"{len(faults)} words are not as they should be: `make words`, then translate."
            )
        self.stdout.write(
            f"{sum(map(len, said.values()))} words, {len(faults)} still to be translated"
        )


def words_by_app() -> dict[Path, set[Words]]:
    """What each app's folder says; what belongs to no app is said by the one that keeps the rest."""
    apps = set(app_folders())
    said = {folder: words_of(folder, apps) for folder in apps}
    said[REST] = said.get(REST, set()) | words_of(SOURCE, apps)
    return {folder: said[folder] for folder in sorted(said)}


def _bring_up_to_date(path: Path, said: set[Words]) -> None:
    if not said and not path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    text = written(brought_up_to_date(read_catalogue(path), said))
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
