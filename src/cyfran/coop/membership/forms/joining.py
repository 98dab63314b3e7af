"""What applicants, the board and the secretary are asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cyfran.coop.membership.forms.meeting import ClassField
from cyfran.coop.membership.models import Member


class ApplyForm(forms.Form):
    """Somebody asks to become a member."""

    name = forms.CharField(
        label=_("Your full name"),
        max_length=200,
        help_text=_("As the register will show it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = forms.CharField(
        label=_("Your postal address"),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
        help_text=_("The law asks for it in the register of members."),
    )
    words = forms.CharField(
        label=_("Why do you want to join?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=4000,
        help_text=_("In your own words and your own language. The board reads it."),
    )

    def __init__(self, *args: Any, classes: Any, minimum_age: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member_class"] = ClassField(classes, label=_("You would be a member as"))
        self.minimum_age = minimum_age
        if minimum_age:
            self.fields["old_enough"] = forms.BooleanField(
                label=_("I am at least %(age)s years old") % {"age": minimum_age},
                error_messages={
                    "required": _("Members must be at least %(age)s years old in this co-op.")
                    % {"age": minimum_age}
                },
            )
        self.order_fields(["member_class", "name", "address", "words", "old_enough"])

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        return {"old_enough": not self.minimum_age, **self.cleaned_data}


class DeclineForm(forms.Form):
    """The board says no, and why."""

    reason = forms.CharField(
        label=_("Why?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("The applicant is sent these words as you write them."),
    )


class ChangeClassForm(forms.Form):
    """A member is of another class from today."""

    def __init__(self, *args: Any, classes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member_class"] = ClassField(classes, label=_("From today a member as"))


class CoordinatorForm(forms.Form):
    """Whom the board names to coordinate the trade."""

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"] = MemberField(
            members,
            label=_("Member"),
            empty_label=_("Choose a member"),
            error_messages={"required": _("Choose a member.")},
        )


class MemberField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the members, by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.party.name)


class CeaseForm(forms.Form):
    """The secretary enters that a membership has ended."""

    why = forms.ChoiceField(
        label=_("Why has it ended?"),
        choices=[
            (Member.Why.LEFT, _("They asked to leave")),
            (Member.Why.DIED, _("They have died")),
        ],
        widget=forms.RadioSelect,
    )


class EraseForm(forms.Form):
    """The secretary erases somebody who is no longer a member."""

    sure = forms.BooleanField(
        label=_("Yes, erase this person for ever"),
        help_text=_(
            "Name, addresses, bank details and words go, and nobody can bring them back. The number in the register, "
            "the days, and the amounts in the books stay."
        ),
    )
