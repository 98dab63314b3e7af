"""What requests for a society's pages carry when views see them, for the type checker."""

from datetime import datetime

from cyfran.kernel.people.requests import ActingRequest, SignedInRequest
from cyfran.kernel.societies.models import Society


class SocietyRequest(ActingRequest):
    """A request for a page of a society, as the middleware made it."""

    society: Society
    at: datetime


class OwnSocietyRequest(SocietyRequest, SignedInRequest):
    """A request for a society's page that only somebody who is signed in can make."""
