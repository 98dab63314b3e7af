"""What electing asks people to write."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from cyfran.coop.elections.models import Election, Nomination, Retiring, Roll, Rules
from cyfran.coop.elections.queries import line_numbered
from cyfran.coop.elections.rules import ranking_from
from cyfran.coop.membership.models import Member, MemberClass
from cyfran.kernel.files.rules import LARGEST
from cyfran.kernel.languages import BilingualFormField
from cyfran.kernel.societies.models import Society
from cyfran.kernel.ui.forms import MomentField, QuantityField
from cyfran.kernel.ui.widgets import RadioCards

RULE_HINTS = {
    Rules.SCOTTISH: _("As Scottish councils are elected; can be counted by hand."),
    Rules.MEEK: _("Finer: votes that cannot be used any more lower the quota. Needs a computer."),
}
MOST_SEATS = 30


class MemberNumberField(forms.IntegerField):
    """A current member, by their number in the register; the value is their party."""

    def __init__(self, **kwargs: Any) -> None:
        self.society: Society | None = None
        kwargs.setdefault("error_messages", {"invalid": _("Write a whole number, such as 2.")})
        super().__init__(min_value=1, **kwargs)

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        found = (
            Member.objects.filter(society=self.society, number=number, ceased_on__isnull=True)
            .select_related("party")
            .first()
        )
        if found is None:
            raise forms.ValidationError(_("There is no member with that number."))
        return found.party


class CallForm(forms.Form):
    """What is elected, by whom, by which rules, and when."""

    title = BilingualFormField(
        label=_("What it is called"),
        help_text=_("Such as: Election of the board, 2027."),
        max_length=120,
    )
    seats = QuantityField(label=_("Seats to fill"), min_value=1, max_value=MOST_SEATS)
    class_code = forms.ChoiceField(label=_("Who votes and stands"), required=False)
    retiring = forms.ChoiceField(
        label=_("Who retires"), choices=Retiring.choices, widget=RadioCards
    )
    rules = forms.ChoiceField(
        label=_("How it is counted"),
        choices=Rules.choices,
        widget=RadioCards(hints=RULE_HINTS),
        help_text=_("With one seat, both are the alternative vote."),
    )
    reopen = forms.BooleanField(
        label=_("“Re-open nominations” is on the ballot"),
        required=False,
        help_text=_("Members can then say that they would rather have other candidates."),
    )
    officer = MemberNumberField(
        label=_("Returning officer"),
        help_text=_("The member number of somebody who sees to it and does not stand."),
    )
    nominations_close_at = MomentField(label=_("Nominations close"))
    opens_at = MomentField(label=_("Voting opens"))
    closes_at = MomentField(label=_("Voting closes"))

    def __init__(
        self, *args: Any, society: Society, classes: Sequence[MemberClass], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        officer = self.fields["officer"]
        assert isinstance(officer, MemberNumberField)
        officer.society = society
        everybody = [("", say("All members"))]
        chosen = self.fields["class_code"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = everybody + [
            (one.code, say("Only: %(members)s") % {"members": str(one.name)}) for one in classes
        ]


class NominateForm(forms.Form):
    """Whom a member puts forward."""

    nominee = MemberNumberField(
        label=_("Member number"), help_text=_("They are asked, and stand only if they say yes.")
    )

    def __init__(self, *args: Any, society: Society, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nominee = self.fields["nominee"]
        assert isinstance(nominee, MemberNumberField)
        nominee.society = society


class RollForm(forms.Form):
    """Somebody on the roll, by member number."""

    number = forms.IntegerField(
        label=_("Member number"),
        min_value=1,
        error_messages={"invalid": _("Write a whole number, such as 2.")},
    )

    def __init__(self, *args: Any, election: Election, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.election = election

    def clean_number(self) -> Roll:
        """Their line on the roll."""
        line = line_numbered(self.election, self.cleaned_data["number"])
        if line is None:
            raise forms.ValidationError(_("There is nobody with that number on the roll."))
        return line


class StandForm(forms.Form):
    """A candidate's words and picture."""

    statement = BilingualFormField(
        long=True,
        label=_("Why members should elect you"),
        help_text=_("In one language or both. Members read it beside your name on the ballot."),
        max_length=1500,
        required=False,
    )
    photograph = forms.FileField(
        label=_("Photograph"),
        help_text=_("A JPEG, PNG or WebP picture; a square one looks best."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def clean_photograph(self) -> Any:
        """No larger than a file may be."""
        picture = self.cleaned_data["photograph"]
        if picture and picture.size > LARGEST:
            raise forms.ValidationError(_("The picture is too large. Send a smaller one."))
        return picture


class RankingForm(forms.Form):
    """A number for each candidate who is ranked: 1 for the first choice. The whole is checked as one ranking."""

    def __init__(self, *args: Any, candidates: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = list(candidates)
        numbers = [("", "–"), *((str(n), str(n)) for n in range(1, len(self.places) + 1))]
        for place, name in candidates.items():
            self.fields[f"place-{place}"] = forms.ChoiceField(
                label=say("Your choice number for %(name)s") % {"name": name},
                choices=numbers,
                required=False,
            )

    @property
    def ranking(self) -> list[int] | None:
        """The places in order of preference; None when the numbers are not 1, 2, 3 and so on, each once."""
        given = {
            place: int(number)
            for place in self.places
            if (number := self.cleaned_data.get(f"place-{place}"))
        }
        return ranking_from(given)


def ballot_names(candidates: Sequence[Nomination], *, reopen: bool) -> dict[int, str]:
    """The places of the ballot, each with its name."""
    names = {one.place or 0: one.nominee.name for one in candidates}
    if reopen:
        names[len(candidates) + 1] = say("Re-open nominations")
    return names
