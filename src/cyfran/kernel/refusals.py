"""A refusal is a no that is part of the product: translated, safe to show, and never a 500.

Everything else that goes wrong is a bug and stays one.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Any, ClassVar

from django.db import DatabaseError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """A no with a sentence that says what is the matter and what can be done.

    Subclasses set `sentence`, which may name {placeholders} filled by the keyword arguments.
    """

    sentence: ClassVar[str | Promise] = _("That cannot be done.")

    def __init__(self, **values: Any) -> None:
        super().__init__(type(self).__name__)
        self.values = values

    def __str__(self) -> str:
        return str(self.sentence).format(
            **{name: str(value) for name, value in self.values.items()}
        )


class NotAllowed(Refusal):
    """The actor holds none of the roles that may do this."""

    sentence = _("Your role in this co-op does not allow that. Ask the secretary who may do it.")


class NotForAnother(NotAllowed):
    """Somebody acts for another person, who did not let them do this."""

    sentence = _(
        "You act for somebody else, who did not let you do this. Stop acting for them first."
    )


class AnotherSociety(Refusal):
    """The thing belongs to another society than the one being worked in."""

    sentence = _("That belongs to another co-op.")


class SocietyClosed(Refusal):
    """A suspended, dissolved or merged society does not act; it can still be read and exported."""

    sentence = _(
        "This society is suspended or closed. Its books and record can be read, but nothing can be changed."
    )


class SignInNeeded(NotAllowed):
    """Nobody is signed in and the action needs a person."""

    sentence = _("Sign in first, then try again.")


class AtTheSameTime(Refusal):
    """Two people changed the same thing at once; the other was first."""

    sentence = _(
        "Somebody else changed this at the same moment. Look at it again, then try once more."
    )


def constraint_of(error: DatabaseError) -> str | None:
    """The name of the constraint that the database says was broken, if it says one."""
    diagnostics = getattr(error.__cause__, "diag", None)
    return getattr(diagnostics, "constraint_name", None)


def detail_of(error: DatabaseError) -> str:
    """What the database says of a broken constraint beside its name; "" when it says nothing more."""
    diagnostics = getattr(error.__cause__, "diag", None)
    return getattr(diagnostics, "message_detail", None) or ""


@contextmanager
def constraint_means(constraint: str, refusal: type[Refusal], **values: Any) -> Iterator[None]:
    """Within this block a breach of `constraint` is the no that `refusal` says.

    The block is a savepoint, so the transaction around it stays usable.
    """
    with constraints_mean({constraint: refusal}, **values):
        yield


@contextmanager
def constraints_mean(
    meanings: Mapping[str, type[Refusal]], *, ends_action: bool = False, **values: Any
) -> Iterator[None]:
    """As `constraint_means`, for several constraints with one savepoint.

    With `ends_action` there is none: the refusal must leave the action, whose own savepoint undoes it.
    """
    try:
        with nullcontext() if ends_action else transaction.atomic():
            yield
    except DatabaseError as error:
        refusal = meanings.get(constraint_of(error) or "")
        if refusal is None:
            raise
        raise refusal(**values) from error
