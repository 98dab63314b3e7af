"""`cyfran worker`: the jobs of the installation, as they fall due, until told to stop."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Do the jobs: cycles that open and close, notices, mails, enactments. Any number may run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2, help="jobs at a time")

    def handle(self, *_args: Any, **options: Any) -> None:
        call_command(
            "procrastinate",
            "worker",
            f"--concurrency={options['concurrency']}",
            "--delete-jobs=successful",
        )
