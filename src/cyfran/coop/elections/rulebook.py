"""The rules about elections: members may change these, within what is left them."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.societies.rulebook import declare_rule

TERM_YEARS = declare_rule(
    "elections.term_years",
    unit="count",
    label=_("Years a board member is elected for"),
    explanation=_(
        "The office ends by itself after so many years, unless the member is elected again."
    ),
    floor=1,
    ceiling=6,
    default=3,
)
NOMINATION_DAYS = declare_rule(
    "elections.nomination_days",
    unit="days",
    label=_("Days nominations stay open"),
    explanation=_("At least this long, so that every member can think about who should stand."),
    floor=1,
    ceiling=60,
    default=7,
)
