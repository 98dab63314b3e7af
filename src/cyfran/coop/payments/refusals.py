"""What payments say no to."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import NotAllowed, Refusal


class NotYourAccount(NotAllowed):
    """Bank details and credit are each member's own; the treasurer may see to them as well."""

    sentence = _("That belongs to another member. Only they and the treasurer may do this.")


class NotASortCode(Refusal):
    """A sort code has six digits."""

    sentence = _(
        "A sort code has six digits, such as 12-34-56. Look at a bank card or a statement."
    )


class NotAnAccountNumber(Refusal):
    """An account number has eight digits."""

    sentence = _(
        "An account number has eight digits. If yours is longer, ask your bank for the eight that count."
    )


class NotAnIban(Refusal):
    """The length, the shape or the check digits of an IBAN are wrong."""

    sentence = _(
        "That IBAN is not right: a letter or a digit is missing, or two have changed places."
    )


class AccountAbroad(Refusal):
    """Payment files send pounds inside the United Kingdom."""

    sentence = _(
        "Only accounts in the United Kingdom can be paid. Give one whose IBAN begins with GB."
    )


class NameUnreadable(Refusal):
    """The bank takes Latin letters only."""

    sentence = _("The bank cannot read that name. Write the name on the account in Latin letters.")


class NoBankDetails(Refusal):
    """Somebody who is to be paid has given no account."""

    sentence = _("There are no bank details for {names}. Ask them to give them, or leave them out.")


class NoSocietyAccount(Refusal):
    """The society's own bank account is not known."""

    sentence = _("The co-op’s own bank account is not recorded yet. Record it first.")


class AmountNotPositive(Refusal):
    """Nought and less cannot be paid."""

    sentence = _("The amount must be more than nothing.")


class PaymentAwaitedAlready(Refusal):
    """One thing is paid for once."""

    sentence = _("A payment for this is awaited already.")


class NotAwaited(Refusal):
    """The payment was received or cancelled."""

    sentence = _("That payment is no longer awaited.")


class ReceiptRecordedAlready(Refusal):
    """Somebody recorded that line of the bank's statement before."""

    sentence = _(
        "That payment is recorded already: the same amount, on the same day, with the same reference. "
        "If the bank shows it twice, say that it is a second one."
    )


class ReceiptInTheFuture(Refusal):
    """Money cannot have arrived on a day to come."""

    sentence = _("That day has not come yet. Give the day the bank shows.")


class AssignedAlready(Refusal):
    """Somebody said before what this money was for."""

    sentence = _("Somebody has already said what that money was for.")


class NoOwner(Refusal):
    """Money beyond what was asked for must become somebody's credit."""

    sentence = _(
        "That is more than was asked for, from somebody who is not known here. Say whose credit it is."
    )


class CreditFromCredit(Refusal):
    """Credit is topped up with money."""

    sentence = _("Account credit cannot be topped up from account credit.")


class AccountErased(Refusal):
    """The bank details a file was made with are gone."""

    sentence = _(
        "The bank details of somebody in this file were erased at their wish: it cannot be made again."
    )


class NotEnoughCredit(Refusal):
    """A member's credit does not go below nought."""

    sentence = _("There is not enough account credit for that.")


class TooMuchCredit(Refusal):
    """Above the limit it would be a deposit, which the law does not let a society take."""

    sentence = _("Account credit may come to {most} at most for each member. Ask for less.")


class NothingDue(Refusal):
    """Nobody who was chosen is owed anything now."""

    sentence = _(
        "Nothing is due to those you chose. Somebody may have prepared a file a moment ago."
    )


class PaymentFileMoved(Refusal):
    """The file is in another state by now."""

    sentence = _("The payment file is not in the state for that any more. Look at it again.")


class ExecutionTooEarly(Refusal):
    """The bank cannot pay yesterday."""

    sentence = _("Choose today or a later day for the bank to pay on.")


class ReturnedAlready(Refusal):
    """The bank sent that payment back before."""

    sentence = _("That payment is recorded as returned already.")


class BankRefuses(Refusal):
    """The bank would refuse the file because of one payment."""

    sentence = _("The bank would refuse the payment to {name}: look at the name and at the amount.")


class MoneyBetween(Refusal):
    """A debt has two names to it until it is paid."""

    sentence = _(
        "There is money between {name} and the co-op: shares, credit, or something to be paid. Settle it first."
    )
