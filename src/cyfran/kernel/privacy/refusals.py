"""What is refused about requests and breaches."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal


class AskedAlready(Refusal):
    """One question of a kind at a time."""

    sentence = _("You have asked for this already. You will be answered by the day that is shown.")


class AnsweredAlready(Refusal):
    """An answer stands."""

    sentence = _("This has been answered already.")


class NotAnsweredYet(Refusal):
    """Nobody is rid of a question by erasing it."""

    sentence = _("Answer this first: then it can be erased.")


class PutOffAlready(Refusal):
    """Once, by two months, and within the first month: UK GDPR art. 12(3)."""

    sentence = _("The answer can be put off once only, before it is due.")


class NoticedLater(Refusal):
    """Nobody writes down today what they will notice tomorrow."""

    sentence = _("The moment at which it was noticed is still to come. Write when it was.")


class BreachClosed(Refusal):
    """What is over is closed."""

    sentence = _("This is over: nothing can be added to it.")


class CommissionerNotTold(Refusal):
    """UK GDPR art. 33(1): told, or a reason why nobody is at risk."""

    sentence = _(
        "Write down first that the Information Commissioner was told, or why nobody is at risk."
    )
