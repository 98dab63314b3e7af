from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    name = "cyfran.coop.governance"
    label = "governance"
    verbose_name = _("How we decide")

    def ready(self) -> None:
        """What members may decide about each app, and what it would mean, is known before the first request."""
        autodiscover_modules("decisions")
