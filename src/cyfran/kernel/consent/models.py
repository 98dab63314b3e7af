"""What visitors chose, and the exact words they were shown. The installation's, as their browser is: no society owns it."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.database import Access


class Wording(models.Model):
    """The notice that was shown, whole and in both languages, under its digest."""

    access: ClassVar[Access] = "append_only"

    digest = models.CharField(max_length=64, primary_key=True)
    notice = models.JSONField()
    first_shown_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"), name="wording_has_a_digest"
            )
        ]

    def __str__(self) -> str:
        return self.digest[:12]


class Receipt(models.Model):
    """One choice of one visitor: which words they saw, what they allowed and refused, how and when.

    Its number is random and cannot be guessed: whoever names it was given it.
    """

    access: ClassVar[Access] = "append_only"

    class Method(models.TextChoices):
        ACCEPT = "accept", _("Everything that was asked")
        REJECT = "reject", _("Only what is needed")
        CHOOSE = "choose", _("Chosen one by one")

    number = models.UUIDField(default=uuid.uuid4)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="receipts")
    language = models.CharField(max_length=2)
    method = models.CharField(max_length=6, choices=Method)
    allowed = models.JSONField()
    refused = models.JSONField()
    privacy_signal = models.BooleanField()
    at = models.DateTimeField()
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    society = models.ForeignKey(
        "societies.Society", null=True, on_delete=models.PROTECT, related_name="+"
    )
    person_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(method__in=["accept", "reject", "choose"]),
                name="receipt_says_how",
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=["en", "cy"]), name="receipt_in_a_language"
            ),
            models.UniqueConstraint(fields=["number"], name="receipt_numbered_once"),
        ]
        indexes = [models.Index(fields=["person_id", "-at"], name="receipts_of_person")]

    def __str__(self) -> str:
        return self.number.hex
