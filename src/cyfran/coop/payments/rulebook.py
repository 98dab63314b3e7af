"""The numbers about money that members may decide."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.societies.rulebook import declare_rule

# Co-operative and Community Benefit Societies Act 2014 s.67: a society with withdrawable share capital takes
# deposits of no more than £400 from one depositor. Credit is payment beforehand and no deposit; the limit keeps
# it from becoming one.
MOST_CREDIT = declare_rule(
    "payments.most_credit",
    unit="pence",
    floor=0,
    ceiling=40_000,
    default=40_000,
    label=_("Most account credit"),
    explanation=_("How much account credit one member may ask to hold."),
)
