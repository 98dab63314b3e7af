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


class ShareNotPaid(Refusal):
    """The joining share is not there in full."""

    sentence = _("The joining share has not come yet. It is entered in the register when it has.")


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


class FoundingOver(Refusal):
    """The founding meeting has been held."""

    sentence = _("The founding meeting is over. What it decided can be changed by a resolution.")


class ValueOutOfBounds(Refusal):
    """The law leaves the members to decide between two values."""

    sentence = _("That rule may be from {floor} to {ceiling}.")


class NoSuchRule(Refusal):
    """Nobody declared such a rule."""

    sentence = _("There is no such rule.")


class ClassNeeded(Refusal):
    """A society of nobody in particular has no members."""

    sentence = _("Choose at least one class of members.")


class InvitedAlready(Refusal):
    """One invitation to one address."""

    sentence = _("Somebody was invited at that address already. Withdraw that invitation first.")


class TooManyInvitations(Refusal):
    """Invitations are for founders, not for the world."""

    sentence = _("{most} invitations are open already. Wait for answers, or withdraw some.")


class InvitationOver(Refusal):
    """It was accepted, withdrawn, or is too old."""

    sentence = _("This invitation can no longer be accepted. Ask the founders for a new one.")


class InvitationForAnother(Refusal):
    """It came to another address than the one signed in with."""

    sentence = _(
        "This invitation was sent to another e-mail address. Sign in with the address it came to, or "
        "ask the founders to invite you at this one."
    )


class AlreadyFounder(Refusal):
    """Nobody founds a society twice."""

    sentence = _("You are one of the founders already.")


class NotAFounder(NotAllowed):
    """The founding meeting is the founders'."""

    sentence = _("Only the founders take part in the founding meeting.")


class TooFewFounders(Refusal):
    """Three persons, or two registered societies (CCBSA 2014 s.2)."""

    sentence = _(
        "At least three founders, or two that are registered societies, must adopt the rulebook as it "
        "is now proposed."
    )


class OfficersAppointed(Refusal):
    """The founding meeting appoints once; afterwards the members do."""

    sentence = _("The first officers are appointed already.")


class StillMember(Refusal):
    """The register of members names its members (CCBSA 2014 s.30)."""

    sentence = _(
        "{name} is a member, and by law the register names its members. The membership must end first."
    )


class ApplicationWaits(Refusal):
    """Nobody is forgotten while the board has their application before it."""

    sentence = _(
        "The application of {name} is not over. It must be declined, withdrawn or entered first."
    )


class NotYourShares(NotAllowed):
    """Shares are asked back by whoever holds them."""

    sentence = _(
        "Only whoever holds the shares can do that; once they have left, the treasurer can do it for them."
    )


class NotSoManyShares(Refusal):
    """Nobody has back more than they hold."""

    sentence = _("{free} of these shares can be asked back, no more.")


class JoiningShareStays(Refusal):
    """A member holds the joining share for as long as they are one."""

    sentence = _(
        "A member keeps the joining share of {share}. You can ask for {free} back; all of it comes back to those who leave."
    )


class WithdrawalOver(Refusal):
    """It was repaid or taken back before."""

    sentence = _("These shares are no longer under notice: they are repaid, or were taken back.")


class NoticeRuns(Refusal):
    """The rulebook's notice has not run out."""

    sentence = _("These shares are under notice. They are repaid on their day, and not before.")


class WithdrawalsSuspended(Refusal):
    """The board holds withdrawals up."""

    sentence = _(
        "The board has suspended the repaying of shares. It goes on when the board says so."
    )


class WithdrawalsGoOn(Refusal):
    """Nothing is suspended that could go on."""

    sentence = _("Shares are being repaid: nothing is suspended.")
