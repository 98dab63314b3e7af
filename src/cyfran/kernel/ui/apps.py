from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "cyfran.kernel.ui"
    label = "ui"
