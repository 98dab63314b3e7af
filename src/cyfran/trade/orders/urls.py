from django.urls import path

from cyfran.trade.orders.views import basket, cycles, orders, shop

app_name = "orders"
urlpatterns = [
    path("", shop.shop, name="shop"),
    path("basket/", basket.basket, name="basket"),
    path("basket/order/", basket.place, name="place"),
    path("orders/", orders.own_orders, name="own_orders"),
    path("orders/<int:order_id>/", orders.order, name="order"),
    path("orders/<int:order_id>/take-back/", orders.take_back, name="take_back"),
    path("orders/by-link/<str:token>/", orders.by_link, name="by_link"),
    path("cycles/", cycles.cycles, name="cycles"),
    path("cycles/plan/", cycles.plan, name="plan"),
    path("cycles/<int:cycle_id>/", cycles.cycle, name="cycle"),
    path("cycles/<int:cycle_id>/<slug:step>/do/", cycles.take_step, name="take_step"),
    path("cycles/<int:cycle_id>/packing/", cycles.packing, name="packing"),
]
