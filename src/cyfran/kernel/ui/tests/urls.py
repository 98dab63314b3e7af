"""The design system's own addresses, without the rest of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("ui/", include("cyfran.kernel.ui.asset_urls")),
    *i18n_patterns(path("", include("cyfran.kernel.ui.urls"))),
]
