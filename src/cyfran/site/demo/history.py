"""A year in the valley: the clock is moved from one day to the next, and people do what people do."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

from babel.dates import format_date

from cyfran.coop.governance.actions.drafts import add_call, add_rule_change, draft_resolution
from cyfran.coop.governance.actions.notice import give_notice
from cyfran.coop.governance.actions.votes import cast_vote
from cyfran.coop.governance.models import Resolution
from cyfran.coop.meetings.actions.calling import call_meeting
from cyfran.coop.meetings.actions.notice import give_notice_of_meeting
from cyfran.coop.membership.actions.members import cease_membership
from cyfran.coop.membership.actions.withdrawals import withdraw_shares
from cyfran.coop.membership.queries import member_for
from cyfran.coop.membership.queries.withdrawals import free_shares
from cyfran.coop.payments.actions.asking import top_up_credit
from cyfran.coop.payments.actions.details import record_bank_details
from cyfran.coop.payments.actions.paying import mark_file_sent, prepare_payment_file, record_paid
from cyfran.coop.payments.queries.credit import credit_of
from cyfran.coop.payments.queries.files import dues_of
from cyfran.coop.payments.rules.accounts import UkAccount
from cyfran.coop.payments.rules.pain001 import Holder
from cyfran.coop.payments.rules.sealing import Private
from cyfran.coop.surplus.actions import close_year
from cyfran.kernel.database import society_transaction
from cyfran.kernel.jobs import run_sweeps
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.ledger import posting
from cyfran.kernel.ledger.actions import post_entry
from cyfran.kernel.ledger.chart import BANK, COSTS, SUPPLIER_PAYABLE
from cyfran.kernel.ledger.posting import credit, debit
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.time import clear_days_after, moment_on, move_clock, now, society_day
from cyfran.sectors.food.actions import Described, offer_food
from cyfran.site.demo import electing, meeting, talking
from cyfran.site.demo.founding import (
    actor_of,
    begin_two_more,
    bring_members_in,
    found_hub,
    person_of,
    receive_everything,
)
from cyfran.site.demo.goods import GOODS, STALLS
from cyfran.site.demo.people import (
    CUSTOMERS,
    DAI,
    EVERYBODY,
    FOUNDERS,
    GWEN,
    MAIR,
    PRODUCERS,
    SIAN,
    Villager,
)
from cyfran.trade.catalogue.actions.offers import count_stock, name_stall
from cyfran.trade.orders.actions import (
    mark_cycle_packed,
    place_order,
    plan_cycle,
    put_in_basket,
    settle_cycle,
)
from cyfran.trade.orders.models import Cycle

WEEKS = 52
EVERY = 2  # weeks between order cycles
RENT = 14_00  # the hall, each cycle
Say = Callable[[int, int], None]


class History:
    """The hub's year; `say(done, of)` hears of each week that has passed."""

    def __init__(self, until: datetime, say: Say) -> None:
        self.until, self.say = until, say
        self.chance = random.Random(1844)  # noqa: S311 - the same valley every time; the Rochdale pioneers' year
        self.luck = random.Random(1895)  # noqa: S311 - as the voters'; apart, so that the shopping stays as it is
        start = (until - timedelta(weeks=WEEKS)).date()
        self.monday = start - timedelta(days=start.weekday())
        self.offers: list[tuple[int, int | None]] = []
        self.payments = 0

    def happen(self) -> Society:
        """Everything has happened, and it is now."""
        self.hub = self._first_day()
        for week in range(1, WEEKS + 1):
            self._week(week)
            self.say(week, WEEKS)
        self._to(self.until)
        with society_transaction(self.hub):
            electing.vote(self.hub, 2, CUSTOMERS[1:10], self.luck)
        run_sweeps(self.hub)
        self._vote(self.proposal, against=0.3, of=0.6, but=(MAIR, SIAN, GWEN))
        with society_transaction(self.hub):
            meeting.call_the_board(self.hub, now())
        begin_two_more(now())
        self.say(WEEKS, WEEKS)
        return self.hub

    def _first_day(self) -> Society:
        move_clock(
            datetime.combine(self.monday, datetime.min.time(), tzinfo=UTC) + timedelta(hours=18)
        )
        return found_hub(now())

    def _day(self, week: int, weekday: int) -> date:
        return self.monday + timedelta(weeks=week, days=weekday)

    def _to(self, moment: datetime) -> datetime:
        """It is that moment, or later; what fell due by then has been done."""
        if moment > now():
            move_clock(moment)
        run_sweeps(self.hub)
        return now()

    def _at(self, week: int, weekday: int, hour: int, minute: int = 0) -> datetime:
        return moment_on(self.hub, self._day(week, weekday), hour, minute)

    def _week(self, week: int) -> None:
        if self._at(week, 0, 9) >= self.until:
            return
        self._to(self._at(week, 0, 9))
        joining = [v for v in EVERYBODY if v.joins == week and v not in FOUNDERS]
        if joining:
            bring_members_in(self.hub, joining, now())
        for villager in EVERYBODY:
            if villager.leaves == week:
                self._leave(villager)
        if week == 4:
            self._open_the_shop()
        if week == 1:
            self._bank_details(list(FOUNDERS))
        if week >= 4 and week % EVERY == 0:
            self._cycle(week)
        self._decisions(week)

    def _leave(self, villager: Villager) -> None:
        """Somebody moves away, and asks for their shares back."""
        self._bank_details([villager])
        with society_transaction(self.hub):
            person, actor = person_of(villager), actor_of(villager)
            member, party = member_for(self.hub, person.pk), party_of(self.hub, person.pk)
            assert member is not None and party is not None  # noqa: PT018
            cease_membership(actor=actor, member=member, at=now())
            withdraw_shares(actor=actor, party=party, amount=free_shares(party), at=now())

    def _bank_details(self, villagers: list[Villager]) -> None:
        with society_transaction(self.hub):
            for villager in villagers:
                party = party_of(self.hub, person_of(villager).pk)
                if party is not None:
                    account = UkAccount.parse(
                        "20-00-00", f"{10_203_040 + EVERYBODY.index(villager) * 37:08d}"
                    )
                    record_bank_details(
                        actor=actor_of(villager),
                        party=party,
                        account=Private(Holder(villager.name, account)),
                        at=now(),
                    )

    def _open_the_shop(self) -> None:
        self._bank_details([DAI, *PRODUCERS])
        with society_transaction(self.hub):
            mair = actor_of(MAIR)
            known = {v.name: party_of(self.hub, person_of(v).pk) for v in (DAI, *PRODUCERS)}
            sellers = {name: party for name, party in known.items() if party is not None}
            for name, stall in STALLS.items():
                name_stall(actor=mair, society=self.hub, seller=sellers[name], name=stall)
            for good in GOODS:
                offer = offer_food(
                    actor=mair,
                    society=self.hub,
                    seller=sellers[good.seller],
                    name=Bilingual(en=good.en, cy=good.cy, source="cy"),
                    description=None,
                    unit=good.unit,
                    size=good.size,
                    price=good.price,
                    tax_code=good.tax_code,
                    audience="public",
                    stock=good.stock,
                    case_size=1,
                    food=Described(category=good.category, organic=good.organic),
                    at=now(),
                )
                self.offers.append((offer.pk, good.stock))

    def _cycle(self, week: int) -> None:
        hub, mair = self.hub, actor_of(MAIR)
        closes = self._at(week, 2, 20)
        collect = self._day(week, 4)
        with society_transaction(hub):
            count_stock(actor=mair, society=hub, counts=dict(self.offers))
            cycle = plan_cycle(
                actor=mair,
                society=hub,
                name=Bilingual(
                    en=f"Week of {format_date(collect, 'd MMMM', locale='en')}",
                    cy=f"Wythnos {format_date(collect, 'd MMMM', locale='cy')}",
                ),
                opens_at=now(),
                closes_at=max(closes, self.until + timedelta(days=1))
                if week >= WEEKS - 1
                else closes,
                collect_on=max(collect, society_day(hub, self.until + timedelta(days=3)))
                if week >= WEEKS - 1
                else collect,
                collect_from=Bilingual(
                    en="Llandeilo hall, 16:00 to 18:30", cy="Neuadd Llandeilo, 16:00 tan 18:30"
                ),
            )
        self._to(min(self._at(week, 1, 10), self.until))
        self._orders(week)
        if week >= WEEKS - 1 or self._at(week, 4, 19) > self.until:
            return
        self._to(closes + timedelta(minutes=1))
        self._to(self._at(week, 4, 10))
        self._pack_and_settle(cycle, week)

    def _orders(self, week: int) -> None:
        buyers = [
            v
            for v in (*FOUNDERS, *CUSTOMERS)
            if v.joins < week and (v.leaves is None or week < v.leaves)
        ]
        with society_transaction(self.hub):
            receive_everything(self.hub)
            for buyer in buyers:
                if self.chance.random() < 0.7:
                    self._order(buyer, week)

    def _order(self, buyer: Villager, week: int) -> None:
        person, actor = person_of(buyer), actor_of(buyer)
        party = party_of(self.hub, person.pk)
        assert party is not None
        chosen = self.chance.sample(self.offers, self.chance.randint(3, 7))
        quantities = {offer: self.chance.choice((1, 1, 1, 2)) for offer, _stock in chosen}
        owner = f"person:{person.pk}"
        pay_by = "credit" if credit_of(party) > 40_00 else "transfer"
        if pay_by == "transfer" and self.chance.random() < 0.5:
            top_up_credit(actor=actor, party=party, amount=120_00, at=now())
        put_in_basket(actor=actor, society=self.hub, owner=owner, quantities=quantities, at=now())
        place_order(
            actor=actor,
            society=self.hub,
            owner=owner,
            pay_by=pay_by,
            key=f"demo:{week}:{person.pk}",
            at=now(),
        )

    def _pack_and_settle(self, cycle: Cycle, week: int) -> None:
        hub, at = self.hub, now()
        with society_transaction(hub):
            receive_everything(hub)
            mark_cycle_packed(actor=actor_of(MAIR), cycle=cycle, at=at)
            settle_cycle(actor=actor_of(MAIR), cycle=cycle, at=at)
            self._pay_rent(week)
            if week % (2 * EVERY) == 0:
                self._pay_producers()

    def _pay_rent(self, week: int) -> None:
        hub, day = self.hub, society_day(self.hub, now())
        post_entry(
            actor=actor_of(GWEN),
            society=hub,
            key=f"hall:{week}",
            kind="cost",
            on=day,
            legs=[
                debit(posting.account(hub, COSTS), RENT),
                credit(posting.account(hub, BANK), RENT),
            ],
            memo="Llogi’r neuadd",
        )

    def _pay_producers(self) -> None:
        hub, gwen, at = self.hub, actor_of(GWEN), now()
        owed = [due.account_id for due in dues_of(hub) if due.purpose == SUPPLIER_PAYABLE.purpose]
        file = prepare_payment_file(
            actor=gwen, society=hub, execution_on=society_day(hub, at), at=at, accounts=owed
        )
        mark_file_sent(actor=gwen, file=file, at=at)
        record_paid(actor=gwen, file=file, paid_on=society_day(hub, at), at=at)

    def _decisions(self, week: int) -> None:
        steps = {
            38: self._close_year,
            40: self._call_meeting,
            41: self._call_election,
            43: self._meet,
            45: self._elect,
            48: self._propose,
        }
        if week in steps:
            steps[week]()

    def _close_year(self) -> None:
        with society_transaction(self.hub):
            self.year_end = society_day(self.hub, now()) - timedelta(days=1)
            close_year(actor=actor_of(GWEN), society=self.hub, year_end=self.year_end, at=now())

    def _call_meeting(self) -> None:
        hub, mair, at = self.hub, actor_of(MAIR), now()
        with society_transaction(hub):
            held = moment_on(hub, clear_days_after(society_day(hub, at), 20), 19)
            self.meeting = call_meeting(
                actor=mair, society=hub, kind="annual", held_at=held, at=at,
                name=Bilingual(en="The first annual general meeting", cy="Y cyfarfod cyffredinol blynyddol cyntaf"),
                place=Bilingual(en="Llandeilo hall", cy="Neuadd Llandeilo"),
            )  # fmt: skip
            self.surplus = draft_resolution(
                actor=actor_of(GWEN), society=hub, kind="ordinary", at=at, meeting=self.meeting,
                title=Bilingual(en="How shall we share the first surplus?", cy="Sut mae rhannu’r gwarged cyntaf?"),
                text=Bilingual(
                    en="Two fifths stay in reserves, a tenth goes to the community fund, and half is shared by trade.",
                    cy="Mae dwy ran o bump yn aros wrth gefn, degfed ran yn mynd i’r gronfa gymunedol, a hanner yn cael ei rannu yn ôl masnach.",
                ),
            )  # fmt: skip
            add_call(
                actor=actor_of(GWEN), resolution=self.surplus, verb="surplus.apply_surplus",
                arguments={"year_end": self.year_end.isoformat(), "reserves_bp": 4000, "community_bp": 1000, "patronage_bp": 5000},
            )  # fmt: skip
            meeting.put_agenda(self.meeting, at)
            give_notice(
                actor=mair,
                resolution=self.surplus,
                opens_at=held,
                closes_at=held + timedelta(hours=2),
                at=at,
            )
            give_notice_of_meeting(actor=mair, meeting=self.meeting, at=at)

    def _call_election(self) -> None:
        with society_transaction(self.hub):
            electing.call_first_election(
                self.hub, self._at(42, 4, 19), self._at(44, 0, 9), self._at(46, 4, 19)
            )

    def _elect(self) -> None:
        with society_transaction(self.hub):
            voters = [v for v in _members_by(self.hub) if self.luck.random() < 0.7]
            electing.vote(self.hub, 1, voters, self.luck)

    def _meet(self) -> None:
        held = self.meeting.held_at
        self._to(held + timedelta(minutes=30))
        with society_transaction(self.hub):
            meeting.begin(self.hub, self.meeting)
        self._vote(self.surplus, against=0.1)
        with society_transaction(self.hub):
            meeting.end(self.hub, self.meeting)
        self._to(held + timedelta(hours=3))
        self._to(held + timedelta(days=5))

    def _propose(self) -> None:
        hub, dai, at = self.hub, actor_of(DAI), now()
        closes = moment_on(hub, society_day(hub, self.until + timedelta(days=2)), 19)
        with society_transaction(hub):
            self.proposal = draft_resolution(
                actor=dai, society=hub, kind="ordinary", at=at,
                title=Bilingual(en="Should the hub’s share fall from 12% to 10%?", cy="A ddylai cyfran yr hwb ostwng o 12% i 10%?"),
                text=Bilingual(
                    en="Packing got quicker this year, and growers’ fuel got dearer.",
                    cy="Aeth y pacio’n gynt eleni, ac aeth tanwydd y tyfwyr yn ddrutach.",
                ),
                seconder=party_of(hub, person_of(PRODUCERS[0]).pk),
            )  # fmt: skip
            add_rule_change(
                actor=dai, resolution=self.proposal, key="orders.commission_bp", new_value=1000
            )
            give_notice(
                actor=actor_of(MAIR),
                resolution=self.proposal,
                opens_at=closes - timedelta(days=7),
                closes_at=closes,
                at=at,
            )
            talking.talk_about(hub, self.proposal, at)
            nominated = moment_on(hub, clear_days_after(society_day(hub, at), 8), 19)
            today = society_day(hub, self.until)
            opens = moment_on(hub, today - timedelta(days=3), 9)
            voting = moment_on(hub, today + timedelta(days=4), 19)
            electing.call_for_one_seat(hub, nominated, opens, voting)

    def _vote(
        self,
        resolution: Resolution,
        *,
        against: float,
        of: float = 0.9,
        but: tuple[Villager, ...] = (),
    ) -> None:
        with society_transaction(self.hub):
            resolution.refresh_from_db()
            for villager in _members_by(self.hub):
                if villager not in but and self.chance.random() < of:
                    choice = "against" if self.chance.random() < against else "for"
                    cast_vote(
                        actor=actor_of(villager), resolution=resolution, choice=choice, at=now()
                    )


def _members_by(hub: Society) -> Iterator[Villager]:
    """The villagers who are members by now."""
    for villager in EVERYBODY:
        if "member" in actor_of(villager).roles(hub):
            yield villager
