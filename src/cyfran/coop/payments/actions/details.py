"""Bank accounts: a party's own, and the society's."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.coop.payments.models import BankDetails, BankLine, SocietyAccount
from cyfran.coop.payments.queries.accounts import (
    bound_to_party,
    bound_to_society,
    holder_of,
    require_own,
)
from cyfran.coop.payments.refusals import AccountAbroad, NameUnreadable
from cyfran.coop.payments.rules.accounts import Iban
from cyfran.coop.payments.rules.letters import Letters, in_one_line, written_for_bank
from cyfran.coop.payments.rules.pain001 import Holder
from cyfran.coop.payments.rules.sealing import Private, key_id, key_of, seal
from cyfran.kernel.actions import Actor, action, roles, signed_in
from cyfran.kernel.refusals import AtTheSameTime, constraint_means
from cyfran.kernel.societies.models import Party, Society


@action(may=signed_in, label=_("Record bank details"))
def record_bank_details(
    *, actor: Actor, party: Party, account: Private, at: datetime
) -> BankDetails:
    """The party is paid on this account from now on; `account` holds a Holder and never meets the record.

    Refuses with NotYourAccount, AccountAbroad, NameUnreadable or AtTheSameTime.
    """
    require_own(actor, party)
    holder = _payable(account)
    current = BankDetails.objects.filter(party=party, replaced_at__isnull=True)
    with constraint_means("bank_details_current_once", AtTheSameTime):
        current.update(replaced_at=at)
        return BankDetails.objects.create(
            society_id=party.society_id,
            party=party,
            sealed=seal(
                holder,
                bound_to=bound_to_party(party.society_id, party.pk),
                keys=settings.FIELD_KEYS,
            ),
            last_digits=holder.account.last_digits,
            recorded_at=at,
        )


@action(may=signed_in, scheduled=True, label=_("Erase bank details"), even_closed=True)
def erase_bank_details(*, actor: Actor, party: Party, at: datetime) -> Party:
    """No account of the party can be read any more, those of payments made included.

    By themselves or a treasurer, or by a job once they are not needed. Refuses with NotYourAccount.
    """
    if actor.kind != "mandate":
        require_own(actor, party)
    _erase_accounts(party, at)
    return party


def erase_payer(party: Party, at: datetime) -> None:
    """Nothing the bank wrote about this party is left, nor any of its accounts; receipts and books stay.

    For the action that erases a person, which is recorded itself.
    """
    _erase_accounts(party, at)
    own = Q(receipt__expected__party=party) | Q(receipt__credited_to=party)
    assigned = Q(receipt__assignments__expected__party=party) | Q(
        receipt__assignments__credited_to=party
    )
    lines = BankLine.objects.filter(own | assigned, society=party.society_id)
    # A digest over a reference of ours names nobody and still keeps the line from being recorded twice.
    receipts = list(lines.values_list("receipt_id", flat=True))
    lines.filter(receipt__expected__isnull=True).update(digest=None)
    lines.update(words="")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT record_erase_texts(%s, 'payments.receipt', receipt) FROM unnest(%s::bigint[]) AS receipt",
            [party.society_id, receipts],
        )


@action(
    may=roles("treasurer", "founder"),
    label=_("Record the co-op’s bank account"),
    codes=("letters",),
)
def record_society_account(
    *,
    actor: Actor,
    society: Society,
    account: Private,
    at: datetime,
    letters: str = Letters.WELSH,
    sort_code_apart: bool = True,
) -> SocietyAccount:
    """The society banks here: payers are shown this account, and payment files are drawn on it.

    `letters` and `sort_code_apart` are what its bank asks of a file. Refuses with AccountAbroad,
    NameUnreadable or AtTheSameTime.
    """
    holder = _payable(account)
    current = SocietyAccount.objects.filter(society=society, replaced_at__isnull=True)
    with constraint_means("society_account_current_once", AtTheSameTime):
        current.update(replaced_at=at)
        return SocietyAccount.objects.create(
            society=society,
            sealed=seal(holder, bound_to=bound_to_society(society.pk), keys=settings.FIELD_KEYS),
            last_digits=holder.account.last_digits,
            letters=letters,
            sort_code_apart=sort_code_apart,
            recorded_at=at,
        )


def reseal_accounts(society: Society) -> int:
    """Every account of the society is sealed under the first of the keys; how many were not before.

    For the operator who changes keys: it changes no fact, so the record says nothing of it.
    """
    current, resealed = key_id(settings.FIELD_KEYS[0]), 0
    for row in (*_sealed(BankDetails, society), *_sealed(SocietyAccount, society)):
        if key_of(row.sealed) != current:
            bound_to = (
                bound_to_party(society.pk, row.party_id)
                if isinstance(row, BankDetails)
                else bound_to_society(society.pk)
            )
            row.sealed = seal(holder_of(row), bound_to=bound_to, keys=settings.FIELD_KEYS)
            row.save(update_fields=["sealed"])
            resealed += 1
    return resealed


def _erase_accounts(party: Party, at: datetime) -> None:
    BankDetails.objects.filter(party=party).update(sealed=b"", last_digits="")
    BankDetails.objects.filter(party=party, replaced_at__isnull=True).update(replaced_at=at)


def _sealed(model: type[BankDetails | SocietyAccount], society: Society) -> list[Any]:
    return list(model.objects.filter(society=society).exclude(sealed=b""))


def _payable(account: Private) -> Holder:
    """The account with its name in one line; refuses what a bank here could not pay."""
    holder: Holder = account.value
    if isinstance(holder.account, Iban) and holder.account.country != "GB":
        raise AccountAbroad
    if not any(letter.isalnum() for letter in written_for_bank(holder.name, Letters.PLAIN)):
        raise NameUnreadable
    return Holder(in_one_line(holder.name)[:140], holder.account)
