"""What deciding asks people to write."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.models import Meeting, ResolutionKind, State, Vote
from cyfran.coop.membership.models import Member
from cyfran.kernel.languages import BilingualFormField
from cyfran.kernel.societies.forms import value_field
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.rulebook import Rule
from cyfran.kernel.ui.days import day_with_year
from cyfran.kernel.ui.forms import DayField, MomentField
from cyfran.kernel.ui.widgets import RadioCards

KIND_HINTS = {
    ResolutionKind.ORDINARY: _("Carried by more for than against."),
    ResolutionKind.EXTRAORDINARY: _("Needs at least three quarters of the votes for or against."),
    ResolutionKind.RULE_CHANGE: _(
        "Needs at least three quarters of the votes for or against, and changes the rules themselves."
    ),
    ResolutionKind.ENTRENCHED: _("Needs every member, and is registered."),
    ResolutionKind.AMALGAMATION: _(
        "Needs two thirds of the votes for or against, and a second meeting to confirm it."
    ),
    ResolutionKind.CONVERSION: _(
        "Needs three quarters of the votes, half of all members voting, and a second meeting 14 days to a month later."
    ),
    ResolutionKind.DISSOLUTION: _("Needs three quarters of all members, who also sign for it."),
}


class VoteForm(forms.Form):
    """For, against or abstain, each with what it means here."""

    choice = forms.ChoiceField(
        label=_("Your vote"),
        choices=Vote.Choice.choices,
        error_messages={"required": _("Choose for, against or abstain.")},
    )

    def __init__(self, *args: Any, hints: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].widget = RadioCards(choices=Vote.Choice.choices, hints=hints)


class DraftForm(forms.Form):
    """The words of a resolution, who seconds it, and where it is voted on."""

    title = BilingualFormField(
        label=_("The question"),
        help_text=_(
            "As members will read it on the ballot. A question that yes or no answers is best."
        ),
        max_length=160,
    )
    text = BilingualFormField(
        long=True,
        label=_("Why"),
        help_text=_("What you want, and your reasons. Two or three sentences are enough."),
    )
    seconder = forms.IntegerField(
        label=_("Seconded by"),
        help_text=_("The member number of somebody who stands behind it with you."),
        required=False,
        min_value=1,
    )
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=_("Taken at a meeting"),
        required=False,
        empty_label=_("No, online over some days"),
    )

    def __init__(
        self, *args: Any, society: Society, meetings: Any, with_kind: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.society = society
        meeting = self.fields["meeting"]
        assert isinstance(meeting, forms.ModelChoiceField)
        meeting.queryset = meetings
        if not meetings:
            del self.fields["meeting"]
        if with_kind:
            self.fields["kind"] = forms.ChoiceField(
                label=_("What kind of resolution it is"),
                choices=[
                    one for one in ResolutionKind.choices if one[0] != ResolutionKind.CONFIRMATION
                ],
                widget=RadioCards(hints=KIND_HINTS),
            )

    def clean_seconder(self) -> Party | None:
        """The member of that number."""
        number = self.cleaned_data["seconder"]
        if not number:
            return None
        found = (
            Member.objects.filter(society=self.society, number=number, ceased_on__isnull=True)
            .select_related("party")
            .first()
        )
        if found is None:
            raise forms.ValidationError(_("There is no member with that number."))
        return found.party


class ValueForm(forms.Form):
    """The value a rule would have."""

    def __init__(self, *args: Any, rule: Rule, model_rules: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = value_field(rule, model_rules)
        self.fields["value"].label = _("It would be")


class NoticeForm(forms.Form):
    """When voting opens and closes."""

    opens_at = MomentField(label=_("Voting opens"))
    closes_at = MomentField(label=_("Voting closes"))


class RegistrationForm(forms.Form):
    """The day a change of rules was registered."""

    registered_on = DayField(
        label=_("Registered on"),
        help_text=_("The date on the acknowledgement from the Financial Conduct Authority."),
    )


class MeetingChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # it takes none when it runs
    """A general meeting, told by its name and its day."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}, {day_with_year(obj.held_at)}"


class ConfirmationForm(forms.Form):
    """The general meeting that is to confirm a decision."""

    meeting = MeetingChoice(Meeting.objects.none(), label=_("Confirmed at"), empty_label=None)

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meeting = self.fields["meeting"]
        assert isinstance(meeting, forms.ModelChoiceField)
        meeting.queryset = meetings


class SearchForm(forms.Form):
    """Words, a number or a state, for the register of decisions."""

    words = forms.CharField(
        label=_("Words or a number"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(
        label=_("What came of it"),
        required=False,
        choices=[
            ("", _("Every decision")),
            (State.ENACTED, _("Carried and in force")),
            (State.WAITING, _("Carried, not in force yet")),
            (State.CARRIED, _("Carried, nothing for the software to do")),
            (State.LOST, _("Lost")),
            (State.LAPSED, _("Carried, but lapsed")),
        ],
    )
    kind = forms.ChoiceField(
        label=_("What kind of resolution it is"),
        required=False,
        choices=[("", _("Every kind")), *ResolutionKind.choices],
    )
    year = forms.ChoiceField(label=_("Year of the vote"), required=False)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["year"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Every year")), *[(str(year), str(year)) for year in years]]
