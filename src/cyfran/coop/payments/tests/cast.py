"""The cast: Hwb Bwyd Tywi with Eleri as its treasurer, and Dai and Siân, whom it knows."""

from datetime import UTC, date, datetime
from pathlib import Path

from django.test import Client
from lxml import etree

from cyfran.coop.payments.actions import (
    expect_payment,
    record_bank_details,
    record_receipt,
    record_society_account,
)
from cyfran.coop.payments.models import BankDetails, ExpectedPayment, Receipt, SocietyAccount
from cyfran.coop.payments.rules.accounts import UkAccount
from cyfran.coop.payments.rules.pain001 import Holder
from cyfran.coop.payments.rules.sealing import Private
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.ledger.chart import COSTS, MEMBER_RECEIVABLE, SUPPLIER_PAYABLE, Line
from cyfran.kernel.ledger.models import Account, Balance
from cyfran.kernel.ledger.posting import account, credit, debit, post
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.actions import (
    appoint,
    enter_party,
    found_society,
    record_registration,
)
from cyfran.kernel.societies.models import Mandate, Party, Society
from cyfran.kernel.societies.queries import party_of
from cyfran.site.testing.founding import meeting_was_held

AT = datetime(2026, 11, 2, 18, 30, tzinfo=UTC)
TODAY = date(2026, 11, 2)
LATER = date(2026, 11, 5)
YESTERDAY = date(2026, 11, 1)
DAIS_ACCOUNT = UkAccount("601613", "31926819")
SIANS_ACCOUNT = UkAccount("200000", "55779911")
HUBS_ACCOUNT = UkAccount("089999", "66374958")
# What banks hold a payment file to (https://www.iso20022.org).
PAIN_001 = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "pain.001.001.09.xsd"))


def person(name: str) -> Person:
    """Somebody with a login."""
    return Person.objects.create_user(f"{name.lower()}@example.org", name=name)


def hub(founder: Person, slug: str = "hwb-bwyd-tywi", *, registered: bool = True) -> Society:
    """The hub; its founder is the treasurer too."""
    name = Bilingual(en="Tywi Food Hub Limited", cy="Hwb Bwyd Tywi Cyfyngedig", source="cy")
    actor = Actor.person(founder)
    society = found_society(actor=actor, name=name, model_rules="multi", at=AT, slug=slug)
    with society_transaction(society):
        if registered:
            meeting_was_held(society)
            record_registration(
                actor=actor, society=society, number="9214", registered_on=date(2026, 11, 1), at=AT
            )
        party = party_of(society, founder.pk)
        assert party is not None
        make_treasurer(party)
    return society


def make_treasurer(party: Party) -> None:
    """The party keeps the society's money."""
    mandate = Mandate.objects.filter(society_id=party.society_id, kind="appointment").first()
    assert mandate is not None
    appoint(actor=Actor.mandate(mandate), party=party, office="treasurer", at=AT)


def known(society: Society, who: Person) -> Party:
    """The society's own record of that person."""
    return enter_party(society=society, name=who.name, person=who, at=AT)


def receivable(party: Party) -> Account:
    """What a member owes."""
    return account(party.society_id, MEMBER_RECEIVABLE, party=party)


def asked(
    treasurer: Person, party: Party, amount: int = 2_000, purpose_id: int = 1
) -> ExpectedPayment:
    """The party was charged and is asked to pay it."""
    owes = receivable(party)
    post(
        society=party.society_id,
        key=f"charge:{party.pk}:{purpose_id}",
        kind="charge",
        on=TODAY,
        legs=[debit(owes, amount), credit(account(party.society_id, COSTS), amount)],
        actor=Actor.person(treasurer),
    )
    return expect_payment(
        actor=Actor.person(treasurer),
        party=party,
        purpose="box",
        purpose_id=purpose_id,
        account=owes,
        amount=amount,
        at=AT,
    )


def came(treasurer: Person, society: Society, reference: str, amount: int, **more: int) -> Receipt:
    """A transfer with those words arrived."""
    return record_receipt(
        actor=Actor.person(treasurer),
        society=society,
        reference=reference,
        amount=amount,
        paid_on=TODAY,
        at=AT,
        **more,
    )


def in_credit(treasurer: Person, party: Party, amount: int = 5_000) -> None:
    """The party has that much account credit."""
    first = asked(treasurer, party, 1, purpose_id=900_000 + party.pk)
    came(treasurer, party.society, first.reference, amount + 1)


def owed(
    treasurer: Person, party: Party, amount: int = 11_864, line: Line = SUPPLIER_PAYABLE
) -> Account:
    """The society owes the party that much for what it sold."""
    due = account(party.society_id, line, party=party)
    post(
        society=party.society_id,
        key=f"sold:{line.purpose}:{party.pk}:{amount}",
        kind="sold",
        on=TODAY,
        legs=[debit(account(party.society_id, COSTS), amount), credit(due, amount)],
        actor=Actor.person(treasurer),
    )
    return due


def banked(who: Person, party: Party, holder: Holder | None = None) -> BankDetails:
    """The party has said where it is paid."""
    account_ = holder or Holder("Dai Tŷ Gŵyr", DAIS_ACCOUNT)
    return record_bank_details(
        actor=Actor.person(who), party=party, account=Private(account_), at=AT
    )


def with_a_bank(treasurer: Person, society: Society) -> SocietyAccount:
    """The society has said where it banks."""
    holder = Holder("Hwb Bwyd Tywi", HUBS_ACCOUNT)
    return record_society_account(
        actor=Actor.person(treasurer), society=society, account=Private(holder), at=AT
    )


def balance(found: Account) -> int:
    """What stands on an account of the books; debits positive."""
    return sum(Balance.objects.filter(account=found).values_list("amount", flat=True))


def balance_of(society: Society, line: Line, party: Party | None = None) -> int:
    """What stands on a line of the books."""
    return balance(account(society, line, party=party))


def signed_in(who: Person) -> Client:
    """A browser in which that person is signed in."""
    client = Client()
    client.force_login(who)
    return client
