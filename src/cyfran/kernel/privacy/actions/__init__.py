"""The verbs of personal data: what people ask, and what went wrong."""

from cyfran.kernel.privacy.actions.breaches import add_to_breach, log_breach
from cyfran.kernel.privacy.actions.requests import (
    answer_request,
    ask_about_own_data,
    erase_request,
    put_off_request,
)

__all__ = [
    "add_to_breach",
    "answer_request",
    "ask_about_own_data",
    "erase_request",
    "log_breach",
    "put_off_request",
]
