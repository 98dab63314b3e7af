"""What members can talk about on its own page: a draft or a resolution, a rule, an order cycle."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from cyfran.coop.governance.models import Resolution
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.rulebook import declared
from cyfran.kernel.talk.subjects import Subject, numbers, talk_of
from cyfran.trade.orders.models import Cycle


@talk_of("resolution")
def resolutions(society: Society, references: list[str]) -> dict[str, Subject]:
    """By id, so that what was said of a draft stays with the resolution it becomes."""
    found = Resolution.objects.filter(society=society, pk__in=numbers(references))
    return {str(one.pk): Subject(f"resolution:{one.pk}", one.title, _page_of(one)) for one in found}


def _page_of(one: Resolution) -> str:
    if one.number is None:
        return society_url(one.society, "governance:draft", pk=one.pk)
    return society_url(one.society, "governance:resolution", number=one.number)


@talk_of("rule")
def rules(society: Society, references: list[str]) -> dict[str, Subject]:
    """By key."""
    return {
        key: Subject(
            f"rule:{key}",
            str(declared[key].label),
            society_url(society, "societies:rule", key=key),
        )
        for key in references
        if key in declared
    }


@talk_of("cycle")
def cycles(society: Society, references: list[str]) -> dict[str, Subject]:
    """By id."""
    found = Cycle.objects.filter(society=society, pk__in=numbers(references))
    return {
        str(one.pk): Subject(
            f"cycle:{one.pk}",
            one.name,
            society_url(society, "orders:cycle", cycle_id=one.pk),
        )
        for one in found
    }


def _by_number(society: Society, number: int) -> int:
    return get_object_or_404(Resolution, society=society, number=number).pk


# The pages that are about one subject, and its code.
PAGES: dict[str, Callable[[Society, dict[str, Any]], str]] = {
    "governance:draft": lambda _society, given: f"resolution:{given['pk']}",
    "governance:resolution": lambda society, given: (
        f"resolution:{_by_number(society, given['number'])}"
    ),
    "societies:rule": lambda _society, given: f"rule:{given['key']}",
    "orders:cycle": lambda _society, given: f"cycle:{given['cycle_id']}",
}


def subject_on(society: Society, view_name: str, given: dict[str, Any]) -> str:
    """The code of what a page is about; Http404 where it is about nothing that can be talked about."""
    if view_name not in PAGES:
        raise Http404
    return PAGES[view_name](society, given)
