"""What a member says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.languages import BilingualFormField

LONGEST = 4_000


class SayForm(forms.Form):
    """Words, in the language of the page; a translation can follow."""

    words = forms.CharField(
        label=_("What would you like to say?"), max_length=LONGEST, widget=forms.Textarea
    )


class TopicForm(SayForm):
    """Something new to talk about."""

    title = BilingualFormField(label=_("What is it about?"), max_length=160)

    field_order = ("title", "words")


class TranslateForm(forms.Form):
    """The same in the other language."""

    text = forms.CharField(
        label=_("The same in the other language"), max_length=LONGEST, widget=forms.Textarea
    )


class HideForm(forms.Form):
    """Why nobody else should read it."""

    why = forms.CharField(
        label=_("Why is it hidden?"),
        max_length=400,
        help_text=_("Everybody who comes to this place reads the reason."),
    )
