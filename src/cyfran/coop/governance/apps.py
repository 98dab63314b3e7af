from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class GovernanceConfig(AppConfig):
    name = "cyfran.coop.governance"
    label = "governance"

    def ready(self) -> None:
        """What members may decide about each app, and what it would mean, is known before the first request."""
        autodiscover_modules("decisions")
