"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import Holding, LawfulBasis, Seen, Table, Whom, hold, nobody_is_in

hold(
    Holding(
        "surplus.shares",
        _("Your shares of the surplus"),
        _("Reckoned from your trade, as members decided."),
        _(
            "As long as the books, which the law asks for (Co-operative and Community Benefit Societies Act 2014 s.75), for tax at least six years (Value Added Tax Act 1994 sch.11 para.6). After an erasure only numbers, amounts and days stay."
        ),
        (
            Table(
                "surplus.Share",
                lambda whose: Q(party=whose.party_id) | Q(member__party=whose.party_id),
                _("Shares of the surplus"),
            ),
        ),
        purpose=_("To share the surplus as members decided."),
        basis=LawfulBasis.CONTRACT,
        whom=(Whom.MEMBERS,),
        seen=(Seen.OFFICERS,),
    )
)
nobody_is_in("surplus.Application", "the co-op’s surplus")
