"""What members may have done about offices and about one another, for apps below that know nothing of votes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.consequences import Choice, offer_choice
from cyfran.coop.membership.models import Member
from cyfran.kernel.societies.models import Office, Party, Society


class MemberForm(forms.Form):
    """Whom it is about, by member number."""

    number = forms.IntegerField(
        label=_("Member number"),
        min_value=1,
        error_messages={"invalid": _("Write a whole number, such as 2.")},
    )

    def __init__(self, *args: Any, society: Society, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.society, self.at = society, at

    def clean_number(self) -> Member:
        """The member of that number, now."""
        found = (
            Member.objects.filter(
                society=self.society, number=self.cleaned_data["number"], ceased_on__isnull=True
            )
            .select_related("party")
            .first()
        )
        if found is None:
            raise forms.ValidationError(_("There is no member with that number."))
        return found

    def arguments(self) -> dict[str, Any]:
        """As a resolution stores them."""
        return {"member": self.cleaned_data["number"].pk}


class AppointForm(MemberForm):
    """Whom members appoint, and to which office."""

    office = forms.ChoiceField(
        label=_("Office"),
        choices=[choice for choice in Office.choices if choice[0] != Office.FOUNDER],
    )

    def arguments(self) -> dict[str, Any]:
        member: Member = self.cleaned_data["number"]
        return {"party": member.party_id, "office": self.cleaned_data["office"]}


def _appointment(society: Society, arguments: Mapping[str, Any]) -> str:
    party = Party.objects.filter(society=society, pk=arguments["party"]).first()
    return say("%(name)s is appointed: %(office)s") % {
        "name": party.name if party else arguments["party"],
        "office": Office(arguments["office"]).label,
    }


def _expulsion(society: Society, arguments: Mapping[str, Any]) -> str:
    member = (
        Member.objects.filter(society=society, pk=arguments["member"])
        .select_related("party")
        .first()
    )
    return say("%(name)s (member %(number)s) is expelled") % {
        "name": member.party.name if member else "?",
        "number": member.number if member else "?",
    }


offer_choice(
    Choice(
        "societies.appoint",
        _("Appoint a member to an office"),
        AppointForm,
        _appointment,
        hint=_("They hold the office, with everything it may do, from the day the decision acts."),
    )
)
offer_choice(
    Choice(
        "membership.expel_member",
        _("Expel a member"),
        MemberForm,
        _expulsion,
        hint=_(
            "The membership ends; the shares are still theirs. Needs three quarters of the votes for or against, "
            "and the member must be heard."
        ),
    )
)
