from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "cyfran.kernel.files"
    label = "files"
