"""On a co-op's pages."""

from django.urls import path

from cyfran.kernel.consent import views

app_name = "consent"
urlpatterns = [path("", views.preferences, name="preferences")]
