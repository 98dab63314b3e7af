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
    """Notice of a resolution says when it is voted on."""

    sentence = _(
        "Notice of a resolution was given for this meeting, so its day is bound. Open it and adjourn it, or call it off."
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
