"""What browsers look for at an address of their own."""

from django.urls import path

from cyfran.kernel.consent import views

app_name = "signals"
urlpatterns = [path("gpc.json", views.privacy_signal, name="gpc")]
