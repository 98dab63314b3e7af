"""What counting does. It keeps nothing in a browser and looks at nothing there."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.disclosures import Basis, Category, Disclosure, disclose

COUNTING = disclose(
    Disclosure(
        "visits.counting",
        Category.ANALYTICS,
        Basis.STATISTICS,
        _("Counting visits"),
        _(
            "How many visits a day, which pages, and from which sites: numbers only, on our own server. No address, "
            "name or device is kept, and numbers below five are not shown."
        ),
    )
)
TIMING = disclose(
    Disclosure(
        "visits.timing",
        Category.PERFORMANCE,
        Basis.STATISTICS,
        _("Timing pages"),
        _(
            "How long our server takes for each page, added up by day, so that slow pages are found."
        ),
    )
)
