"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import Holding, LawfulBasis, Seen, Table, Whom, hold, nobody_is_in

hold(
    Holding(
        "people.login",
        _("Signing in"),
        _("You gave it when you first signed in."),
        _(
            "Until no co-op here knows you any more; if none ever did, two years after you last signed in."
        ),
        (
            Table(
                "people.Person",
                lambda whose: Q(pk=whose.person_id),
                _("Your login"),
                secret=("password",),
            ),
            Table(
                "account.EmailAddress", lambda whose: Q(user=whose.person_id), _("Your addresses")
            ),
            Table(
                "account.EmailConfirmation",
                lambda whose: Q(email_address__user=whose.person_id),
                _("Addresses to be confirmed"),
                secret=("key",),
            ),
            Table(
                "mfa.Authenticator",
                lambda whose: Q(user=whose.person_id),
                _("Passkeys and recovery codes"),
                secret=("data",),
            ),
            Table(
                "usersessions.UserSession",
                lambda whose: Q(user=whose.person_id),
                _("Browsers you are signed in with"),
                secret=("session_key", "data"),
            ),
        ),
        change="people:signing_in",
        of_installation=True,
        purpose=_("To know who it is, and to let nobody else in."),
        basis=LawfulBasis.CONTRACT,
        whom=(Whom.SIGNED_IN,),
        seen=(Seen.NOBODY,),
    )
)
nobody_is_in("contenttypes.ContentType", "names of tables")
nobody_is_in("auth.Permission", "Django’s own, unused")
nobody_is_in("auth.Group", "Django’s own, unused")
nobody_is_in(
    "sessions.Session",
    "opaque; told through the browsers one is signed in with, gone two weeks after the last visit",
)
nobody_is_in("procrastinate.ProcrastinateWorker", "which workers are alive")
nobody_is_in(
    "procrastinate.ProcrastinateJob",
    "letters on their way are gone once sent, or thirty days after they could not be; erasure empties the rest",
)
nobody_is_in("procrastinate.ProcrastinateEvent", "when jobs ran")
nobody_is_in("procrastinate.ProcrastinatePeriodicDefer", "when jobs are due")
