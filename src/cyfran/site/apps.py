from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SiteConfig(AppConfig):
    name = "cyfran.site"
    label = "site"

    def ready(self) -> None:
        """Every event has its reactions, and what is held about people is declared, before the first request."""
        from cyfran.site import wiring

        wiring.wire()
        autodiscover_modules("holdings")
