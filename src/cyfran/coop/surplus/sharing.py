"""Sharing a surplus out: the shares in one statement, the entry in another, however many members there are."""

from datetime import datetime

from django.db import connection

from cyfran.coop.surplus.models import Application
from cyfran.coop.surplus.queries import Year
from cyfran.kernel.actions import Actor
from cyfran.kernel.ledger import posting
from cyfran.kernel.ledger.chart import COMMUNITY_FUND, PATRONAGE_PAYABLE, RESERVES, SURPLUS
from cyfran.kernel.time import society_day


def share_out(application: Application, year: Year) -> None:
    """Each member who traded has a share; together the shares are the part for patronage to the penny."""
    if not application.patronage:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT surplus_share_out(%s, %s, %s, %s, %s, %s)",
            [
                application.society_id, application.pk, application.patronage, year.after, year.through,
                f"surplus:{application.mandate_id}",
            ],
        )  # fmt: skip


def post(application: Application, actor: Actor, at: datetime) -> None:
    """The books say where every penny went: one entry, a leg for each member."""
    society = application.society
    parts = [
        (SURPLUS, application.surplus), (RESERVES, -application.reserves), (COMMUNITY_FUND, -application.community),
    ]  # fmt: skip
    legs = [
        (posting.account(society, line, currency=society.currency), amount)
        for line, amount in parts
        if amount
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT surplus_post(%s, %s, %s, %s, %s::bigint[], %s::bigint[], %s, %s, %s, %s)",
            [
                society.pk, application.pk, f"surplus:{application.year_end.isoformat()}", society_day(society, at),
                [account.pk for account, _amount in legs], [amount for _account, amount in legs],
                PATRONAGE_PAYABLE.purpose, PATRONAGE_PAYABLE.kind.value, society.currency, actor.mandate_id,
            ],
        )  # fmt: skip
