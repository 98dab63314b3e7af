"""The register of decisions as data: one entry a decision, the same for spreadsheets and for programs."""

from typing import Any

from django.db.models import QuerySet

from cyfran.coop.governance.models import Resolution

COLUMNS = (
    "number", "kind", "state", "title_en", "title_cy", "notice_given_at", "opens_at", "closes_at", "closed_at",
    "votes_for", "votes_against", "votes_abstained", "electorate", "quorum", "registered_on", "confirms",
    "confirmed_at", "ended_at", "ended_why", "text_hash", "changes", "calls",
)  # fmt: skip


def entries(resolutions: "QuerySet[Resolution]") -> list[dict[str, Any]]:
    """Each decision with its result and what it changed; times in UTC, values as the rulebook keeps them."""
    asked = resolutions.select_related("confirms").prefetch_related("changes", "calls")
    return [_entry(one) for one in asked]


def _entry(one: Resolution) -> dict[str, Any]:
    moments = {
        name: moment.isoformat() if (moment := getattr(one, name)) else None
        for name in (
            "notice_given_at", "opens_at", "closes_at", "closed_at", "confirmed_at", "registered_on", "ended_at",
        )
    }  # fmt: skip
    plain = {
        name: getattr(one, name)
        for name in (
            "number", "kind", "state", "votes_for", "votes_against", "votes_abstained", "ended_why", "text_hash",
        )
    }  # fmt: skip
    return {
        **plain,
        **moments,
        "title_en": one.title.en,
        "title_cy": one.title.cy,
        "electorate": one.electorate_count,
        "quorum": one.quorum_needed,
        "confirms": one.confirms.number if one.confirms else None,
        "changes": [
            {"rule": each.key, "from": each.old_value, "to": each.new_value}
            for each in sorted(one.changes.all(), key=lambda each: each.key)
        ],
        "calls": [each.verb for each in sorted(one.calls.all(), key=lambda each: each.position)],
    }


def in_cells(entry: dict[str, Any]) -> dict[str, object]:
    """The entry as one line of a spreadsheet."""
    changes = "; ".join(
        f"{each['rule']}: {each['from']} > {each['to']}" for each in entry["changes"]
    )
    cells = {**entry, "changes": changes, "calls": "; ".join(entry["calls"])}
    return {name: _safe(cells[name]) for name in COLUMNS}


def _safe(value: object) -> object:
    """What begins like a formula gets an apostrophe before it, so that a spreadsheet reads it as text."""
    begins_like_one = isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{value}" if begins_like_one else value
