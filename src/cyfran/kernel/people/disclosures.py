"""What signing in keeps in a browser."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.disclosures import Basis, Category, Disclosure, Kept, disclose

SESSION = disclose(
    Disclosure(
        "people.session",
        Category.NECESSARY,
        Basis.NECESSARY,
        _("Signing in and your basket"),
        _("Knows that it is still you from one page to the next, and which basket is yours."),
        (Kept(settings.SESSION_COOKIE_NAME, _("until you sign out, at most two weeks")),),
    )
)
FORMS = disclose(
    Disclosure(
        "people.forms",
        Category.NECESSARY,
        Basis.NECESSARY,
        _("Forms that only you can send"),
        _("Another site cannot send a form in your name."),
        (Kept(settings.CSRF_COOKIE_NAME, _("one year")),),
    )
)
