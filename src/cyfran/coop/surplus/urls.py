from django.urls import path, register_converter

from cyfran.coop.surplus import views
from cyfran.coop.surplus.days import DayConverter

register_converter(DayConverter, "day")

app_name = "surplus"
urlpatterns = [
    path("", views.years, name="years"),
    path("close/", views.close, name="close"),
    path("<day:year_end>/", views.application, name="application"),
    path("<day:year_end>/mine/", views.mine, name="mine"),
]
