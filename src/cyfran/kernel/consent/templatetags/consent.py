"""The one way for a template to load what needs consent."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from cyfran.kernel.consent.panel import panel_address
from cyfran.kernel.consent.preferences import Preferences
from cyfran.kernel.disclosures import declared

register = template.Library()


@register.simple_block_tag(takes_context=True)
def consented(context: template.Context, content: str, key: str) -> SafeString:
    """What stands inside, for whoever allowed the purpose `key`; a line that says so and where to allow it, for others.

    The content security policy is made from the same answer: without it the other host could not be reached anyway.
    """
    request = context["request"]
    if Preferences.of(request).allows(key):
        return mark_safe(content)  # noqa: S308 - it was rendered, and escaped, as part of this template
    told = {"disclosure": declared.get(key), "url": panel_address(request)}
    return render_to_string("consent/_not_loaded.html", told)
