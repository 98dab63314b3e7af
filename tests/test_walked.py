"""No page is forgotten by the walks: each is in their list, or is named beside it with the reason."""

from collections.abc import Callable, Iterator

from django.urls import URLResolver, get_resolver, resolve
from django.utils import translation

from cyfran.site.testing.walked import ELSEWHERE, PAGES


def _named(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, Callable]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _named(pattern, inner)
        else:
            yield ":".join([*spaces, pattern.name]), pattern.callback


def _is_only_sent_to(view: Callable) -> bool:
    """True of a view that `require_POST` guards, under whatever else."""
    while view is not None:
        code = getattr(view, "__code__", None)
        if code is not None and "request_method_list" in code.co_freevars:
            held = view.__closure__[code.co_freevars.index("request_method_list")]
            return "GET" not in held.cell_contents
        view = getattr(view, "__wrapped__", None)
    return False


def _walked() -> set[str]:
    paths = {path for pages in PAGES.values() for path in pages}
    return {resolve("/en" + path.replace("*", "1")).view_name for path in paths}


def test_every_page_is_walked_or_says_why_not() -> None:
    with translation.override("en"):
        pages = {name for name, view in _named(get_resolver()) if not _is_only_sent_to(view)}
        walked = _walked()
    assert pages - walked - ELSEWHERE.keys() == set()
    assert ELSEWHERE.keys() - pages == set()
    assert walked & ELSEWHERE.keys() == set()


def test_a_view_that_only_takes_what_is_sent_is_told_from_a_page() -> None:
    with translation.override("en"):
        views = dict(_named(get_resolver()))
    assert _is_only_sent_to(views["governance:vote"])
    assert not _is_only_sent_to(views["governance:resolution"])
