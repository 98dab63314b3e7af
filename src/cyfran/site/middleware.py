"""Security headers on every answer: nothing inline, and nothing from another host that the visitor did not allow."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cyfran.kernel.consent.preferences import Preferences

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "manifest-src": "'self'",
}
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class SecurityHeadersMiddleware:
    """Adds the content security policy and its companions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy_for(request))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith("/static/"):
            # A member's pages are nobody else's: no shared cache may keep them (ASVS 5.0 14.3.2).
            response.headers.setdefault(
                "Cache-Control", "no-store" if request.COOKIES else "no-cache"
            )
        return response


def policy_for(request: HttpRequest) -> str:
    """What the page may load: our own, and the hosts of processors that members resolved on and this visitor allowed."""
    opened = Preferences.of(request).hosts()
    directives = POLICY | {
        name: " ".join([POLICY.get(name, ""), *sorted(origins)]).strip()
        for name, origins in opened.items()
    }
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())
