from django.urls import path

from cyfran.coop.membership.views import founding

app_name = "membership"
urlpatterns = [
    path("founding/invitation/<str:token>/", founding.invitation, name="invitation"),
]
