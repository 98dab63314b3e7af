"""What is refused about acting for somebody else."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal


class LetsDoNothing(Refusal):
    """A helper who may do nothing is none."""

    sentence = _("Say what they may do: order, read your pages, or both.")


class OfferedAlready(Refusal):
    """Once to each."""

    sentence = _("You have asked them already. End that first, then ask again.")


class EndsTooSoonOrTooLate(Refusal):
    """It ends on a day to come, within two years."""

    sentence = _("Choose a last day from today on, at most two years from now.")


class YourOwnAddress(Refusal):
    """Nobody helps themselves this way."""

    sentence = _("That is your own address.")


class NotForYou(Refusal):
    """It was offered to another address, or is over."""

    sentence = _("This was offered to another address than yours, or is over.")


class HelpingOver(Refusal):
    """It has ended already."""

    sentence = _("That is over already.")
