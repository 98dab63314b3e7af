from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "cyfran.trade.catalogue"
    label = "catalogue"
