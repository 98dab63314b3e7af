"""What elections say no to."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal


class AlreadyCalled(Refusal):
    """What an election is about stands still from the notice on."""

    sentence = _(
        "This election is called, so nothing in it can change. It can be withdrawn until nominations close."
    )


class NominationsTooShort(Refusal):
    """The rules give nominations so many days."""

    sentence = _("Nominations must stay open longer: for {days} days at least.")


class ElectionTooSoon(Refusal):
    """The notice has not run its clear days when voting would open."""

    sentence = _("Voting can open on {day} at the earliest: members must have their notice first.")


class VotingTooShort(Refusal):
    """The rules keep a vote open for so many days."""

    sentence = _("Voting must stay open longer: for {days} days at least.")


class TimesOutOfOrder(Refusal):
    """Nominations close, then voting opens, then it closes."""

    sentence = _(
        "The times are not in order: nominations close first, then voting opens, then it closes."
    )


class NobodyOnTheRoll(Refusal):
    """There would be nobody to vote."""

    sentence = _("Nobody could vote: there is no member of that class in the register.")


class TooLateToWithdrawIt(Refusal):
    """Once nominations have closed the election is the members'."""

    sentence = _("Nominations have closed, so the election takes its course.")


class NominationsClosed(Refusal):
    """Nobody comes on the ballot, or off it, any more."""

    sentence = _("Nominations have closed. The ballot stands as it is.")


class NominationsOpen(Refusal):
    """The ballot is fixed when nominations close, and not before."""

    sentence = _("Nominations are still open.")


class NominatedAlready(Refusal):
    """Each member stands once."""

    sentence = _("That member is nominated already.")


class NotOnTheRoll(Refusal):
    """Not in the register on the day of the notice, or of another class."""

    sentence = _(
        "Who may vote and stand was fixed on the day of the notice, and that member was not on the roll then."
    )


class OfficerCannotStand(Refusal):
    """The returning officer counts and does not stand."""

    sentence = _("The returning officer of an election cannot stand in it.")


class ServesOn(Refusal):
    """A member of the board who does not retire needs no seat."""

    sentence = _("That member is on the board already and does not retire at this election.")


class AnsweredAlready(Refusal):
    """A nomination is answered once, by the nominee."""

    sentence = _("This nomination has been answered already.")


class NotYourNomination(Refusal):
    """Nobody answers for another."""

    sentence = _("Only the member who is nominated can answer for themselves.")


class NoPicture(Refusal):
    """A photograph that no browser could show."""

    sentence = _("Send the photograph as a JPEG, PNG or WebP picture.")


class ElectionNotOpen(Refusal):
    """Voting has not opened."""

    sentence = _("Voting is not open yet.")


class ElectionClosed(Refusal):
    """The closing moment has come."""

    sentence = _("Voting has closed. Nothing was taken after the closing moment.")


class ElectionStillOpen(Refusal):
    """Nobody counts before the closing moment."""

    sentence = _("Voting is still open. The count begins at the closing moment.")


class PaperTaken(Refusal):
    """One voting paper for each member."""

    sentence = _(
        "Your voting paper has been collected already. Use the browser that has it, or the voting code you wrote down."
    )


class CeasedToBeAMember(Refusal):
    """On the roll, but no member any more."""

    sentence = _("Your membership has ended since the notice, so you cannot vote.")


class PaperUsed(Refusal):
    """One ballot for each voting paper."""

    sentence = _(
        "A ballot has been cast with this voting paper already. It was counted once, and stays as it is."
    )


class PaperGivenBack(Refusal):
    """A paper that was given back counts no more."""

    sentence = _("This voting paper was given back. Use the new one.")


class NothingToGiveBack(Refusal):
    """Only a paper that was signed unseen and not used can be given back."""

    sentence = _("There is no unused voting paper of yours that could be given back.")


class NotTheOfficer(Refusal):
    """The returning officer alone."""

    sentence = _("Only the returning officer of this election can do that.")


class NotATeller(Refusal):
    """Tellers alone."""

    sentence = _("Only the tellers of this election enter ballots on paper.")


class TellerAlready(Refusal):
    """Each teller once."""

    sentence = _("That member is a teller already.")


class TellerStands(Refusal):
    """Candidates do not count."""

    sentence = _("A candidate cannot be a teller.")


class MoreThanGivenOut(Refusal):
    """More ballots on paper than were given out."""

    sentence = _(
        "As many ballots on paper have been entered as were given out. Give one out first."
    )


class SecondTellerNeeded(Refusal):
    """Two tellers for each paper."""

    sentence = _("Another teller must enter this paper: two pairs of eyes for each.")


class TellersDiffer(Refusal):
    """The second entry is not the first."""

    sentence = _(
        "This is not what the first teller entered. Look at the paper again, or strike the entry and begin anew."
    )


class NotWaiting(Refusal):
    """Confirmed or struck already."""

    sentence = _("No entry with this number waits for a second teller.")


class ForgedPaper(Refusal):
    """The signature under the voting paper is not the election's."""

    sentence = _(
        "This voting paper is not one of this election. Collect yours on the election’s page."
    )


class NoBlindedNumber(Refusal):
    """What was sent for signing is no number that the key could sign."""

    sentence = _(
        "Your browser sent something that cannot be signed. Load the page again and try once more."
    )


class RankingMalformed(Refusal):
    """Not a ranking of the candidates."""

    sentence = _(
        "That is not a ranking of the candidates. Give your first choice the number 1, the next 2 and so on, each once."
    )


class BallotMalformed(Refusal):
    """The ballot does not fit what it commits to."""

    sentence = _("The ballot did not arrive whole. Send it again.")


class NotToBeDeclared(Refusal):
    """The count is not one of this election; a fault, and no vote is lost."""

    sentence = _(
        "The count could not be declared. The ballots are safe; ask the returning officer."
    )
