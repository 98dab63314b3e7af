"""Values of rules in words: 12.5%, £25.00, 14 days."""

from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from cyfran.kernel.languages import active_language
from cyfran.kernel.money import format_money
from cyfran.kernel.ui.templatetags.ui import percent


def in_words(unit: str, value: int, currency: str = "GBP") -> str:
    """A value as the reader would say it; `unit` as in the rulebook.

    >>> in_words("bp", 1250)
    '12.5%'
    """
    if unit == "bp":
        return percent(value)
    if unit == "pence":
        return format_money(value, currency, active_language())
    if unit == "bool":
        return say("Yes") if value else say("No")
    if unit == "days":
        return ngettext("%(count)d day", "%(count)d days", value) % {"count": value}
    if unit == "hours":
        return ngettext("%(count)d hour", "%(count)d hours", value) % {"count": value}
    return f"{value:,}"
