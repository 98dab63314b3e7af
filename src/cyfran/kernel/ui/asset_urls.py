"""What pages are dressed in; one address for both languages, so it is kept once."""

from django.urls import path

from cyfran.kernel.ui import views

app_name = "dress"
urlpatterns = [
    path("accent/<str:colour>.css", views.accent, name="accent"),
    path("<str:digest>/<slug:name>.<str:kind>", views.bundle, name="bundle"),
]
