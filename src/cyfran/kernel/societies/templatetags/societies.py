"""The words templates use on a society's pages: addresses of its pages, and why a figure is what it is."""

from typing import Any

from django import template

from cyfran.kernel.societies.addresses import society_url

register = template.Library()


@register.simple_tag(takes_context=True)
def to(context: template.Context, name: str, **kwargs: Any) -> str:
    """The address of a page of the society whose page this is: `{% to "orders:shop" %}`."""
    return society_url(context["request"].society, name, **kwargs)


@register.inclusion_tag("ui/components/_why.html", takes_context=True)
def why(context: template.Context, key: str, figure: str = "") -> dict[str, Any]:
    """Beside a governed figure: the rule it comes from, and the decision behind it."""
    url = society_url(context["request"].society, "societies:rule", key=key)
    return {"url": url, "figure": figure}
