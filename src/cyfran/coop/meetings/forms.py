"""What meetings ask people to write."""

import re
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.models import Meeting, Vote
from cyfran.coop.meetings.models import Duty, Invitee, Item, Service
from cyfran.coop.membership.models import Member
from cyfran.kernel.files.rules import LARGEST
from cyfran.kernel.languages import BilingualFormField
from cyfran.kernel.societies.models import Society
from cyfran.kernel.time import start_of_day
from cyfran.kernel.ui.forms import DayField, MomentField, QuantityField
from cyfran.kernel.ui.widgets import RadioCards

KIND_HINTS = {
    Meeting.Kind.ANNUAL: _(
        "All members, once a year: the accounts, the board, what is to be decided."
    ),
    Meeting.Kind.SPECIAL: _(
        "All members, for something that does not wait for the annual meeting."
    ),
    Meeting.Kind.BOARD: _("Those who hold an office of the board."),
    Meeting.Kind.CIRCLE: _("The members who do one thing together; you say who they are."),
}


class DescriptionForm(forms.Form):
    """What a meeting is called, and where it is held."""

    name = BilingualFormField(label=_("What the meeting is called"), max_length=120)
    place = BilingualFormField(
        label=_("Where"),
        help_text=_("The hall and how to get in, the address of the call, or both."),
        max_length=400,
    )
    online = forms.BooleanField(
        label=_("People can take part from elsewhere"),
        help_text=_("Whoever joins on their own page is present, and counts towards the quorum."),
        required=False,
    )


class MeetingForm(DescriptionForm):
    """A meeting: what kind it is, what it is called, where and when."""

    held_at = MomentField(label=_("When"))
    kind = forms.ChoiceField(
        label=_("Which meeting"),
        choices=Meeting.Kind.choices,
        widget=RadioCards(hints=KIND_HINTS),
    )
    field_order = ("kind", "name", "place", "held_at", "online")


class AskedForForm(DescriptionForm):
    """The special general meeting that members asked for."""

    held_at = MomentField(label=_("When"))
    field_order = ("name", "place", "held_at", "online")


class ItemForm(forms.Form):
    """An item of the agenda."""

    title = BilingualFormField(label=_("The item"), max_length=160)
    text = BilingualFormField(label=_("What it is about"), long=True, required=False)
    decides = forms.BooleanField(
        label=_("The meeting decides it by a show of hands"),
        help_text=_("For what is not a resolution, such as the minutes of the last meeting."),
        required=False,
    )


class PaperForm(forms.Form):
    """A file that members read before the meeting."""

    file = forms.FileField(
        label=_("A paper to read beforehand"),
        help_text=_("A PDF, a picture, or a table as CSV; 10 MB at the most."),
        max_length=200,
    )

    def clean_file(self) -> Any:
        """The file, unless it is too large to be read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 10 MB."))
        return file


class CircleForm(forms.Form):
    """Who belongs to a circle."""

    numbers = forms.CharField(
        label=_("Who is invited"),
        help_text=_("Member numbers with commas between them, such as 1, 4, 7."),
        max_length=2_000,
    )

    def __init__(self, *args: Any, society: Society, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.society = society

    def clean_numbers(self) -> list[int]:
        """The members of those numbers, by id."""
        asked = {part.strip() for part in self.cleaned_data["numbers"].split(",") if part.strip()}
        numbers = {int(part) for part in asked if re.fullmatch(r"[0-9]{1,9}", part)}
        found = dict(
            Member.objects.filter(
                society=self.society, number__in=numbers, ceased_on__isnull=True
            ).values_list("number", "pk")
        )
        if len(numbers) != len(asked) or set(found) != numbers:
            raise forms.ValidationError(_("There is no member with one of these numbers."))
        return list(found.values())


class ReasonForm(forms.Form):
    """Why a meeting is called off."""

    reason = BilingualFormField(label=_("Why"), long=True, max_length=1_000)


class PostponeForm(ReasonForm):
    """To when a meeting is put off, where it is then, and why."""

    held_at = MomentField(label=_("When it is held instead"))
    place = BilingualFormField(label=_("Where"), max_length=400)
    field_order = ("held_at", "place", "reason")


class WhoField(forms.ModelChoiceField):  # type: ignore[type-arg]  # it takes none when it runs
    """Somebody on the list, told by their name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.party.name)


class ServiceForm(forms.Form):
    """How and when somebody without an e-mail address was told."""

    invitee = WhoField(Invitee.objects.none(), label=_("Who was told"), empty_label=None)
    way = forms.ChoiceField(
        label=_("How"),
        choices=[one for one in Service.Way.choices if one[0] != Service.Way.EMAIL],
        widget=RadioCards(
            hints={
                Service.Way.POST: _("Taken as served 48 hours after it was posted."),
                Service.Way.HAND: _("Served when it is given or put through the door."),
            }
        ),
    )
    sent_on = DayField(label=_("On which day"))

    def __init__(
        self, *args: Any, society: Society, invitees: Any, at: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.society, self.at = society, at
        who = self.fields["invitee"]
        assert isinstance(who, forms.ModelChoiceField)
        who.queryset = invitees

    def sent_at(self) -> datetime:
        """The end of that day, and not later than now; a day to come begins after now, and is refused."""
        day = self.cleaned_data["sent_on"]
        end = start_of_day(self.society, day + timedelta(days=1))
        return max(min(end, self.at), start_of_day(self.society, day))


class PurposeForm(forms.Form):
    """What a meeting is asked for."""

    purpose = BilingualFormField(
        label=_("What the meeting is to decide or discuss"), long=True, max_length=2_000
    )


class CheckInForm(forms.Form):
    """Who came into the room."""

    invitee = WhoField(Invitee.objects.none(), label=_("Who came in"), empty_label=None)

    def __init__(self, *args: Any, invitees: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["invitee"]
        assert isinstance(who, forms.ModelChoiceField)
        who.queryset = invitees


class DutyForm(CheckInForm):
    """Who chairs, or counts."""

    what = forms.ChoiceField(label=_("What they do"), choices=Duty.What.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["invitee"].label = _("Who")


class CountForm(forms.Form):
    """A count of hands."""

    votes_for = QuantityField(label=_("For"), max_value=1_000_000)
    against = QuantityField(label=_("Against"), max_value=1_000_000)
    abstained = QuantityField(label=_("Abstained"), max_value=1_000_000, initial=0)


class AdjournForm(ReasonForm):
    """When the meeting goes on, and why not now."""

    held_at = MomentField(label=_("When it goes on"))
    field_order = ("held_at", "reason")


class NoteForm(forms.Form):
    """What the minutes say of an item."""

    text = BilingualFormField(
        label=_("What the minutes say of it"),
        help_text=_(
            "Who was there, what was put and how it was decided are written from the record."
        ),
        long=True,
        max_length=4_000,
    )


class CorrectionForm(forms.Form):
    """What the minutes should say."""

    words = forms.CharField(
        label=_("What the minutes should say"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2_000,
    )


class AnswerForm(forms.Form):
    """Whether a correction is taken up, and why not."""

    taken = forms.BooleanField(label=_("It is taken up"), required=False)
    answer = forms.CharField(label=_("Answer"), required=False, max_length=1_000)


class ItemChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # it takes none when it runs
    """An item that a later meeting carried, told with its meeting."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.meeting}: {obj}"


class ApprovalForm(forms.Form):
    """By which item of a later meeting the minutes were approved."""

    item = ItemChoice(Item.objects.none(), label=_("Approved by"), empty_label=None)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = items


class ProxyForm(forms.Form):
    """Who votes for me, and how on each resolution."""

    holder = WhoField(
        Invitee.objects.none(), label=_("Who votes for me"), empty_label=_("Choose a member")
    )

    def __init__(self, *args: Any, invitees: Any, resolutions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["holder"]
        assert isinstance(who, forms.ModelChoiceField)
        who.queryset = invitees
        for resolution in resolutions:
            self.fields[f"on_{resolution.pk}"] = forms.ChoiceField(
                label=str(resolution.title),
                choices=[("", _("At their discretion")), *Vote.Choice.choices],
                required=False,
            )

    def instructions(self) -> dict[int, str]:
        """The choice for each resolution on which there is an instruction."""
        return {
            int(name.removeprefix("on_")): choice
            for name, choice in self.cleaned_data.items()
            if name.startswith("on_") and choice
        }
