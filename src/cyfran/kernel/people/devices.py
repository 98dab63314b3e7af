"""What a browser and its machine are called, so that their owner recognises them."""

from django.utils.translation import gettext as _

# The first that is found: newer names hide behind older ones.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
MACHINES = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """`Firefox, Android`, or as much of it as the browser tells."""
    told = [
        next((name for mark, name in known if mark in user_agent), "")
        for known in (BROWSERS, MACHINES)
    ]
    return ", ".join(name for name in told if name) or _("A device that does not say what it is")
