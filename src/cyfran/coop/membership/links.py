"""Addresses that go into letters: whole, in the reader's language, and signed where they carry a right."""

from django.conf import settings
from django.core import signing
from django.utils import translation

from cyfran.coop.membership.models import Invitation
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Society

# Without a time in it: how long an invitation is good for is counted by the society's clock, from its row.
_signer = signing.Signer(salt="cyfran.membership.invitation")


def page_link(society: Society, name: str, language: str, **kwargs: object) -> str:
    """The whole address of a page of the society, in that language."""
    with translation.override(language):
        return f"{settings.SITE_ADDRESS}{society_url(society, name, **kwargs)}"


def invitation_link(invitation: Invitation) -> str:
    """Where the invited person accepts; nobody can make one up."""
    token = _signer.sign(str(invitation.pk))
    return page_link(invitation.society, "membership:invitation", invitation.language, token=token)


def invitation_of(token: str, society: Society) -> Invitation | None:
    """The invitation to this society that the link carries; None for a token that was made up or changed."""
    try:
        pk = int(_signer.unsign(token))
    except signing.BadSignature:
        return None
    return Invitation.objects.filter(society=society, pk=pk).select_related("invited_by").first()
