from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "cyfran.kernel.ledger"
    label = "ledger"
