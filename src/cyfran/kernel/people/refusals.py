"""What signing in says no to."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal


class TooManyCodes(Refusal):
    """Codes were asked for too quickly from one place."""

    sentence = _("Many codes have been asked for from here. Wait ten minutes, then ask again.")


class NoPasskeyYet(Refusal):
    """Nobody can be asked for a passkey they do not have."""

    sentence = _("Add a passkey first: then it can be asked for as well as the code.")
