"""What pages are dressed in; one address for both languages, so it is kept once."""

from django.urls import path

from cyfran.kernel.ui import views

app_name = "dress"
urlpatterns = [
    path("<str:digest>/cyfran.css", views.stylesheet, name="stylesheet"),
    path("<str:digest>/cyfran.js", views.script, name="script"),
    path("accent/<str:colour>.css", views.accent, name="accent"),
]
