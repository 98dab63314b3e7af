from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class TalkConfig(AppConfig):
    name = "cyfran.kernel.talk"
    label = "talk"
    verbose_name = _("Talk")

    def ready(self) -> None:
        """What can be talked about is known before the first request, and to the worker that writes the letters."""
        autodiscover_modules("subjects")
