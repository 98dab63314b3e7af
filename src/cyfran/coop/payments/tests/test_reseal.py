"""The operator changes the key that bank accounts are sealed with."""

import base64
from io import StringIO

from django.core.management import call_command
from django.test import override_settings

from cyfran.coop.payments.queries.accounts import bank_details_of, holder_of
from cyfran.coop.payments.tests import cast
from cyfran.kernel.database import society_transaction


def test_every_society_is_resealed_and_the_old_key_can_go(eleri, dai, sian, settings):
    new_key = base64.urlsafe_b64encode(b"n" * 32).decode()
    parties = []
    for founder, slug in ((eleri, "hwb-bwyd-tywi"), (sian, "other-hub")):
        society = cast.hub(founder, slug)
        with society_transaction(society):
            parties.append(cast.known(society, dai))
            cast.banked(dai, parties[-1])
    with override_settings(FIELD_KEYS=[new_key, *settings.FIELD_KEYS]):
        call_command("reseal", stdout=(told := StringIO()))
    assert told.getvalue() == "2 accounts sealed under the first key\n"
    with override_settings(FIELD_KEYS=[new_key]):
        for party in parties:
            with society_transaction(party.society_id):
                assert holder_of(bank_details_of(party)).account == cast.DAIS_ACCOUNT
