"""What talk says no to."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal


class NothingToTalkAbout(Refusal):
    """There is no such subject in this society."""

    sentence = _("There is nothing like that to talk about here.")


class NotYourWords(Refusal):
    """Only whoever said something takes it back."""

    sentence = _("Somebody else said this. Only they can take it back.")


class WordsGone(Refusal):
    """It was taken back or erased."""

    sentence = _("These words were taken back.")


class TranslatedAlready(Refusal):
    """It is there in both languages."""

    sentence = _("This is there in both languages already.")


class AnotherThread(Refusal):
    """An answer belongs where the question was."""

    sentence = _("That was said about something else. Answer it there.")
