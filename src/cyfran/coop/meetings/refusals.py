"""What meetings say no to."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal


class MeetingInThePast(Refusal):
    """A meeting can be called only for a moment still to come."""

    sentence = _("A meeting is called for a moment still to come.")


class NotAtThisStage(Refusal):
    """The meeting is further on, or not so far yet."""

    sentence = _(
        "The meeting is not at the point where this can be done. Look at how it stands now."
    )


class AgendaStands(Refusal):
    """Members were told of the agenda."""

    sentence = _(
        "Members were told of this agenda, so it stands. A resolution comes onto it with its own notice."
    )


class NoAgenda(Refusal):
    """Notice says what the meeting is about."""

    sentence = _(
        "Put at least one item on the agenda first: notice says what the meeting is about."
    )


class NobodyInvited(Refusal):
    """There is nobody to tell."""

    sentence = _("Nobody would be invited. Say who belongs to the circle, by member number.")


class TooFewDays(Refusal):
    """Clear days: neither the day of the notice nor the day of the meeting."""

    sentence = _(
        "The notice must run its clear days first. The earliest day for the meeting is {day}."
    )


class DaysAreBound(Refusal):
    """The law holds what two meetings decide to its days; and a vote opens on the day that its notice said."""

    sentence = _(
        "A resolution is to be voted on at this meeting on the day that its notice said. Open the meeting and adjourn it, or call it off."
    )


class ShouldHaveBegun(Refusal):
    """What should have begun is opened, adjourned and closed."""

    sentence = _("The meeting should have begun. Open it, and adjourn it if it cannot go on.")


class ToldAlready(Refusal):
    """Each person is told once of each notice."""

    sentence = _("It is recorded already how they were told.")


class NotTold(Refusal):
    """Told of this notice, of this meeting, on a day that has come."""

    sentence = _(
        "That day cannot be: it is before the notice, or still to come. Or they are not invited."
    )


class NotAMember(Refusal):
    """Members ask for meetings."""

    sentence = _("Only members can ask for a meeting.")


class AskedAlready(Refusal):
    """Each member asks once."""

    sentence = _("You have asked for this meeting already.")


class NotEnoughAsked(Refusal):
    """The threshold is a rule."""

    sentence = _("Not enough members have asked for this meeting yet: {needed} are needed.")


class BoardHasTime(Refusal):
    """The board convenes first; after a month the members who asked do."""

    sentence = _(
        "The board has until {day} to call the meeting that was asked for. After that, members who asked for it can."
    )


class CalledAlready(Refusal):
    """One meeting for one request."""

    sentence = _("The meeting that was asked for is called already.")


class NotOnTheList(Refusal):
    """The list of those who may attend was fixed with the notice."""

    sentence = _("Only who was on the list when notice was given may attend and vote.")


class DoesNotMeet(Refusal):
    """People are present from two hours before the meeting until it closes."""

    sentence = _(
        "The meeting is not under way. You can be marked present from two hours before it."
    )


class OnlyInTheRoom(Refusal):
    """The notice said where."""

    sentence = _("Nobody takes part in this meeting from elsewhere: its notice did not say so.")


class TooEarly(Refusal):
    """A meeting begins when its notice said, or later."""

    sentence = _("The meeting cannot be opened before its time.")


class NoQuorum(Refusal):
    """Nothing is decided by too few."""

    sentence = _("There is no quorum: {needed} must be present, proxies counted.")


class WaitForQuorum(Refusal):
    """Half an hour is left to come in."""

    sentence = _(
        "Wait until half an hour after its time. If there is no quorum then, the meeting can be adjourned."
    )


class AdjournedIntoThePast(Refusal):
    """A meeting is adjourned to a time to come."""

    sentence = _("The meeting goes on at a time that is still to come. Choose another.")


class QuestionIsOpen(Refusal):
    """What was put, or was on the notice, is decided first."""

    sentence = _(
        "Something is not decided yet: a question that was put, or a resolution on the agenda. Have it decided, or adjourn the meeting."
    )


class NotTheChair(Refusal):
    """The chair of the meeting, or the secretary."""

    sentence = _("Only the chair of the meeting and the secretary can do this.")


class NotATeller(Refusal):
    """Two count: the chair, the secretary and those who were named."""

    sentence = _("Only the chair, the secretary and the tellers of this meeting count votes.")


class SecondTellerNeeded(Refusal):
    """Two people count."""

    sentence = _("Somebody else must count too: two counts that agree decide.")


class TooManyHands(Refusal):
    """No more hands than people."""

    sentence = _(
        "That is more hands than there are people, proxies counted. Look at who is present, and count again."
    )


class NotPutNow(Refusal):
    """The meeting is at another item, or the question is further on."""

    sentence = _("This is not what is put to the meeting now. Look at how it stands.")


class BallotDemanded(Refusal):
    """A ballot was demanded."""

    sentence = _("A ballot was demanded, so every vote is recorded and no hands are counted.")


class HandsDecide(Refusal):
    """A ballot is for what notice was given of."""

    sentence = _("This is decided by a show of hands: a ballot is taken on resolutions.")


class DemandedAlready(Refusal):
    """Each once."""

    sentence = _("You have demanded a ballot already.")


class NotPresent(Refusal):
    """Who is present votes and speaks."""

    sentence = _("You are not marked as present. Ask the secretary, or join on this page.")


class NoProxies(Refusal):
    """Off unless the rules allow."""

    sentence = _("The rules of the co-op have no proxies for this meeting.")


class ProxyIsYourself(Refusal):
    """A proxy is another."""

    sentence = _("Name another member: you cannot be your own proxy.")


class ProxyGivenAlready(Refusal):
    """One for each member."""

    sentence = _("You have named a proxy already. Take that back first.")


class HoldsEnough(Refusal):
    """So many for one, by the rules."""

    sentence = _("This member holds as many proxies as the rules allow. Name another.")


class ProxyTakenBack(Refusal):
    """A proxy is taken back at any time."""

    sentence = _("This proxy was taken back.")


class OwnVoteWins(Refusal):
    """Whoever votes themselves has voted."""

    sentence = _("This member has voted for themselves, and that vote counts.")


class NotAsInstructed(Refusal):
    """An instruction binds."""

    sentence = _("You were instructed to vote otherwise on this.")


class AsksAlready(Refusal):
    """One place on the list for each."""

    sentence = _("You are on the list of speakers already.")


class SomebodySpeaks(Refusal):
    """One at a time."""

    sentence = _("Somebody has the floor. Let them finish first.")


class MinutesAreSealed(Refusal):
    """Approved minutes are not changed by anybody."""

    sentence = _(
        "These minutes were approved and are sealed. A later meeting can minute that something in them was wrong."
    )


class WasNotThere(Refusal):
    """Those who attended correct the minutes."""

    sentence = _("Only those who attended the meeting can correct its minutes.")


class MinutesHaveChanged(Refusal):
    """What was approved is what was published."""

    sentence = _(
        "The minutes were published again since. Look at them, and have them approved as they are now."
    )


class NotApproved(Refusal):
    """A later meeting approves them by a show of hands."""

    sentence = _(
        "That is not an item by which a later meeting, after they were published, approved these minutes."
    )
