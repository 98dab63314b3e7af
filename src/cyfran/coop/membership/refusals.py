"""What membership says no to."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import NotAllowed, Refusal


class AlreadyApplied(Refusal):
    """One application at a time."""

    sentence = _("You have already applied. The board will answer that application first.")


class AlreadyMember(Refusal):
    """Nobody is a member twice."""

    sentence = _("{name} is a member already.")


class NoSuchClass(Refusal):
    """The society has no members of that class."""

    sentence = _("This co-op has no members of that class. Choose one of those on the list.")


class TooYoung(Refusal):
    """The rulebook's minimum age."""

    sentence = _("Members must be at least {age} years old in this co-op.")


class AddressMissing(Refusal):
    """The register must hold a postal address (CCBSA 2014 s.30)."""

    sentence = _("Give your postal address: the law asks for it in the register of members.")


class AlreadyDecided(Refusal):
    """Somebody decided the application before, or the applicant withdrew it."""

    sentence = _("This application is decided already. Look at it again to see how.")


class NotYourApplication(NotAllowed):
    """An application is the applicant's own."""

    sentence = _("Only the applicant can do that.")


class YourOwnApplication(Refusal):
    """Nobody decides in their own case."""

    sentence = _("This is your own application. Another member of the board must decide it.")


class ReasonMissing(Refusal):
    """A no comes with its reason."""

    sentence = _("Say why: the applicant is told the reason.")


class NotAdmitted(Refusal):
    """Nobody is entered in the register without being admitted first."""

    sentence = _("This application is not waiting for its joining share.")


class ShareTooSmall(Refusal):
    """Less was paid than the joining share."""

    sentence = _("The joining share is {needed}; {paid} is not enough.")


class HoldingTooLarge(Refusal):
    """The law and the rulebook limit what one member holds (CCBSA 2014 s.24)."""

    sentence = _("Nobody may hold more than {most} in shares here.")


class NotCurrentMember(Refusal):
    """The membership has ceased."""

    sentence = _("That membership has ended.")


class NotYourMembership(NotAllowed):
    """Members leave by themselves; only the members together can expel one."""

    sentence = _("Only the member, or the secretary for them, can do that.")


class SameClass(Refusal):
    """The member is of that class already."""

    sentence = _("The member is of that class already.")
