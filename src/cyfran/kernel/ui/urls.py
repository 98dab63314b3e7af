from django.urls import path

from cyfran.kernel.ui import views

app_name = "ui"
urlpatterns = [
    path("style/", views.style, name="style"),
    path("reading/", views.reading, name="reading"),
]
