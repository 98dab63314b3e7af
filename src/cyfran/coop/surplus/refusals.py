"""What cannot be done with a surplus."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal


class YearNotClosed(Refusal):
    """A surplus is known once the year's books are closed."""

    sentence = _("The books of that year are not closed yet. The treasurer closes them first.")


class YearClosedAlready(Refusal):
    """A year is closed once."""

    sentence = _("The books are already closed to that day.")


class YearNotOver(Refusal):
    """A year is closed after its last day."""

    sentence = _("That day has not passed yet. Close the year when it is over.")


class NoSurplus(Refusal):
    """A loss, or nothing, cannot be shared."""

    sentence = _("There is no surplus in that year to apply.")


class SurplusAppliedAlready(Refusal):
    """A surplus is applied once."""

    sentence = _("The surplus of that year has been applied already.")


class PartsNotWhole(Refusal):
    """The parts are the whole."""

    sentence = _("The parts must come to 100% together.")


class ReservesTooSmall(Refusal):
    """The rulebook keeps a least part in reserves."""

    sentence = _("The rules keep at least {least} of a surplus in reserves.")


class PatronageTooLarge(Refusal):
    """The rulebook, or the law, sets how much members may share among themselves."""

    sentence = _("The rules let members share at most {most} of a surplus among themselves.")


class NobodyTraded(Refusal):
    """There is nobody to share it among."""

    sentence = _("No member traded in that year, so there is nobody to share it among by trade.")
