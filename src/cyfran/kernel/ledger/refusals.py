"""What the books say no to."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal


class BooksClosed(Refusal):
    """The day lies in a sealed period."""

    sentence = _(
        "The books are sealed for that day. Date the entry after the last seal; a mistake in a sealed period "
        "is put right by a reversal dated today."
    )


class KeyMeansAnother(Refusal):
    """The key was used for an entry that says something else."""

    sentence = _("That was already entered in the books with other figures. Nothing was changed.")


class AlreadyReversed(Refusal):
    """An entry is reversed once."""

    sentence = _("That entry has been reversed already.")


class NotToReverse(Refusal):
    """A reversal is not itself reversed."""

    sentence = _("That entry is itself a reversal. Enter what happened as a new entry.")


class AccountTooLow(Refusal):
    """The entry would take an account below what it may hold."""

    sentence = _("There is not enough on that account.")


class AccountTooHigh(Refusal):
    """The entry would take an account above what it may hold."""

    sentence = _("That is more than the account may hold.")


class DoesNotBalance(Refusal):
    """The debits and credits of an entry are not equal."""

    sentence = _("The two sides of the entry are not equal.")


class NotWhole(Refusal):
    """An entry has two legs at least, none of them nought, on accounts of the society."""

    sentence = _("An entry needs at least two amounts, none of them nought.")


class NoSuchAccount(Refusal):
    """A leg names an account that is not there, or another society's."""

    sentence = _("One of the accounts is not in these books.")


class PeriodNotOver(Refusal):
    """A period is sealed when its last day is over."""

    sentence = _("That day is not over yet. Seal the books up to a day that has passed.")


class AlreadySealed(Refusal):
    """The books are sealed up to a later day."""

    sentence = _("The books are sealed up to that day already.")


# What each rule of the database means; a debit is positive, so a member whose credit runs out is at a ceiling.
MEANINGS: dict[str, type[Refusal]] = {
    "entry_in_an_open_period": BooksClosed,
    "entry_key_means_one_thing": KeyMeansAnother,
    "entry_reversed_once": AlreadyReversed,
    "reversal_of_an_original": NotToReverse,
    "entry_balances": DoesNotBalance,
    "entry_is_whole": NotWhole,
    "entry_has_a_first_leg": NotWhole,
    "posting_not_of_nought": NotWhole,
    "posting_as_its_account": NoSuchAccount,
    "balance_at_or_above_floor": AccountTooLow,
    "balance_at_or_below_ceiling": AccountTooHigh,
}
