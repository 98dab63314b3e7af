from django.urls import path

from cyfran.kernel.societies import views

app_name = "societies"
urlpatterns = [
    path("", views.rulebook, name="rulebook"),
    path("<str:key>/", views.rule, name="rule"),
]
