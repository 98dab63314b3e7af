"""Who may do what: every verb of the catalogue, judged for everybody who could try it.

The page for members and docs/permissions.md are both made here; a test knocks at the door of every verb, as everybody,
at home and in another co-op, and finds what the file says.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

import cyfran.site.bundle.actions  # noqa: F401 - its verb is in the catalogue, whoever else asks for it
from cyfran.coop.membership.models import ClassCode
from cyfran.kernel.actions import Actor, CatalogueEntry, anyone, catalogue, signed_in
from cyfran.kernel.societies.models import Mandate, Office

HOME, ELSEWHERE = 1, 2  # two co-ops; nothing is read of either
SOMEBODY = 1
ROLES: dict[str, str | Promise] = {
    "member": lazy("Member"),
    **{str(each): each.label for each in ClassCode},
    **{str(each): each.label for each in Office},
}
PARTS = {
    "membership": lazy("Membership"),
    "governance": lazy("Decisions"),
    "elections": lazy("Elections"),
    "meetings": lazy("Meetings"),
    "surplus": lazy("Surplus"),
    "orders": lazy("Orders"),
    "catalogue": lazy("Offers"),
    "food": lazy("Food"),
    "payments": lazy("Payments"),
    "ledger": lazy("Books"),
    "files": lazy("Files"),
    "societies": lazy("The co-op and its offices"),
    "people": lazy("Signing in"),
    "consent": lazy("Consent"),
    "visits": lazy("Visits"),
    "feedback": lazy("Feedback"),
    "privacy": lazy("Personal data"),
    "talk": lazy("Talk"),
    "helping": lazy("Acting for somebody"),
    "bundle": lazy("The whole co-op in a file"),
}


def who_could_try(society_id: int) -> dict[str, Actor]:
    """Everybody who could try something, by name: with no role, with one role alone in that society, or by mandate."""
    return {
        "guest": Actor.guest("guest@example.cymru"),
        "webhook": Actor.webhook("bank"),
        "signed_in": Actor("person", person_id=SOMEBODY, _roles={society_id: frozenset()}),
        **{
            role: Actor("person", person_id=SOMEBODY, _roles={society_id: frozenset({role})})
            for role in ROLES
        },
        **{
            f"by_{kind}": Actor(
                "mandate", mandate_id=1, mandate_kind=kind, mandate_society_id=society_id
            )
            for kind in Mandate.Kind.values
        },
    }


def seen_from(actor: Actor, home: int, elsewhere: int) -> Actor:
    """The same actor, of whom it is known that they have no role in the other society."""
    if actor.kind != "person":
        return actor
    return Actor(
        "person",
        person_id=actor.person_id,
        _roles={home: actor.roles(home), elsewhere: frozenset()},
    )


@dataclass(frozen=True)
class Part:
    """The verbs of one part of the product, each with who may in words."""

    name: str | Promise
    rows: list[tuple[str | Promise, str, str]]


def permissions() -> list[Part]:
    """The whole catalogue for a reader: what, who may, and what may be done without a person."""
    found = []
    for app, name in PARTS.items():
        entries = [each for each in catalogue.values() if each.verb.split(".")[0] == app]
        rows = [(each.label, who_in_words(each), others_in_words(each)) for each in entries]
        found.append(Part(name, sorted(rows, key=lambda row: str(row[0]))))
    return found


def who_in_words(entry: CatalogueEntry) -> str:
    """Which people may, in the active language."""
    if entry.may is anyone:
        return _("Anybody")
    if entry.may is signed_in:
        return _("Whoever is signed in, in what is their own")
    return " · ".join(str(ROLES[name]) for name in entry.may.names) or _("No person")


def others_in_words(entry: CatalogueEntry) -> str:
    """What may besides people, in the active language."""
    ways = (
        (entry.enactable, _("a carried resolution")),
        (entry.scheduled, _("a scheduled job")),
        (entry.appointing, _("an appointment")),
    )
    return " · ".join(words for may, words in ways if may)


INTRODUCTION = """# Permissions

Made by `make permissions` from the catalogue (kernel/actions.py); do not edit. Each row is a verb, each column somebody
who holds that one role and no other. `h` is a yes at home, in the society where they hold it; `e` a yes elsewhere, in another
society of the same installation; `·` is no to both. What is theirs alone (an order, an account, a ballot) a verb judges
further inside, and refuses with a sentence of its own. tests/test_permissions.py finds every cell at the door of the verb.
"""


def document() -> str:
    """docs/permissions.md as it should be."""
    columns = list(who_could_try(HOME))
    lines = [INTRODUCTION, f"| verb | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {verb} | {' | '.join(_cells(catalogue[verb]))} |" for verb in sorted(catalogue)]
    return "\n".join(lines) + "\n"


def _cells(entry: CatalogueEntry) -> Iterator[str]:
    for actor in who_could_try(HOME).values():
        known = seen_from(actor, HOME, ELSEWHERE)
        yield cell(home=entry.allows(known, HOME), elsewhere=entry.allows(known, ELSEWHERE))


def cell(*, home: bool, elsewhere: bool) -> str:
    """How the file writes one judgement."""
    return ("h" if home else "") + ("e" if elsewhere else "") or "·"
