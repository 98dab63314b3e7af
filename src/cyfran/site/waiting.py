"""What waits for the reader, most urgent first, and the places where officers work."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cyfran.coop.elections.queries import to_answer, to_vote_in
from cyfran.coop.governance.queries import closes_soon, drafts_seen_by, to_vote_on
from cyfran.coop.meetings.queries import under_way_for
from cyfran.coop.membership.models import Member
from cyfran.coop.membership.queries.register import application_of, open_applications
from cyfran.coop.payments.queries.accounts import society_account
from cyfran.coop.payments.queries.files import dues_to
from cyfran.coop.payments.queries.receipts import awaited_of
from cyfran.kernel.money import format_money
from cyfran.kernel.privacy.queries import clocks_running, open_requests
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Party
from cyfran.kernel.societies.queries import holders_of
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.days import day_in_full, day_with_year, moment_in_full
from cyfran.kernel.ui.shapes import Waiting
from cyfran.trade.catalogue.queries.offers import offers_of
from cyfran.trade.orders.models import Cycle, Order
from cyfran.trade.orders.queries import current_cycle

BOARD = frozenset({"board", "chair", "secretary"})


def waiting_for(
    request: SocietyRequest, member: Member | None, party: Party | None
) -> list[Waiting]:
    """Everything the reader can do here now that somebody hopes they will."""
    found = [
        *_founding(request),
        *_votes(request, member),
        *_elections(request, member, party),
        *_meetings(request, party),
        *_money(request, party),
        *_due(party),
        *_order(request, party),
    ]
    return [
        *found,
        *_account(request),
        *_data(request),
        *_board(request),
        *_drafts(request),
        *_hub(request),
        *_stall(request, party),
        *_join(request, member),
    ]


def _founding(request: SocietyRequest) -> Iterator[Waiting]:
    society = request.society
    if society.is_forming and "founder" in request.actor.roles(society):
        yield Waiting(
            _("The co-op is being founded"),
            _("Go on where you left off: names, rules, founders, the founding meeting."),
            _("Go on"), society_url(society, "membership:founding"), "people", "daffodil",
        )  # fmt: skip


def _votes(request: SocietyRequest, member: Member | None) -> Iterator[Waiting]:
    for resolution in to_vote_on(request.society, member, request.at)[:5]:
        assert resolution.closes_at is not None
        soon = closes_soon(resolution, request.at)
        detail = (
            _("Resolution %(number)s · closes soon, %(when)s")
            if soon
            else _("Resolution %(number)s · closes %(when)s")
        ) % {"number": resolution.number, "when": moment_in_full(resolution.closes_at)}
        yield Waiting(
            resolution.title, detail, _("Vote"), society_url(request.society, "governance:resolution", number=resolution.number),
            "vote", "daffodil" if soon else "heather",
        )  # fmt: skip


def _elections(
    request: SocietyRequest, member: Member | None, party: Party | None
) -> Iterator[Waiting]:
    for election in to_vote_in(request.society, member, request.at)[:3]:
        yield Waiting(
            election.title,
            _("A secret ballot · closes %(when)s") % {"when": moment_in_full(election.closes_at)},
            _("Vote"), society_url(request.society, "elections:vote", number=election.number), "vote", "heather",
        )  # fmt: skip
    for nomination in to_answer(request.society, party, request.at)[:3]:
        yield Waiting(
            _("%(name)s has put you forward") % {"name": nomination.nominator.name},
            nomination.election.title,
            _("Answer"), society_url(request.society, "elections:election", number=nomination.election.number),
            "people", "heather",
        )  # fmt: skip


def _meetings(request: SocietyRequest, party: Party | None) -> Iterator[Waiting]:
    for meeting in under_way_for(request.society, party):
        yield Waiting(
            meeting.name, _("The meeting is under way"), _("Take part"),
            society_url(request.society, "meetings:here", pk=meeting.pk), "people", "daffodil",
        )  # fmt: skip


def _money(request: SocietyRequest, party: Party | None) -> Iterator[Waiting]:
    for expected in awaited_of(party)[:3] if party else ():
        yield Waiting(
            _("%(amount)s to pay") % {"amount": format_money(expected.outstanding, request.society.currency)},
            f"{expected.purpose_label} · {expected.spoken_reference}",
            _("Pay"), society_url(request.society, "payments:pay", reference=expected.reference), "money", "daffodil",
        )  # fmt: skip


def _due(party: Party | None) -> Iterator[Waiting]:
    """What the co-op owes the reader and cannot pay."""
    dues = dues_to(party) if party else []
    if party is None or not dues or dues[0].details:
        return
    amount = format_money(sum(due.amount for due in dues), party.society.currency)
    yield Waiting(
        _("%(amount)s is to be paid to you") % {"amount": amount},
        _("The co-op does not know your bank account yet."),
        _("Say where"), society_url(party.society, "payments:bank_details"), "money", "daffodil",
    )  # fmt: skip


def _order(request: SocietyRequest, party: Party | None) -> Iterator[Waiting]:
    cycle = current_cycle(request.society)
    if cycle is None or cycle.state != Cycle.State.OPEN:
        return
    detail = _("Closes %(when)s · collect %(day)s") % {
        "when": moment_in_full(cycle.closes_at), "day": day_in_full(cycle.collect_on),
    }  # fmt: skip
    own = (
        Order.objects.filter(cycle=cycle, buyer=party, order_state="placed").first()
        if party
        else None
    )
    if own is not None:
        address = society_url(request.society, "orders:order", order_id=own.pk)
        yield Waiting(_("Your order is in"), detail, _("Change it"), address, "basket", "leek")
    else:
        address = society_url(request.society, "orders:shop")
        yield Waiting(
            _("This week’s order is open"),
            detail,
            pgettext("a verb", "Order"),
            address,
            "basket",
            "leek",
        )


def _account(request: SocietyRequest) -> Iterator[Waiting]:
    """Without it nobody who is admitted can pay."""
    society = request.society
    if "treasurer" not in request.actor.roles(society) or society_account(society):
        return
    yield Waiting(
        _("Nobody can pay the co-op yet"),
        _("Say which bank account it has: everybody who is asked for money is told."),
        _("Say where"), society_url(society, "payments:bank"), "money", "daffodil",
    )  # fmt: skip


def _board(request: SocietyRequest) -> Iterator[Waiting]:
    if not BOARD & request.actor.roles(request.society):
        return
    count = sum(1 for application in open_applications(request.society) if application.is_pending)
    if count:
        title = ngettext("%(count)s person asks to join", "%(count)s people ask to join", count) % {
            "count": count
        }
        address = society_url(request.society, "membership:applications")
        yield Waiting(
            title, _("The board decides who is admitted."), _("Decide"), address, "people", ""
        )
    if not request.society.is_forming and not holders_of(request.society, "coordinator").exists():
        yield Waiting(
            _("Nobody coordinates the trade yet"),
            _("Whoever does brings in what producers offer, and plans the order cycles."),
            _("Name somebody"), society_url(request.society, "membership:coordinators"), "people", "daffodil",
        )  # fmt: skip


def _drafts(request: SocietyRequest) -> Iterator[Waiting]:
    """Others' drafts go to the vote when the secretary gives notice of them."""
    if "secretary" not in request.actor.roles(request.society):
        return
    drafts = drafts_seen_by(request.society, None, every=True)
    for draft in drafts.exclude(proposer__person_id=request.actor.person_id or -1)[:3]:
        yield Waiting(
            draft.title,
            _("%(name)s has drafted this. Members vote on it once notice is given.") % {"name": draft.proposer.name},
            _("Read it"), society_url(request.society, "governance:draft", pk=draft.pk), "vote", "",
        )  # fmt: skip


def _data(request: SocietyRequest) -> Iterator[Waiting]:
    """The law gives 72 hours for a breach, and a month for an answer."""
    if not (BOARD | {"founder"}) & request.actor.roles(request.society):
        return
    for breach in clocks_running(request.society):
        yield Waiting(
            _("A breach of personal data"),
            _("The Information Commissioner must know by %(when)s, unless nobody is at risk")
            % {"when": moment_in_full(breach.tell_by)},
            _("See to it"), society_url(request.society, "privacy:breach", number=breach.number), "warning", "clay",
        )  # fmt: skip
    for asked in open_requests(request.society)[:3]:
        yield Waiting(
            asked.get_kind_display(),
            _("Somebody asks about their data · answer by %(day)s") % {"day": day_with_year(asked.due_on)},
            _("Answer"), society_url(request.society, "privacy:answer", request_id=asked.pk), "shield", "",
        )  # fmt: skip


def _hub(request: SocietyRequest) -> Iterator[Waiting]:
    if "coordinator" not in request.actor.roles(request.society):
        return
    for cycle in Cycle.objects.filter(society=request.society, state__in=["closed", "packed"])[:3]:
        packing = cycle.state == Cycle.State.CLOSED
        address = society_url(
            request.society, "orders:packing" if packing else "orders:cycle", cycle_id=cycle.pk
        )
        detail = _("Collected %(day)s") % {"day": day_in_full(cycle.collect_on)}
        yield Waiting(
            cycle.name, detail, _("Pack") if packing else _("Settle"), address, "basket", ""
        )
    if current_cycle(request.society) is None:
        yield Waiting(
            _("No order cycle is planned"),
            _("A cycle is a round of ordering: it opens, closes, is packed and collected."),
            _("Plan one"), society_url(request.society, "orders:plan"), "calendar", "",
        )  # fmt: skip


def _stall(request: SocietyRequest, party: Party | None) -> Iterator[Waiting]:
    """A producer who sells nothing yet."""
    society = request.society
    if party is None or "producer" not in request.actor.roles(society):
        return
    if not offers_of(society, party).exists():
        yield Waiting(
            _("You have nothing on offer yet"),
            _("What you sell stands in the shop, with its price and how many there are."),
            _("Add an offer"), society_url(society, "food:new"), "plus", "",
        )  # fmt: skip


def _join(request: SocietyRequest, member: Member | None) -> Iterator[Waiting]:
    society = request.society
    if member is not None or society.is_forming:
        return
    if application_of(society, request.actor.person_id):
        return
    yield Waiting(
        _("Become a member"),
        _("Members own the co-op, decide, and share what it earns."),
        _("Join"), society_url(society, "membership:join"), "people", "leek",
    )  # fmt: skip


def officer_links(request: SocietyRequest) -> list[tuple[str, str]]:
    """The places where this reader's offices are worked, as (name, address)."""
    held = request.actor.roles(request.society)
    places = (
        (_("My offers"), "food:offers", {"producer", "coordinator"}),
        (_("Order cycles"), "orders:cycles", {"coordinator", "worker"}),
        (_("Import a catalogue"), "food:import", {"coordinator"}),
        (_("Applications"), "membership:applications", BOARD),
        (_("What we were told"), "feedback:heard", BOARD | {"coordinator"}),
        (_("Who coordinates the trade"), "membership:coordinators", BOARD),
        (_("Personal data"), "privacy:home", BOARD | {"founder"}),
        (_("Register of members"), "membership:register", {"secretary"}),
        (_("Money in"), "payments:money_in", {"treasurer"}),
        (_("Payment files"), "payments:money_out", {"treasurer"}),
        (_("Shares asked back"), "membership:withdrawals", {"treasurer", "chair"}),
        (_("Close a year"), "surplus:years", {"treasurer"}),
    )
    return [
        (name, society_url(request.society, address))
        for name, address, roles in places
        if held & roles
    ]
