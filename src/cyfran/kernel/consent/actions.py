"""Choose what may be kept and counted: a receipt is made, and never changed."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, anyone, signed_in
from cyfran.kernel.consent.models import Receipt, Wording
from cyfran.kernel.consent.refusals import WordingChanged
from cyfran.kernel.consent.rules import Answer
from cyfran.kernel.consent.wording import notice_of, version_of
from cyfran.kernel.disclosures import Disclosure
from cyfran.kernel.languages import active_language
from cyfran.kernel.societies.models import Society

CODES = ("answer", "wording", "previous")


@action(
    may=signed_in,
    label=_("Choose what may be kept about me"),
    codes=CODES,
    unrecorded=("offered",),
)
def record_choice(
    *,
    actor: Actor,
    society: Society,
    answer: Answer,
    wording: str,
    offered: Sequence[Disclosure],
    privacy_signal: bool,
    at: datetime,
    previous: str = "",
) -> Receipt:
    """There is a receipt of the person's choice, tied to the words they were shown, and the record tells of it.

    Refuses with WordingChanged.
    """
    return _receipt(actor, society, answer, wording, offered, privacy_signal, at, previous)


@action(may=anyone, label=_("Choose what may be kept in my browser"), codes=CODES, recorded=False)
def keep_choice(
    *,
    actor: Actor,
    society: Society | None,
    answer: Answer,
    wording: str,
    offered: Sequence[Disclosure],
    privacy_signal: bool,
    at: datetime,
    previous: str = "",
) -> Receipt:
    """There is a receipt of the visitor's choice, known by its random number alone; no co-op's record tells of it.

    Refuses with WordingChanged.
    """
    return _receipt(actor, society, answer, wording, offered, privacy_signal, at, previous)


def _receipt(
    actor: Actor,
    society: Society | None,
    answer: Answer,
    wording: str,
    offered: Sequence[Disclosure],
    privacy_signal: bool,
    at: datetime,
    previous: str,
) -> Receipt:
    if version_of(offered) != wording:
        raise WordingChanged
    # Two visitors may be the first to be shown these words.
    words = Wording(digest=wording, notice=notice_of(offered), first_shown_at=at)
    Wording.objects.bulk_create([words], ignore_conflicts=True)
    return Receipt.objects.create(
        wording=words,
        language=active_language(),
        method=answer.method,
        allowed=list(answer.allowed),
        refused=list(answer.refused),
        privacy_signal=privacy_signal,
        at=at,
        previous=Receipt.objects.filter(number=previous).first() if previous else None,
        society=society,
        person_id=actor.person_id,
    )
