"""What a choice is refused."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal


class WordingChanged(Refusal):
    """What was shown is not what holds now: nobody consents to words they did not read."""

    sentence = _(
        "What is asked has changed since you opened this page. Read it again, then choose."
    )
