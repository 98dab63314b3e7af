from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SocietiesConfig(AppConfig):
    name = "cyfran.kernel.societies"
    label = "societies"

    def ready(self) -> None:
        """Every app's rules, verbs and roles are known before the first request."""
        autodiscover_modules("rulebook", "actions", "roles", "authorities")
