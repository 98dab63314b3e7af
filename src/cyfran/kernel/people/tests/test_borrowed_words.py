"""What Django and allauth say to people is said in Welsh too: their own words or, where there are none, ours.

Ours stand in this app's catalogue under "borrowed from django" and "borrowed from allauth", six plural forms beside
Django's four.
"""

import re
from pathlib import Path
from typing import Any

import allauth
import django
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import translation
from django.utils.translation import ngettext, trans_real

from cyfran.kernel.people import urls
from cyfran.kernel.people.adapter import TOLD
from cyfran.site.words.extraction import Words, words_in_python

DJANGO, ALLAUTH = (Path(package.__file__).parent for package in (django, allauth))
SPOKEN_BY_DJANGO = (
    "core/files/uploadedfile.py",
    "core/paginator.py",
    "core/validators.py",
    "db/models/base.py",
    "db/models/constraints.py",
    "db/models/fields/__init__.py",
    "db/models/fields/files.py",
    "db/models/fields/json.py",
    "db/models/fields/related.py",
    "forms/fields.py",
    "forms/forms.py",
    "forms/formsets.py",
    "forms/models.py",
    "forms/utils.py",
    "forms/widgets.py",
    "template/defaultfilters.py",
    "utils/dateformat.py",
    "utils/dates.py",
    "utils/ipv6.py",
    "utils/text.py",
    "utils/timesince.py",
    "utils/timezone.py",
)
SPOKEN_WHEN_INSTALLED = {
    "django.contrib.humanize": ("contrib/humanize/templatetags/humanize.py",),
    "django.contrib.postgres": (
        "contrib/postgres/forms/array.py",
        "contrib/postgres/forms/ranges.py",
        "contrib/postgres/validators.py",
    ),
}
SPOKEN_BY_ALLAUTH = (
    "account/adapter.py",
    "account/fields.py",
    "account/forms.py",
    "mfa/adapter.py",
    "mfa/base/forms.py",
    "mfa/recovery_codes/forms.py",
    "mfa/webauthn/forms.py",
)
# Said only on pages that are not offered (see urls.py).
NOT_OFFERED = re.compile(r"password|phone|username|authenticator", re.IGNORECASE)


def spoken_by_django() -> list[str]:
    """The files of Django whose words can reach somebody here."""
    more = [
        file
        for app, files in SPOKEN_WHEN_INSTALLED.items()
        if apps.is_installed(app)
        for file in files
    ]
    return [*SPOKEN_BY_DJANGO, *more]


def in_welsh(words: Words) -> list[str]:
    """Every form of the words in the catalogue that Django would take them from; empty when there is none."""
    key = f"{words.context}\x04{words.one}" if words.context else words.one
    welsh: Any = trans_real.translation("cy")
    for catalogue in welsh._catalog._catalogs:
        if words.many and (key, 0) in catalogue:
            return [
                said for at, said in catalogue.items() if isinstance(at, tuple) and at[0] == key
            ]
        if not words.many and key in catalogue:
            return [catalogue[key]]
    return []


def unsaid(path: Path) -> list[str]:
    found = words_in_python(path.read_text(encoding="utf-8"))
    return [words.one for words in found if not in_welsh(words) or not all(in_welsh(words))]


@pytest.mark.parametrize("file", spoken_by_django())
def test_what_django_says_is_said_in_welsh(file):
    assert unsaid(DJANGO / file) == []


@pytest.mark.parametrize("file", SPOKEN_BY_ALLAUTH)
def test_what_allauth_says_is_said_in_welsh(file):
    assert [said for said in unsaid(ALLAUTH / file) if not NOT_OFFERED.search(said)] == []


def test_six_plural_forms_stand_beside_djangos_four():
    with translation.override("cy"):
        ours = {ngettext("%(num)d year", "%(num)d years", n) for n in (0, 1, 2, 3, 6, 7)}
        assert len(ours) >= 4
        assert all(re.search("[bfm]l", said) for said in ours)
        with pytest.raises(ValidationError) as caught:
            MaxLengthValidator(2)("abc")
        assert "Sicrhewch" in caught.value.messages[0]


def test_every_page_of_allauth_has_a_template_of_ours():
    for pattern in urls.urlpatterns:
        view = getattr(getattr(pattern, "callback", None), "view_class", None)
        template = getattr(view, "template_name", None)
        assert template is None or template.startswith("people/") or template.endswith(".txt")


def named_by_allauth(pattern: str) -> set[str]:
    """What allauth's code names and what we offer can reach, by a pattern with one group."""
    files = (
        path for app in ("account", "mfa", "usersessions") for path in (ALLAUTH / app).rglob("*.py")
    )
    found = {name for path in files for name in re.findall(pattern, path.read_text("utf-8"))}
    return {name for name in found if not re.search(r"password|phone|totp", name)}


def test_everything_that_allauth_tells_is_told_in_our_words():
    told = named_by_allauth(r'"((?:account|mfa|usersessions)/messages/\w+\.txt)"')
    assert told - {"account/messages/login_code_sent.txt"} == TOLD.keys()


def test_every_letter_of_allauth_is_a_letter_of_ours():
    letters = named_by_allauth(r'"(?:account|mfa)/email/(\w+)"')
    not_reached = {
        "account_already_exists",
        "email_confirmation_signup",
        "login_code",
        "unknown_account",
    }
    written = Path(urls.__file__).parent / "templates" / "people" / "mail"
    ours = {path.stem for path in written.glob("*.txt") if not path.stem.startswith("_")}
    assert letters - not_reached == ours - {"code"}
