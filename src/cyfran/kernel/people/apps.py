from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "cyfran.kernel.people"
    label = "people"

    def ready(self) -> None:
        """Its checks are known."""
        from cyfran.kernel.people import checks  # noqa: F401
