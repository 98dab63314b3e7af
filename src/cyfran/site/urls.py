"""The whole address space: /<lang>/… for the installation, /<lang>/<society>/… for each co-op."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLResolver, include, path

from cyfran.site.views import first

SOCIETY_PAGES = [
    ("", "cyfran.site.society_urls"),
    ("members/", "cyfran.coop.membership.urls"),
    ("decide/elections/", "cyfran.coop.elections.urls"),
    ("decide/meetings/", "cyfran.coop.meetings.urls"),
    ("decide/", "cyfran.coop.governance.urls"),
    ("shop/", "cyfran.trade.orders.urls"),
    ("food/", "cyfran.sectors.food.urls"),
    ("money/", "cyfran.coop.payments.urls"),
    ("share/", "cyfran.coop.surplus.urls"),
    ("books/", "cyfran.kernel.ledger.urls"),
    ("files/", "cyfran.kernel.files.urls"),
    ("rules/", "cyfran.kernel.societies.urls"),
    ("consent/", "cyfran.kernel.consent.urls"),
    ("visits/", "cyfran.kernel.visits.urls"),
    ("feedback/", "cyfran.kernel.feedback.urls"),
    ("privacy/", "cyfran.kernel.privacy.urls"),
    ("talk/", "cyfran.kernel.talk.urls"),
    ("helping/", "cyfran.kernel.helping.urls"),
]


def _society_pages() -> list[URLResolver]:
    return [path(f"<slug:society>/{prefix}", include(urls)) for prefix, urls in SOCIETY_PAGES]


urlpatterns = [
    path("", first.choose_language, name="choose_language"),
    path("health", first.health, name="health"),
    path("ui/", include("cyfran.kernel.ui.asset_urls")),
    path(".well-known/", include("cyfran.kernel.consent.asset_urls")),
    *i18n_patterns(
        path("", include("cyfran.site.home_urls")),
        path("found/", include("cyfran.coop.membership.founding_urls")),
        path("account/", include("cyfran.kernel.people.urls")),
        path("consent/", include("cyfran.kernel.consent.visitor_urls")),
        path("", include("cyfran.kernel.ui.urls")),
        *_society_pages(),
    ),
]
handler400 = "cyfran.site.views.failures.bad_request"
handler500 = "cyfran.site.views.failures.broken"
