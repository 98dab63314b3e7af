"""What happened to money, for the apps above to react to."""

from dataclasses import dataclass
from datetime import datetime

from cyfran.coop.payments.models import ExpectedPayment


@dataclass(frozen=True)
class PaymentReceived:
    """What was asked for is there in full; `expected.purpose` and `expected.purpose_id` say what for."""

    expected: ExpectedPayment
    at: datetime


@dataclass(frozen=True)
class PartPaymentReceived:
    """Some of what was asked for arrived: `amount` now, `expected.received` in all."""

    expected: ExpectedPayment
    amount: int
    at: datetime
