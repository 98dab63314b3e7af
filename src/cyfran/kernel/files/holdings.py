"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import Holding, Table, hold, nobody_is_in

hold(
    Holding(
        "files.uploads",
        _("Files you uploaded"),
        _("You uploaded them."),
        _("Until you ask to be erased; what the co-op shows to its members is its own."),
        (Table("files.StoredFile", lambda whose: Q(uploader_id=whose.person_id), _("Files")),),
    )
)
nobody_is_in("files.Content", "the bytes of a file, by their content")
