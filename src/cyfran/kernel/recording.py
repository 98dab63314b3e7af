"""How an action becomes an entry in the record: ids, codes, amounts and salted digests, never a person's words."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models

from cyfran.kernel.database import planned_rows
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.money import Money
from cyfran.kernel.refusals import SocietyClosed, constraints_mean

if TYPE_CHECKING:
    from cyfran.kernel.actions import Actor

NOT_FACTS = {"actor", "society", "at"}


def write(
    society_id: int,
    verb: str,
    actor: "Actor",
    result: Any,
    given: Mapping[str, Any],
    codes: tuple[str, ...],
    at: datetime | None,
    even_closed: bool,
) -> None:
    """The act is in the society's record. Refuses with SocietyClosed, unless it is one that a closed society does."""
    facts, texts, salt = facts_of(given, codes)
    subject = result if isinstance(result, models.Model) else None
    with constraints_mean({"society_is_open": SocietyClosed}, ends_action=True):
        planned_rows(
            "SELECT record_write(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                society_id,
                verb,
                actor.kind,
                actor.person_id,
                actor.mandate_id,
                subject._meta.label_lower if subject else "",
                subject.pk if subject else None,
                at,
                facts,
                json.dumps(texts) if texts else None,
                salt if texts else None,
                even_closed,
            ],
        )


def facts_of(
    given: Mapping[str, Any], codes: tuple[str, ...] = ()
) -> tuple[str, dict[str, Any], str]:
    """The canonical JSON of an action's storable arguments, the texts it holds only digests of, and their salt."""
    salt = secrets.token_hex(16)
    texts: dict[str, Any] = {}
    facts = {
        name: _fact(name, value, texts, salt, plain=name in codes)
        for name, value in given.items()
        if name not in NOT_FACTS
    }
    return (
        json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False),
        texts,
        salt,
    )


def digest(salt: str, text: str) -> str:
    """The salted digest that stands in the record for a text that may be erased."""
    return "sha256:" + hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


def _fact(name: str, value: Any, texts: dict[str, Any], salt: str, *, plain: bool) -> Any:
    if value is None or isinstance(value, bool | int) or (plain and isinstance(value, str)):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Money):
        return [value.amount, value.currency]
    if isinstance(value, models.Model):
        return f"{value._meta.label_lower}:{value.pk}"
    if isinstance(value, str | Bilingual):
        texts[name] = text_of(value)
        return digest(salt, texts[name])
    return _facts(name, value, texts, salt, plain=plain)


def text_of(value: str | Bilingual) -> str:
    """The text that the record keeps a digest of: words as they are, both languages as canonical JSON."""
    if isinstance(value, str):
        return value
    return json.dumps(value.stored(), sort_keys=True, ensure_ascii=False)


def _facts(name: str, value: Any, texts: dict[str, Any], salt: str, *, plain: bool) -> Any:
    """The facts inside something that holds several; the kind of anything else."""
    if isinstance(value, Mapping):
        return {str(k): _fact(f"{name}.{k}", v, texts, salt, plain=plain) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_fact(f"{name}.{i}", v, texts, salt, plain=plain) for i, v in enumerate(value)]
    if is_dataclass(value):
        return {
            f.name: _fact(f"{name}.{f.name}", getattr(value, f.name), texts, salt, plain=plain)
            for f in fields(value)
        }
    return type(value).__name__
