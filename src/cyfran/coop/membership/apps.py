from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "cyfran.coop.membership"
    label = "membership"
