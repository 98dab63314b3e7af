"""Where anybody begins a co-op; from the second question on it is a page of the new society."""

from django.urls import path

from cyfran.coop.membership.views import founding

app_name = "founding"
urlpatterns = [path("", founding.begin, name="begin")]
