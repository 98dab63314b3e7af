"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import Holding, LawfulBasis, Seen, Table, Whom, hold, nobody_is_in

hold(
    Holding(
        "elections.part",
        _("Elections you took part in"),
        _("You stood, voted or helped; how you voted is not held with your name."),
        _(
            "For as long as the co-op lasts: a decision must be provable. After an erasure your number stays, and not your name."
        ),
        (
            Table(
                "elections.Election",
                lambda whose: Q(returning_officer=whose.party_id),
                _("Elections you ran"),
                secret=("sealed_key",),
                stays=(
                    "title",
                    "class_code",
                    "electorate_hash",
                    "public_key",
                    "root",
                    "seed",
                    "result",
                ),
            ),
            Table(
                "elections.Roll",
                lambda whose: Q(member__party=whose.party_id),
                _("Where you could vote"),
                stays=("class_code",),
            ),
            Table(
                "elections.Nomination",
                lambda whose: Q(nominee=whose.party_id) | Q(nominator=whose.party_id),
                _("Nominations"),
            ),
            Table(
                "elections.Seat",
                lambda whose: Q(nomination__nominee=whose.party_id),
                _("Seats you won"),
            ),
            Table(
                "elections.Retirement",
                lambda whose: Q(appointment__party=whose.party_id),
                _("Offices that ended with an election"),
            ),
            Table(
                "elections.Told",
                lambda whose: Q(on_roll__member__party=whose.party_id),
                _("Letters about elections"),
            ),
            Table(
                "elections.Paper",
                lambda whose: Q(on_roll__member__party=whose.party_id),
                _("Voting papers you took"),
                secret=("digest",),
            ),
            Table(
                "elections.Returned",
                lambda whose: Q(on_roll__member__party=whose.party_id),
                _("Voting papers you gave back"),
                secret=("token",),
            ),
            Table("elections.Teller", lambda whose: Q(party=whose.party_id), _("As a teller")),
            Table(
                "elections.PaperBallot",
                lambda whose: (
                    Q(entered_by__party=whose.party_id) | Q(confirmed_by__party=whose.party_id)
                ),
                _("Paper ballots you entered as a teller"),
                secret=("commitment", "receipt"),
            ),
        ),
        purpose=_("To elect the board by secret ballot."),
        basis=LawfulBasis.LAW,
        whom=(Whom.MEMBERS,),
        seen=(
            Seen.OFFICERS,
            Seen.MEMBERS,
        ),
    )
)
nobody_is_in("elections.BoxedBallot", "ballots without a name")
nobody_is_in("elections.Leaf", "ballots without a name")
nobody_is_in("elections.Head", "seals")
nobody_is_in("elections.Opening", "ballots without a name")
