"""What governance says no to."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal


class NotADraft(Refusal):
    """The words of a resolution are fixed from the moment notice of it is given."""

    sentence = _(
        "Notice of this resolution has been given, so nothing in it can change. Withdraw it and draft another."
    )


class NothingToDecide(Refusal):
    """Somebody else's draft, or one that is no longer there to be changed."""

    sentence = _("Only the member who drafted this resolution can change or withdraw it.")


class ChangesNothing(Refusal):
    """The new value is the one that stands."""

    sentence = _("The rule has that value already. Choose another, or take it out.")


class OutOfBounds(Refusal):
    """The law, or the software, leaves members no such value."""

    sentence = _("This rule can be set from {floor} to {ceiling}.")


class BoundsHaveMoved(Refusal):
    """The rule's bounds are others than when the change was drafted."""

    sentence = _(
        "A value in this draft is outside what its rule can be set to. Take that change out and put it in again."
    )


class RuleChangedTwice(Refusal):
    """A resolution gives each rule one new value."""

    sentence = _("This resolution changes that rule already. Take that change out first.")


class NeedsAStrongerResolution(Refusal):
    """What the resolution carries needs another kind of resolution."""

    sentence = _(
        "What this resolution would do needs a stronger kind of resolution. Choose: {kind}."
    )


class NotEnactable(Refusal):
    """The verb is not one that a resolution may call."""

    sentence = _("A resolution cannot order that.")


class ArgumentsDoNotFit(Refusal):
    """The verb asks for other things than it was given."""

    sentence = _("Something is missing that is needed to do this.")


class WouldBeRefused(Refusal):
    """The rehearsal of a call was refused."""

    sentence = _("This could not be done as it stands, so it cannot be put to the vote: {reason}")


class TooSoon(Refusal):
    """Voting would open before the notice has run its clear days."""

    sentence = _(
        "Notice has not run long enough by then. The vote can open on {day} at the earliest."
    )


class TooShort(Refusal):
    """Voting would be open for too short a time, or would close before it opens."""

    sentence = _("A vote must stay open longer than that: for {days} days at least.")


class BeforeTheMeeting(Refusal):
    """A vote that belongs to a meeting cannot open before the meeting."""

    sentence = _(
        "This vote is taken at a general meeting, so it cannot open before the meeting does."
    )


class NeedsAMeeting(Refusal):
    """The law has this decided at general meetings, with notice that says so."""

    sentence = _(
        "The law has members decide this at a general meeting. Call one, and choose it in the draft."
    )


class NothingToConfirm(Refusal):
    """Only what was carried and still waits for a second meeting can be confirmed."""

    sentence = _("There is nothing here that waits for a second meeting to confirm it.")


class SecondMeetingOutOfTime(Refusal):
    """The second meeting is the first one again, or lies outside the days that the law gives it."""

    sentence = _(
        "A second meeting confirms a decision: another meeting than the first, within the days the law gives it."
    )


class ConfirmsAndNothingElse(Refusal):
    """A confirmation has no effect of its own."""

    sentence = _(
        "A confirmation does nothing but confirm. Put what else there is to do into a resolution of its own."
    )


class BeingConfirmed(Refusal):
    """Notice of a vote that is to confirm it was given already."""

    sentence = _("Notice was given already of a vote that is to confirm this.")


class NotConfirmed(Refusal):
    """A second meeting has to confirm it first."""

    sentence = _("A second meeting has not confirmed this yet.")


class NoElectorate(Refusal):
    """There is nobody who could vote."""

    sentence = _("There is no member who could vote yet.")


class NeedsSupporters(Refusal):
    """A member without office needs other members behind the resolution."""

    sentence = _(
        "Ask the secretary to give notice, or find {needed} members who support this resolution."
    )


class SupportedAlready(Refusal):
    """A member supports a draft once."""

    sentence = _("You support this resolution already.")


class NotAnElector(Refusal):
    """Who may vote was fixed when notice was given."""

    sentence = _(
        "Who may vote on this was fixed on the day notice was given, and you were not on the register of members then."
    )


class NoLongerAMember(Refusal):
    """The elector has left since notice was given."""

    sentence = _("Your membership has ended, so you cannot vote on this.")


class VotingNotOpen(Refusal):
    """Before the opening moment."""

    sentence = _("Voting has not opened yet.")


class VotingClosed(Refusal):
    """At the closing moment, and after it."""

    sentence = _("Voting has closed. Your vote was not counted.")


class VotedAtTheSameMoment(Refusal):
    """The same member voted from two devices at once."""

    sentence = _(
        "You voted from another device at the same moment, and that vote stands. You can change it until voting closes."
    )


class StillOpen(Refusal):
    """Nobody can close a vote early."""

    sentence = _("Voting is still open. It closes when its time is over and not before.")


class CountedAlready(Refusal):
    """Votes are counted once."""

    sentence = _("The votes have been counted already, and the result stands.")


class NotCarried(Refusal):
    """Only a carried resolution that is waiting can be enacted."""

    sentence = _("This resolution is not waiting to be carried out.")


class EnactedAlready(Refusal):
    """What was decided is done once."""

    sentence = _("This resolution has been carried out already. Nothing is done twice.")


class LapsedAlready(Refusal):
    """What has lapsed is decided anew or not at all."""

    sentence = _("This resolution has lapsed. If members still want it, they decide again.")


class TriedLately(Refusal):
    """The attempt failed as one did a short while ago."""

    sentence = _("It was tried again and cannot be done as things stand. {why}")


class StillWaiting(Refusal):
    """The waiting period is not over."""

    sentence = _("The waiting period is not over yet.")


class NotRegistered(Refusal):
    """A change of the registered rules has no effect before the registrar has registered it."""

    sentence = _(
        "This change of rules has no effect until it is registered. Record the date of registration first."
    )


class NoticeWasChanged(Refusal):
    """What stands in the database is not what notice was given of: somebody with the owner's powers changed it."""

    sentence = _(
        "The words or changes of this resolution are not those that notice was given of. Nothing was done; tell the "
        "secretary."
    )


class TooLateToWithdraw(Refusal):
    """Once voting opens the resolution belongs to the members."""

    sentence = _("Voting has opened: the members decide now, and nobody can withdraw this.")


class WrongRegistrationDay(Refusal):
    """Registered before it was carried, or in the future."""

    sentence = _("The date of registration lies between the day the vote closed and today.")


class MeetingIsOver(Refusal):
    """Notice can be given for a meeting that is still to come."""

    sentence = _("That meeting has begun or was called off. Choose another in the draft.")


class ClosedByItsMeeting(Refusal):
    """What is put to a meeting is counted there."""

    sentence = _("This is voted on at its meeting, and the meeting counts it.")


class BallotNotOpen(Refusal):
    """At a meeting the chair puts a question to the vote."""

    sentence = _(
        "This is voted on at its meeting. You can vote here when the chair opens a ballot on it."
    )


class NotAtTheMeeting(Refusal):
    """In a ballot of a meeting those vote who are present."""

    sentence = _(
        "You are not marked as present at the meeting. Ask the secretary, or join on the page of the meeting."
    )
