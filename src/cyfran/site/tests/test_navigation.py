"""The other language is one click away on every page."""

import pytest

from cyfran.site.navigation import in_language


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/en/", "/cy/"),
        ("/en/hwb-bwyd-tywi/shop/?shelf=dairy&q=caws", "/cy/hwb-bwyd-tywi/shop/?shelf=dairy&q=caws"),
        ("/en/en/", "/cy/en/"),
        ("/health", "/health"),
        ("/files/en/", "/files/en/"),
        ("/", "/"),
    ],
)  # fmt: skip
def test_only_the_first_word_of_an_address_says_which_language(here: str, there: str) -> None:
    assert in_language(here, "cy") == there
