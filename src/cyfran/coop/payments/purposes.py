"""What payments are for, in words: each app names its own, and payments shows them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.ledger.chart import (
    PATRONAGE_PAYABLE,
    SUPPLIER_PAYABLE,
    WITHDRAWALS_PAYABLE,
    Line,
)

Label = str | Promise
CREDIT_TOP_UP = "credit_top_up"

_purposes: dict[str, Label] = {CREDIT_TOP_UP: _("Account credit")}
_payables: dict[str, Label] = {}


def declare_purpose(code: str, label: Label) -> str:
    """Payments may be asked for this; payer and treasurer read `label`. Returns the code."""
    _purposes[code] = label
    return code


def purpose_label(code: str) -> Label:
    """How people call what a payment is for."""
    return _purposes.get(code, _("Payment"))


def declare_payable(line: Line, label: Label) -> Line:
    """What stands on this line of the books is paid by payment files; the treasurer reads `label`."""
    _payables[line.purpose] = label
    return line


def payables() -> dict[str, Label]:
    """The lines of the books that payment files pay, and how people call what is owed there."""
    return dict(_payables)


declare_payable(SUPPLIER_PAYABLE, _("What was sold"))
declare_payable(PATRONAGE_PAYABLE, _("Share of surplus"))
declare_payable(WITHDRAWALS_PAYABLE, _("Money asked back"))
