"""What the look of the page keeps in a browser."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.disclosures import Basis, Category, Disclosure, Kept, disclose
from cyfran.kernel.ui.reading import COOKIE

READING = disclose(
    Disclosure(
        "ui.reading",
        Category.FUNCTIONAL,
        Basis.APPEARANCE,
        _("Easier to read"),
        _("Remembers the light and the letters you chose. It is set only when you choose them."),
        (Kept(COOKIE, _("one year")),),
    )
)
