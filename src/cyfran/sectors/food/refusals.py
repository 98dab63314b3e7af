"""What the food shop says no to."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal


class FileGone(Refusal):
    """The uploaded file was erased before it was confirmed."""

    sentence = _("That file is no longer kept. Choose it again.")
