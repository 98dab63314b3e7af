"""What the co-op is not told."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal


class HeardEnoughForNow(Refusal):
    """More came in the last hour than anybody can read."""

    sentence = _("Very much was told us in the last hour. Send this again later; it is still here.")
