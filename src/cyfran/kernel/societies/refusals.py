"""What the societies app says no to."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal


class NotRegisteredYet(Refusal):
    """Shares may not be allotted, nor trade done in earnest, before the society is registered."""

    sentence = _(
        "The society is still forming. Record its registration number first: until then it may not take share "
        "money or trade."
    )


class SocietyClosed(Refusal):
    """A suspended, dissolved or merged society does not act; it can still be read and exported."""

    sentence = _(
        "This society is suspended or closed. Its books and record can be read, but nothing can be changed."
    )


class AddressTaken(Refusal):
    """Another society on this installation has that web address."""

    sentence = _("Another co-op here already has that web address. Choose another.")


class WrongStep(Refusal):
    """A society cannot go from its state to that one."""

    sentence = _("The society cannot go from its present state to that one.")


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
