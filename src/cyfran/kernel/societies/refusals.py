"""What the societies app says no to."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal


class NotRegisteredYet(Refusal):
    """Shares may not be allotted, nor trade done in earnest, before the society is registered."""

    sentence = _(
        "The society is still forming. Record its registration number first: until then it may not take share "
        "money or trade."
    )


class AddressTaken(Refusal):
    """Another society on this installation has that web address."""

    sentence = _("Another co-op here already has that web address. Choose another.")


class WrongStep(Refusal):
    """A society cannot go from its state to that one."""

    sentence = _("The society cannot go from its present state to that one.")


class NotAPossibleDay(Refusal):
    """What the registrar did is recorded afterwards, and a society is registered before it can be anything else."""

    sentence = _("Give the day it happened: today or before, and not before the registration.")


class NotDecidedToEnd(Refusal):
    """Only members end a society, by the resolution that the Act asks for."""

    sentence = _("Only a resolution that members carried, and that is registered, ends a society.")


class RulebookNotAdopted(Refusal):
    """First the founding meeting, then what follows from it: officers, and registration (CCBSA 2014 s.2)."""

    sentence = _("The founders have not adopted the rulebook yet.")


class OfficeHeldAlready(Refusal):
    """The person holds that office now."""

    sentence = _("{name} already holds that office.")


class HoldsAnOffice(Refusal):
    """Officers answer by their name for what they do."""

    sentence = _("{name} holds an office. End the appointment first.")


class AlreadyErased(Refusal):
    """Nobody is erased twice."""

    sentence = _("This person is erased already.")
