from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ConsentConfig(AppConfig):
    name = "cyfran.kernel.consent"
    label = "consent"
    verbose_name = _("Who may process data")

    def ready(self) -> None:
        """Whatever any app keeps or counts is declared before the first request."""
        autodiscover_modules("disclosures")
