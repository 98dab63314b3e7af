"""The words templates use: money, days, icons, both languages, and the dress of form fields."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, RadioSelect, Select
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cyfran.kernel.languages import Bilingual, active_language
from cyfran.kernel.money import MINUS, format_money
from cyfran.kernel.ui import bundles, charts, days
from cyfran.kernel.ui.charts.figures import share as charts_share
from cyfran.kernel.ui.icons import ICONS
from cyfran.kernel.ui.reading import Reading

register = template.Library()
NOTICE_ICONS = {"success": "check", "warning": "warning", "error": "warning", "decision": "vote"}

register.filter("day_in_full", days.day_in_full)
register.filter("day_with_year", days.day_with_year)
register.filter("short_day", days.short_day)
register.filter("clock", days.clock)
register.filter("moment_in_full", days.moment_in_full)
register.filter("moment_with_year", days.moment_with_year)
register.simple_tag(days.greeting, name="greeting")
register.simple_tag(charts.bars, name="bars")
register.simple_tag(charts.months_line, name="months_line")
register.simple_tag(charts.pound_bar, name="pound_bar")
register.simple_tag(charts.step_ring, name="step_ring")
register.simple_tag(charts.transfers, name="transfers")
register.simple_tag(charts.waterfall, name="waterfall")


@register.filter
def money(minor: Any, currency: str = "GBP") -> str:
    """`118640` -> `£1,186.40`; nothing for nothing known."""
    return "" if minor in (None, "") else format_money(int(minor), currency, active_language())


@register.filter
def percent(basis_points: Any) -> str:
    """`1250` -> `12.5%`; nothing for nothing known."""
    return "" if basis_points in (None, "") else _percent(Decimal(int(basis_points)) / 100)


@register.filter
def percent_of(part: int, whole: int) -> str:
    """Part as a percentage of whole, to three figures after the point at most: `0.383%`."""
    if not whole:
        return ""
    return _percent(
        (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.001"), ROUND_HALF_UP)
    )


def _percent(value: Decimal) -> str:
    text = f"{abs(value):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{MINUS if value < 0 else ''}{text}%"


@register.simple_tag
def words(value: Bilingual | str | None) -> str:
    """A text in the reader's language; marked with its own where it had to fall back on the other."""
    if value is None or value == "":
        return ""
    text = Bilingual.of(value)
    shown = text.shown_language(active_language())
    if shown == active_language():
        return str(text)
    return format_html('<span lang="{}">{}</span>', shown, str(text))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon; without a label it is ornament, and screen readers pass over it."""
    told = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"')
    )
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" focusable="false" {}><path d="{}"/></svg>',
        told,
        ICONS[name],
    )


@register.simple_tag
def notice_icon(tone: str = "") -> SafeString:
    """The icon that goes with the tone of a notice."""
    return icon(NOTICE_ICONS.get(tone, "information"))


@register.simple_tag(takes_context=True)
def dress(context: template.Context) -> SafeString:
    """What every page loads, and what the app whose template this page is has for its own pages."""
    name = getattr(context.template, "name", None) or ""
    return _dress(name.partition("/")[0])


@lru_cache
def _dress(label: str) -> SafeString:
    found = {
        kind: [
            reverse("dress:bundle", args=[made.digest, name, kind])
            for name in (bundles.EVERYDAY, label)
            if (made := bundles.bundle(name, kind))
        ]
        for kind in ("css", "js")
    }
    return render_to_string("ui/components/_dress.html", found)


@register.simple_tag(takes_context=True)
def places(context: template.Context, kind: str, label: str) -> SafeString:
    """The frame's places as navigation of that kind, each with its address; nothing where there are none."""
    return _places(kind, str(label), tuple(context.get("places") or ()))


@lru_cache(maxsize=1000)  # every page of a society shows the same, twice
def _places(kind: str, label: str, shown: tuple[tuple[str, str, bool], ...]) -> SafeString:
    if not shown:
        return mark_safe("")
    here = mark_safe(' aria-current="page"')
    items = format_html_join(
        "\n",
        '<li><a href="{}"{}>{}</a></li>',
        ((url, here if current else "", name) for name, url, current in shown),
    )
    return format_html('<nav class="{}" aria-label="{}"><ul>{}</ul></nav>', kind, label, items)


@register.simple_tag
def accent_address(colour: str) -> str:
    """The stylesheet of a co-op's accent `#rrggbb`."""
    return reverse("dress:accent", args=[colour.removeprefix("#").lower()])


@register.simple_tag(takes_context=True)
def reading_attributes(context: template.Context) -> SafeString:
    """The reader's chosen theme and letters, as attributes of the page."""
    reading = Reading.of(_request(context))
    theme = format_html(' data-theme="{}"', reading.theme) if reading.theme else ""
    letters = format_html(' data-type="{}"', reading.type) if reading.type else ""
    return format_html("{}{}", theme, letters)


WAYS = ("consent_url", "notice_url", "feedback_url", "books_url")


@register.simple_tag(takes_context=True)
def footer(context: template.Context) -> SafeString:
    """The foot of the page: who owns the society, and the ways that every page has."""
    society, request = context.get("society"), _request(context)
    return _footer(
        active_language(),
        society.name if society else None,
        *(context.get(name) for name in ("owners", *WAYS)),
        request.path if request else "",
    )


@lru_cache(maxsize=1000)  # nothing in it depends on who reads
def _footer(_language: str, name: Any, owners: int, *ways_and_path: str) -> SafeString:
    *ways, path = ways_and_path
    told = {
        "name": name,
        "owners": owners,
        **dict(zip(WAYS, ways, strict=True)),
        "reading_url": _reading_address(path),
    }
    return render_to_string("ui/components/_footer.html", told)


def _reading_address(path: str) -> str:
    """Where the reader chooses; blank on a page that knows of no request."""
    try:
        return f"{reverse('ui:reading')}?back={path}" if path else ""
    except NoReverseMatch:
        return ""


def _request(context: template.Context) -> HttpRequest | None:
    return context.get("request")


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """True of a single box to tick, whose label stands after it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def says_optional(field: BoundField) -> bool:
    """True where the label should say that nothing need be written: a choice always holds something, and whoever searches knows."""
    widget = field.field.widget
    holds = isinstance(widget, RadioSelect | Select) and not widget.allow_multiple_selected
    return not (field.field.required or holds or widget.attrs.get("type") == "search")


@register.filter
def dressed(field: BoundField) -> SafeString:
    """The control itself, in our clothes."""
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(
        attrs={"class": f"{'tick' if is_checkbox(field) else 'input'} {own}".strip()}
    )


@register.filter
def first_input(field: BoundField) -> str:
    """The id to go to from the error summary: the first control of the field."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.simple_tag
def described_by(field: BoundField) -> SafeString:
    """A fieldset's tie to its hint and its error."""
    told = field.aria_describedby
    return format_html(' aria-describedby="{}"', told) if told else mark_safe("")


@register.filter
def beside(row: Sequence[Any], columns: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Each cell with its column, as (column, cell)."""
    return list(zip(columns, row, strict=True))


@register.filter
def share(part: int, whole: int) -> str:
    """Part of whole as a percentage for an attribute, never more than all of it."""
    return charts_share(min(max(part, 0), whole), whole)


@register.inclusion_tag("ui/components/_button.html")
def button(
    label: str, url: str = "", kind: str = "", icon: str = "", name: str = "", value: str = ""
) -> dict[str, str]:
    """A button that sends its form or, with a url, a link that looks like one. Kinds: secondary, danger, quiet."""
    return {"label": label, "url": url, "kind": kind, "icon": icon, "name": name, "value": value}


@register.inclusion_tag("ui/components/_tag.html")
def tag(text: str, state: str = "", icon: str = "") -> dict[str, str]:
    """The state of a thing in a word or two. States: good, now, decision, bad."""
    return {"text": text, "state": state, "icon": icon}


@register.inclusion_tag("ui/components/_notice.html")
def notice(
    text: str, tone: str = "info", heading: str = "", url: str = "", verb: str = ""
) -> dict[str, str]:
    """Something to know before reading on. Tones: info, success, warning, error, decision."""
    return {"text": text, "tone": tone, "heading": heading, "url": url, "verb": verb}


@register.inclusion_tag("ui/components/_empty.html")
def empty(
    heading: str, text: str, url: str = "", verb: str = "", icon: str = "leaf"
) -> dict[str, str]:
    """What will be here, and how to begin."""
    return {"heading": heading, "text": text, "url": url, "verb": verb, "icon": icon}


@register.simple_block_tag
def card(
    content: str, heading: str = "", tone: str = "", span: str = "", level: int = 2
) -> SafeString:
    """One idea in a box. Tones: leek, daffodil, heather, clay, sunken, strong; span: 3, 4, 6 or 8 of a grid's twelve."""
    classes = " ".join(
        ["card", *([f"card-{tone}"] if tone else []), *([f"span-{span}"] if span else [])]
    )
    top = format_html("<h{}>{}</h{}>", level, heading, level) if heading else ""
    return format_html('<section class="{}">{}{}</section>', classes, top, content)
