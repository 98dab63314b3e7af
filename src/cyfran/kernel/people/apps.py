from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "cyfran.kernel.people"
    label = "people"
