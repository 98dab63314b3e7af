"""Files: kept by their content, inside the database, so that tenancy, backup and erasure hold for them too."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.database import Access, SocietyOwned


class Content(SocietyOwned):
    """The bytes of a file, once per society however often they are uploaded; emptied when erased."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("body",)

    sha256 = models.CharField(max_length=64)
    size = models.IntegerField()
    body = models.BinaryField(null=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "sha256"], name="content_once"),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class StoredFile(SocietyOwned):
    """A file somebody uploaded: its name, what it is, and who may read it."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("name", "erased_at")
    same_society: ClassVar[tuple[str, ...]] = ("content",)

    class Audience(models.TextChoices):
        ANYONE = "anyone", _("Anyone")
        MEMBERS = "members", _("Members")
        OFFICERS = "officers", _("Officers")

    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.OFFICERS)
    uploader_id = models.BigIntegerField(null=True)
    uploaded_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta(SocietyOwned.Meta):
        constraints = [*SocietyOwned.Meta.constraints]

    def __str__(self) -> str:
        return self.name
