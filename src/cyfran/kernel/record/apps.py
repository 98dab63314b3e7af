from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "cyfran.kernel.record"
    label = "record"
