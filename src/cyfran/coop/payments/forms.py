"""What people fill in about money."""

from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cyfran.coop.payments.models import ExpectedPayment
from cyfran.coop.payments.refusals import NotAnAccountNumber, NotAnIban, NotASortCode
from cyfran.coop.payments.rules.accounts import (
    Account,
    Iban,
    NotAnAccount,
    UkAccount,
    parse_account_number,
    parse_sort_code,
)
from cyfran.coop.payments.rules.letters import Letters
from cyfran.coop.payments.rules.pain001 import Holder
from cyfran.kernel.languages import active_language
from cyfran.kernel.money import format_money
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.models import Party
from cyfran.kernel.ui.forms import DayField, MoneyField
from cyfran.kernel.ui.widgets import RadioCards


class AccountForm(forms.Form):
    """An account: whose, and its sort code and number, or its IBAN instead."""

    name = forms.CharField(
        label=_("Name on the account"),
        max_length=140,
        help_text=_("As the bank writes it. The bank checks that it fits the account."),
    )
    sort_code = forms.CharField(
        label=_("Sort code"),
        max_length=20,
        required=False,
        error_messages={"required": _("Write this, or the IBAN instead.")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Six digits, such as 12-34-56."),
    )
    number = forms.CharField(
        label=_("Account number"),
        max_length=20,
        required=False,
        error_messages={"required": _("Write this, or the IBAN instead.")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Eight digits."),
    )
    iban = forms.CharField(
        label=_("Or the IBAN"),
        max_length=50,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("Instead of the sort code and the account number."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not str(self.data.get("iban", "")).strip():
            for name in ("sort_code", "number"):
                self.fields[name].required = True

    def clean_sort_code(self) -> str:
        return self._read("sort_code", parse_sort_code, NotASortCode)

    def clean_number(self) -> str:
        return self._read("number", parse_account_number, NotAnAccountNumber)

    def clean_iban(self) -> str:
        return self._read("iban", lambda text: Iban.parse(text).text, NotAnIban)

    def holder(self) -> Holder:
        """What was given, once the form is valid."""
        given = self.cleaned_data
        return Holder(given["name"], self._account(given))

    def _account(self, given: dict[str, Any]) -> Account:
        if given.get("iban"):
            return Iban(given["iban"])
        return UkAccount(given["sort_code"], given["number"])

    def _read(self, field: str, read: Any, refusal: type[Refusal]) -> str:
        text = self.cleaned_data[field]
        if not text:
            return ""
        try:
            return str(read(text))
        except NotAnAccount as error:
            raise forms.ValidationError(str(refusal())) from error


LETTERS: dict[str, str | Promise] = {
    Letters.WELSH: _("Every letter, ŵ and ŷ as well"),
    Letters.LATIN: _("Letters with accents, but no ŵ or ŷ"),
    Letters.PLAIN: _("Plain letters only"),
}


class SocietyAccountForm(AccountForm):
    """The account the society banks with, and what its bank asks of a payment file."""

    letters = forms.ChoiceField(
        label=_("Which letters does the bank take?"),
        choices=list(LETTERS.items()),
        initial=Letters.WELSH,
        widget=RadioCards(),
        help_text=_("If the bank refuses a file because of a name, choose one further down."),
    )
    sort_code_apart = forms.TypedChoiceField(
        label=_("How does the bank want accounts written?"),
        choices=[("yes", _("Sort code and number apart")), ("no", _("Together, as 14 digits"))],
        initial="yes",
        coerce=lambda value: value == "yes",
        widget=RadioCards(),
    )


class ReceiptForm(forms.Form):
    """A payment seen on the bank's statement."""

    reference = forms.CharField(
        label=_("Reference"),
        max_length=200,
        help_text=_("As the bank shows it, with any name beside it."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
    amount = MoneyField(label=_("Amount"), min_value=1)
    paid_on = DayField(label=_("Day it arrived"))
    another = forms.BooleanField(
        label=_("The bank shows this payment twice, and this is the second"), required=False
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["paid_on"]
        assert isinstance(field, DayField)
        field.latest = today
        field.initial = today


class StatementForm(forms.Form):
    """A statement saved from the bank's site."""

    statement = forms.FileField(
        label=_("Statement"),
        help_text=_("A CSV file, or camt.053 XML, as your bank gives it out."),
        widget=forms.ClearableFileInput({"accept": ".csv,.txt,.xml"}),
        max_length=200,
    )


class ExpectedPaymentField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of awaited payments, each told by its reference, its payer, its purpose and what is left."""

    def label_from_instance(self, obj: ExpectedPayment) -> str:
        name = obj.party.name if obj.party else _("A guest")
        left = format_money(obj.outstanding, "GBP", active_language())
        return f"{obj.spoken_reference} · {name} · {obj.purpose_label} · {left}"


class AssignForm(forms.Form):
    """Whose money this was: a payment that is awaited, or a member's credit."""

    expected = ExpectedPaymentField(
        label=_("The awaited payment it is for"),
        queryset=ExpectedPayment.objects.none(),
        required=False,
        empty_label=_("None of these"),
    )
    party = forms.ModelChoiceField(
        label=_("Or whose account credit it becomes"),
        queryset=Party.objects.none(),
        required=False,
        empty_label=_("Nobody’s"),
        help_text=_(
            "Choose both if the payment was more than was asked for and its payer is not known."
        ),
    )

    def __init__(self, *args: Any, awaited: Any, parties: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, queryset in (("expected", awaited), ("party", parties)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not (given.get("expected") or given.get("party")):
            raise forms.ValidationError(_("Choose a payment, or whose credit it becomes."))
        return given


class PaymentFileForm(forms.Form):
    """Who is to be paid, and when."""

    accounts = forms.TypedMultipleChoiceField(
        label=_("Pay"), coerce=int, error_messages={"required": _("Choose at least one to pay.")}
    )
    execution_on = DayField(label=_("Day the bank is to pay on"))

    def __init__(self, *args: Any, accounts: list[int], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen, day = self.fields["accounts"], self.fields["execution_on"]
        assert isinstance(chosen, forms.TypedMultipleChoiceField)
        assert isinstance(day, DayField)
        chosen.choices = [(account, str(account)) for account in accounts]
        day.earliest = day.initial = today


class DayForm(forms.Form):
    """The day something happened at the bank."""

    happened_on = DayField(label=_("Day"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.fields["happened_on"]
        assert isinstance(day, DayField)
        day.latest = day.initial = today


class AmountForm(forms.Form):
    """How much."""

    amount = MoneyField(label=_("Amount"), min_value=1)
