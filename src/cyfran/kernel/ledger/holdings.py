"""What is held here about a person."""

from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import (
    Holding,
    LawfulBasis,
    Seen,
    Table,
    Whom,
    dealing,
    hold,
    nobody_is_in,
)
from cyfran.kernel.ledger.models import Posting


@dealing
def last_posting() -> QuerySet[Any]:
    """When money or shares of theirs last moved."""
    theirs = Posting.objects.filter(account__party=OuterRef("pk"))
    return (
        theirs.annotate(moment=F("entry__recorded_at")).order_by("-entry_id").values("moment")[:1]
    )


hold(
    Holding(
        "ledger.books",
        _("Your money in the books"),
        _("Entered whenever money or shares of yours move."),
        _(
            "As long as the books, which the law asks for (Co-operative and Community Benefit Societies Act 2014 s.75), for tax at least six years (Value Added Tax Act 1994 sch.11 para.6). After an erasure only numbers, amounts and days stay."
        ),
        (
            Table(
                "ledger.Account",
                lambda whose: Q(party=whose.party_id),
                _("Your accounts"),
                stays=("code", "purpose", "currency"),
            ),
            Table(
                "ledger.Balance",
                lambda whose: Q(account__party=whose.party_id),
                _("Balances"),
                stays=("currency",),
            ),
            Table(
                "ledger.Posting",
                lambda whose: Q(account__party=whose.party_id),
                _("Amounts"),
                stays=("currency",),
            ),
            Table(
                "ledger.Entry",
                lambda whose: (
                    Q(postings__account__party=whose.party_id) | Q(actor_id=whose.person_id)
                ),
                _("Entries"),
                stays=("key", "kind", "memo_digest"),
            ),
            Table(
                "ledger.EntryMemo",
                lambda whose: Q(entry__postings__account__party=whose.party_id),
                _("Notes on entries"),
                secret=("salt",),
            ),
        ),
        purpose=_("To keep the books."),
        basis=LawfulBasis.LAW,
        whom=(
            Whom.MEMBERS,
            Whom.BUYERS,
            Whom.SELLERS,
        ),
        seen=(Seen.OFFICERS,),
    )
)
nobody_is_in("ledger.PeriodSeal", "seals")
