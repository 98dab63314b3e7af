from django.urls import path

from cyfran.coop.membership.views import founding, meeting

app_name = "membership"
urlpatterns = [
    path("founding/", founding.overview, name="founding"),
    path("founding/rule/<str:key>/", founding.propose, name="founding_propose"),
    path("founding/invitation/<str:token>/", meeting.invitation, name="invitation"),
    path("founding/invitations/<int:pk>/withdraw/", meeting.withdraw, name="withdraw_invitation"),
    path("founding/<slug:code>/", founding.step, name="founding_step"),
]
