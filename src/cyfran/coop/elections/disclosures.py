"""What voting in secret keeps in a browser."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.disclosures import Basis, Category, Disclosure, Kept, disclose

PAPER = disclose(
    Disclosure(
        "elections.paper",
        Category.NECESSARY,
        Basis.NECESSARY,
        _("Your voting paper"),
        _(
            "Holds your voting paper until you vote, and then the receipt; nobody but this browser has it."
        ),
        (Kept("voting:*", _("until you clear the browser’s storage"), "local storage"),),
    )
)
