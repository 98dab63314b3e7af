from django.urls import path

from cyfran.coop.membership.views import founding
from cyfran.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("found/", founding.begin, name="found"),
]
