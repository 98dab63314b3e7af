"""What remembering a choice keeps in a browser."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.consent.cookie import COOKIE
from cyfran.kernel.disclosures import Basis, Category, Disclosure, Kept, disclose

CHOICE = disclose(
    Disclosure(
        "consent.choice",
        Category.NECESSARY,
        Basis.NECESSARY,
        _("Your choice on this page"),
        _("Remembers what you chose here, under a random number, so that you are not asked again."),
        (Kept(COOKIE, _("thirteen months")),),
    )
)
