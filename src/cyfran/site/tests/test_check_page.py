"""What anybody reads on the page that says how this society is checked."""

import pytest

from cyfran.coop.membership.tests import cast
from cyfran.kernel.database import society_transaction
from cyfran.kernel.record.models import RecordBlock
from cyfran.kernel.societies.addresses import society_url
from cyfran.site.testing.sealing import seal_record


@pytest.fixture
def hub(committed_db):
    return cast.registered_hub(cast.person("Mair"))


def test_the_last_sealed_block_is_told_with_its_whole_hash(hub, client):
    seal_record(hub)
    with society_transaction(hub):
        block = RecordBlock.objects.filter(society=hub).latest("number")
    page = client.get(society_url(hub, "society:check")).text
    assert f"block {block.number} <code>{block.hash}</code>" in page
