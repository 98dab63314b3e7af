from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "cyfran.kernel.privacy"
    label = "privacy"
