"""`cyfran reseal`: every bank account is sealed under the first of CYFRAN_FIELD_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand

from cyfran.coop.payments.actions.details import reseal_accounts
from cyfran.kernel.database import society_transaction
from cyfran.kernel.societies.models import Society


class Command(BaseCommand):
    help = (
        "Seal every bank account again under the first of CYFRAN_FIELD_KEYS. To change keys: put the new one "
        "first and keep the old, restart, run this, then take the old one away."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        resealed = 0
        for society in Society.objects.order_by("pk").iterator():
            with society_transaction(society):
                resealed += reseal_accounts(society)
        self.stdout.write(f"{resealed} accounts sealed under the first key")
