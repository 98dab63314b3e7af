"""People: the login is the installation's; what a co-op knows of somebody is its own (societies.Party)."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from cyfran.kernel.languages import LANGUAGES


class PersonManager(BaseUserManager["Person"]):
    """Makes people; no password is needed, an e-mail code or a passkey signs them in."""

    def create_user(
        self, email: str, name: str = "", password: str | None = None, **extra: Any
    ) -> "Person":
        """A new person who can sign in with that address."""
        person = self.model(email=self.normalize_email(email).lower(), name=name, **extra)
        if password:
            person.set_password(password)
        else:
            person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody with a login on this installation; they may belong to several co-ops, or to none."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(
        max_length=2, choices=[(code, code) for code in LANGUAGES], default="en"
    )
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="person_email_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name for allauth and mails."""
        return self.name
