from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "cyfran.trade.orders"
    label = "orders"
