"""What a visitor sends when they choose."""

from collections.abc import Sequence
from typing import Any

from django import forms

from cyfran.kernel.consent.models import Receipt
from cyfran.kernel.consent.rules import Answer, answer
from cyfran.kernel.disclosures import Disclosure


class ChoiceForm(forms.Form):
    """How they chose, what they ticked, and the version of the words they read."""

    method = forms.ChoiceField(choices=Receipt.Method)
    allow = forms.MultipleChoiceField(required=False)
    wording = forms.CharField(max_length=64)

    def __init__(self, *args: Any, offered: Sequence[Disclosure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.optional = [each.key for each in offered if each.is_optional]
        allow = self.fields["allow"]
        assert isinstance(allow, forms.MultipleChoiceField)
        allow.choices = [(key, key) for key in self.optional]

    def answer(self) -> Answer:
        """Every purpose, allowed or refused."""
        given = self.cleaned_data
        return answer(given["method"], self.optional, given["allow"])
