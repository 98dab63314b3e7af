"""Words that are not needed any more: what applicants and those who were invited wrote, or others of them."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.membership.models import Application, Invitation
from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.record.actions import erase_words_about
from cyfran.kernel.societies.models import ERASED


@action(
    may=roles("secretary"),
    scheduled=True,
    label=_("Erase the words of an application"),
    even_closed=True,
)
def forget_application(*, actor: Actor, application: Application, at: datetime) -> Application:
    """Neither what the applicant wrote nor the reason they were given is kept; that they applied is."""
    application.words, application.reason = "", ""
    application.save(update_fields=["words", "reason"])
    erase_words_about(application.society_id, Application, [application.pk])
    return application


@action(may=roles("secretary"), scheduled=True, label=_("Erase an invitation"), even_closed=True)
def forget_invitation(*, actor: Actor, invitation: Invitation, at: datetime) -> Invitation:
    """Who was invited, and did not come, is not kept; that somebody was invited then is."""
    invitation.withdrawn_at = invitation.withdrawn_at or at
    # One open invitation an address: each keeps an address of its own that leads nowhere.
    invitation.name, invitation.speaks_for = str(ERASED), ""
    invitation.email = f"erased-{invitation.pk}@erased.invalid"
    invitation.save(update_fields=["withdrawn_at", "name", "speaks_for", "email"])
    erase_words_about(invitation.society_id, Invitation, [invitation.pk])
    return invitation
