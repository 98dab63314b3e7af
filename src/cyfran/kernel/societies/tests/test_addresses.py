"""Addresses are remembered, and apart for each language and each list of pages."""

from types import ModuleType

from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from django.utils.translation import override

from cyfran.kernel.societies.addresses import page_url, society_url

elsewhere = ModuleType("elsewhere")
elsewhere.urlpatterns = [  # type: ignore[attr-defined]  # a list of pages is a module
    path("elsewhere/", lambda _request: HttpResponse(), name="account_logout")
]


def test_an_address_is_in_the_language_of_its_reader() -> None:
    for _time in range(2):
        with override("en"):
            assert society_url("hwb", "orders:shop") == "/en/hwb/shop/"
        with override("cy"):
            assert society_url("hwb", "orders:shop") == "/cy/hwb/shop/"


def test_each_society_and_each_thing_has_its_own() -> None:
    with override("en"):
        assert society_url("hwb", "orders:shop") != society_url("gardd", "orders:shop")
        first, second = (society_url("hwb", "orders:order", order_id=pk) for pk in (1, 2))
        assert first != second


def test_other_pages_have_other_addresses() -> None:
    with override("en"):
        ours = page_url("account_logout")
        with override_settings(ROOT_URLCONF=elsewhere):
            assert page_url("account_logout") == "/elsewhere/"
        assert page_url("account_logout") == ours
