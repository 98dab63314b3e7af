"""Every verb about money; other apps' actions use `await_payment`, `change_request`, `withdraw_request`,
`spend_credit` and `give_back` inside verbs of their own.
"""

from cyfran.coop.payments.actions.asking import (
    ASKING,
    await_payment,
    cancel_expected_payment,
    change_request,
    expect_payment,
    top_up_credit,
    withdraw_request,
)
from cyfran.coop.payments.actions.credit import (
    give_back,
    pay_from_credit,
    spend_credit,
    withdraw_credit,
)
from cyfran.coop.payments.actions.details import (
    erase_bank_details,
    record_bank_details,
    record_society_account,
)
from cyfran.coop.payments.actions.paying import (
    cancel_payment_file,
    download_payment_file,
    mark_file_sent,
    prepare_payment_file,
    record_paid,
    record_returned_payment,
)
from cyfran.coop.payments.actions.receiving import assign_receipt, record_receipt, record_statement

__all__ = [
    "ASKING",
    "assign_receipt",
    "await_payment",
    "cancel_expected_payment",
    "cancel_payment_file",
    "change_request",
    "download_payment_file",
    "erase_bank_details",
    "expect_payment",
    "give_back",
    "mark_file_sent",
    "pay_from_credit",
    "prepare_payment_file",
    "record_bank_details",
    "record_paid",
    "record_receipt",
    "record_returned_payment",
    "record_society_account",
    "record_statement",
    "spend_credit",
    "top_up_credit",
    "withdraw_credit",
    "withdraw_request",
]
