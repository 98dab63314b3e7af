from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "cyfran.site"
    label = "site"

    def ready(self) -> None:
        """Every event has its reactions before the first request."""
        from cyfran.site import wiring

        wiring.wire()
