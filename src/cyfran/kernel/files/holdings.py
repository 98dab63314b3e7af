"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.files.actions import erase_file
from cyfran.kernel.files.models import StoredFile
from cyfran.kernel.holdings import Holding, LawfulBasis, Seen, Table, Term, Whom, hold, nobody_is_in

hold(
    Holding(
        "files.uploads",
        _("Files you uploaded"),
        _("You uploaded them."),
        _(
            "What is for officers alone, until you are erased, at most seven years; what the co-op shows to its members is its own."
        ),
        (
            Table(
                "files.StoredFile",
                lambda whose: Q(uploader_id=whose.person_id),
                _("Files"),
                stays=("media_type",),
            ),
        ),
        terms=(
            Term(
                "files.uploads",
                _("Files for officers alone"),
                84,
                _("%(months)s months after they were uploaded"),
                _("A claim can be made for six years: Limitation Act 1980 s.5."),
                lambda society: StoredFile.objects.filter(
                    society=society, audience=StoredFile.Audience.OFFICERS, erased_at=None
                ),
                "uploaded_at",
                lambda actor, row, at: erase_file(actor=actor, file=row, at=at),
            ),
        ),
        purpose=_("To have at hand what the co-op’s work needs."),
        basis=LawfulBasis.INTERESTS,
        whom=(
            Whom.MEMBERS,
            Whom.OFFICERS,
        ),
        seen=(
            Seen.OFFICERS,
            Seen.MEMBERS,
            Seen.ANYONE,
        ),
    )
)
nobody_is_in("files.Content", "the bytes of a file, by their content")
