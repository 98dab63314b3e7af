from django.apps import AppConfig


class HelpingConfig(AppConfig):
    name = "cyfran.kernel.helping"
    label = "helping"

    def ready(self) -> None:
        """Whoever acts for somebody else is known on every page of the co-op."""
        from cyfran.kernel.helping.acting import whoever_acts
        from cyfran.kernel.societies.middleware import actors_come_from

        actors_come_from(whoever_acts)
