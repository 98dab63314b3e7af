"""Tell the co-op something, and erase what was told."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, anyone, roles
from cyfran.kernel.feedback.models import Feedback
from cyfran.kernel.feedback.refusals import HeardEnoughForNow
from cyfran.kernel.languages import active_language
from cyfran.kernel.societies.models import Society

MOST_IN_AN_HOUR = 60


# The words stand in one place, from which they can be erased: not in the record as well.
@action(may=anyone, label=_("Tell the co-op something"), unrecorded=("words", "email", "about"))
def tell_coop(
    *, actor: Actor, society: Society, words: str, email: str, about: str, at: datetime
) -> Feedback:
    """Its officers can read it.

    Refuses with HeardEnoughForNow.
    """
    lately = Feedback.objects.filter(society=society, at__gt=at - timedelta(hours=1))
    if lately.count() >= MOST_IN_AN_HOUR:
        raise HeardEnoughForNow
    return Feedback.objects.create(
        society=society,
        words=words,
        email=email,
        about=about,
        language=active_language(),
        person_id=actor.person_id,
        at=at,
    )


@action(
    may=roles("secretary", "chair", "board", "coordinator", "founder"),
    label=_("Erase what somebody told the co-op"),
    even_closed=True,
    scheduled=True,
)
def erase_feedback(*, actor: Actor, feedback: Feedback, at: datetime) -> Feedback:
    """Neither the words nor who said them are kept; that something was said then is."""
    feedback.words, feedback.email, feedback.person_id = "", "", None
    feedback.erased_at = feedback.erased_at or at
    feedback.save(update_fields=["words", "email", "person_id", "erased_at"])
    return feedback
