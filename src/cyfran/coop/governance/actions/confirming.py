"""A second meeting: the vote that is to confirm what a first one carried."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cyfran.coop.governance.actions.drafts import MAY_DRAFT
from cyfran.coop.governance.models import Meeting, Resolution, ResolutionKind
from cyfran.coop.governance.refusals import NothingToConfirm
from cyfran.kernel.actions import Actor, action
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.queries import party_of


@action(may=MAY_DRAFT, label=_("Draft the vote of a second meeting"))
def draft_confirmation(
    *, actor: Actor, resolution: Resolution, meeting: Meeting, at: datetime
) -> Resolution:
    """There is a draft that would confirm the resolution at that meeting; notice of it is given as of any other.

    Refuses with NothingToConfirm, NotAllowed, SocietyClosed.
    """
    proposer = party_of(resolution.society, actor.person_id)
    if proposer is None:
        raise NotAllowed
    if not resolution.waits_for_second_meeting:
        raise NothingToConfirm
    return Resolution.objects.create(
        society_id=resolution.society_id,
        kind=ResolutionKind.CONFIRMATION,
        title=_in_both(_("Confirm resolution %(number)s: %(title)s"), resolution),
        text=_in_both(
            _(
                "A first meeting carried this. The law asks a second one to confirm it, by more for than against, "
                "before it has any effect."
            ),
            resolution,
        ),
        proposer=proposer,
        meeting=meeting,
        confirms=resolution,
        drafted_at=at,
    )


def _in_both(sentence: Promise, resolution: Resolution) -> Bilingual:
    said = {}
    for language in ("en", "cy"):
        with override(language):
            said[language] = str(sentence) % {
                "number": resolution.number,
                "title": resolution.title,
            }
    return Bilingual(en=said["en"], cy=said["cy"], source="en")
