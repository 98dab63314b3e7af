from django.apps import AppConfig


class SurplusConfig(AppConfig):
    name = "cyfran.coop.surplus"
    label = "surplus"
