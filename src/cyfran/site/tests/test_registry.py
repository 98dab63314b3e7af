"""The privacy notice and the record of processing say of everything that is held what the law asks."""

import pytest
from django.test import Client
from django.utils import translation

from cyfran.kernel.consent.tests.conftest import hub, mair
from cyfran.kernel.holdings import holdings

__all__ = ["hub", "mair"]


def test_every_holding_says_what_for_by_what_right_whose_and_who_receives_it() -> None:
    for holding in holdings.values():
        assert str(holding.purpose), holding.key
        assert holding.whom, holding.key
        assert holding.seen, holding.key
        assert str(holding.kept), holding.key


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_notice_is_everybody_s_and_has_all_of_it(hub, language) -> None:
    assert f'href="/{language}/hub/privacy/notice/"' in Client().get(f"/{language}/hub/").text
    answer = Client().get(f"/{language}/hub/privacy/notice/")
    assert answer.status_code == 200
    with translation.override(language):
        for holding in holdings.values():
            for said in (holding.name, holding.purpose, holding.kept, holding.basis.label):
                assert str(said).replace("'", "&#x27;") in answer.text, holding.key


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_record_of_processing_is_the_officers_and_has_all_of_it(hub, mair, language) -> None:
    page = f"/{language}/hub/privacy/processing/"
    assert Client().get(page).status_code == 302
    officer = Client()
    officer.force_login(mair)
    answer = officer.get(page)
    with translation.override(language):
        for holding in holdings.values():
            for table in holding.tables:
                assert str(table.name).replace("'", "&#x27;") in answer.text, table.model
