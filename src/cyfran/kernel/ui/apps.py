from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "cyfran.kernel.ui"
    label = "ui"

    def ready(self) -> None:
        """Forms speak as this project does, from the first request on."""
        from cyfran.kernel.ui.borrowed import say_it_our_way

        say_it_our_way()
