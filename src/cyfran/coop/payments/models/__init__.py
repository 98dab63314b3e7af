"""Money that is awaited, money that came, credit, and the files that tell the bank whom to pay."""

from cyfran.coop.payments.models.accounts import BankDetails, SocietyAccount
from cyfran.coop.payments.models.files import PaymentFile, PaymentInstruction, ReturnedPayment
from cyfran.coop.payments.models.receipts import Assignment, BankLine, ExpectedPayment, Receipt

__all__ = [
    "Assignment",
    "BankDetails",
    "BankLine",
    "ExpectedPayment",
    "PaymentFile",
    "PaymentInstruction",
    "Receipt",
    "ReturnedPayment",
    "SocietyAccount",
]
