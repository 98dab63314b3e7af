from django.urls import path

from cyfran.kernel.feedback import views

app_name = "feedback"
urlpatterns = [
    path("", views.feedback, name="feedback"),
    path("heard/", views.heard, name="heard"),
    path("heard/<int:feedback_id>/erase/", views.erase, name="erase"),
]
