"""What every page shows around its content: the society, the four places, the other language."""

from typing import Any

from django.http import HttpRequest
from django.urls import translate_url

from cyfran.kernel.languages import active_language


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The template variables of the frame: `society`, `places`, `other_language`, `other_language_url`."""
    other = "en" if active_language() == "cy" else "cy"
    return {
        "society": getattr(request, "society", None),
        "places": [],
        "other_language": other,
        "other_language_name": {"en": "English", "cy": "Cymraeg"}[other],
        "other_language_url": translate_url(request.get_full_path(), other),
    }
