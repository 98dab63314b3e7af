"""What is held here about a person."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cyfran.coop.payments.actions import erase_bank_details
from cyfran.coop.payments.models import BankDetails, PaymentInstruction
from cyfran.kernel.holdings import (
    Holding,
    LawfulBasis,
    Seen,
    Sighting,
    Table,
    Term,
    Whom,
    Whose,
    hold,
    nobody_is_in,
    seen_by,
    with_last_dealing,
)
from cyfran.kernel.languages import active_language
from cyfran.kernel.money import format_money
from cyfran.kernel.record.models import RecordEntry
from cyfran.kernel.societies.models import ERASED, Party


def with_an_account(society_id: int) -> QuerySet[Party]:
    """Whoever has given a bank account that is still there."""
    given = BankDetails.objects.filter(party=OuterRef("pk")).exclude(sealed=b"")
    return with_last_dealing(Party.objects.filter(Exists(given), society=society_id))


hold(
    Holding(
        "payments.account",
        _("Your bank account"),
        _("You gave it, so that you can be paid."),
        _(
            "Until you erase it, or are erased; at most two years after you last had to do with the co-op. It is sealed, with keys outside the database."
        ),
        (
            Table(
                "payments.BankDetails",
                lambda whose: Q(party=whose.party_id),
                _("Bank accounts"),
                secret=("sealed",),
            ),
        ),
        change="payments:bank_details",
        terms=(
            Term(
                "payments.account",
                _("Bank accounts"),
                24,
                _("%(months)s months after their holder last had to do with the co-op"),
                _("Nothing is kept longer than it is needed: UK GDPR art.5(1)(e)."),
                with_an_account,
                "last_dealing",
                lambda actor, row, at: erase_bank_details(actor=actor, party=row, at=at),
            ),
        ),
        purpose=_("To pay what is owed."),
        basis=LawfulBasis.CONTRACT,
        whom=(
            Whom.MEMBERS,
            Whom.SELLERS,
        ),
        seen=(
            Seen.OFFICERS,
            Seen.BANK,
        ),
    )
)
hold(
    Holding(
        "payments.payments",
        _("Payments"),
        _("The bank’s statements, and what you were asked for or were owed."),
        _(
            "As long as the books, which the law asks for (Co-operative and Community Benefit Societies Act 2014 s.75), for tax at least six years (Value Added Tax Act 1994 sch.11 para.6). After an erasure only numbers, amounts and days stay."
        ),
        (
            Table(
                "payments.ExpectedPayment",
                lambda whose: Q(party=whose.party_id),
                _("Payments asked for"),
                stays=("reference", "purpose"),
            ),
            Table(
                "payments.Receipt",
                lambda whose: Q(credited_to=whose.party_id) | Q(expected__party=whose.party_id),
                _("Money that came"),
            ),
            Table(
                "payments.BankLine",
                lambda whose: (
                    Q(receipt__credited_to=whose.party_id)
                    | Q(receipt__expected__party=whose.party_id)
                ),
                _("The bank’s words"),
                secret=("digest",),
            ),
            Table(
                "payments.Assignment",
                lambda whose: Q(credited_to=whose.party_id) | Q(expected__party=whose.party_id),
                _("Money that was found to be yours"),
            ),
            Table(
                "payments.PaymentInstruction",
                lambda whose: Q(party=whose.party_id),
                _("Payments to you"),
                stays=("reference",),
            ),
            Table(
                "payments.ReturnedPayment",
                lambda whose: Q(instruction__party=whose.party_id),
                _("Payments that came back"),
            ),
        ),
        change="payments:home",
        purpose=_("To ask for money, to know whose came, and to pay what is owed."),
        basis=LawfulBasis.CONTRACT,
        whom=(
            Whom.MEMBERS,
            Whom.BUYERS,
            Whom.SELLERS,
        ),
        seen=(
            Seen.OFFICERS,
            Seen.BANK,
        ),
    )
)
nobody_is_in("payments.SocietyAccount", "the co-op’s own account")
nobody_is_in(
    "payments.PaymentFile", "files for the bank; what is in them is told by payments to you"
)

OPENS = "payments.download_payment_file"  # prepares nothing, and has everybody's account in clear
MAKES = "payments.prepare_payment_file"


@seen_by
def payment_files(whose: Whose) -> Iterator[Sighting]:
    """Who had the person's bank account in clear: whoever made or took a payment file that pays them."""
    paid = PaymentInstruction.objects.filter(party=whose.party_id).select_related("file")
    files = {f'{{"file":"payments.paymentfile:{each.file_id}"}}': each for each in paid}
    made = {each.file_id: each for each in paid}
    entries = RecordEntry.objects.filter(
        Q(verb=OPENS, facts__in=files) | Q(verb=MAKES, subject_id__in=made)
    )
    names = dict(
        Party.objects.filter(person__in=[each.actor_id for each in entries]).values_list(
            "person_id", "name"
        )
    )
    for entry in entries:
        paying = files[entry.facts] if entry.verb == OPENS else made[entry.subject_id or 0]
        why = _("Your bank account, in file %(file)s, to pay you %(amount)s") % {
            "file": paying.file.number,
            "amount": format_money(paying.amount, "GBP", active_language()),
        }
        yield Sighting(names.get(entry.actor_id or 0, str(ERASED)), entry.at, why)
