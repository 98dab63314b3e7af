from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "cyfran.kernel.visits"
    label = "visits"
