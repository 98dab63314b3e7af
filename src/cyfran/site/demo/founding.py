"""How the hub begins: founders, rulebook, officers, registration, the first shares, and two co-ops still forming."""

from datetime import datetime, timedelta

from cyfran.coop.membership.actions.applications import admit_applicant, apply_to_join
from cyfran.coop.membership.actions.founding import (
    choose_classes,
    choose_shape,
    choose_trade,
    propose_rule,
)
from cyfran.coop.membership.actions.invitations import accept_invitation, invite_founder
from cyfran.coop.membership.actions.meeting import (
    adopt_rulebook,
    appoint_first_officers,
    close_founding_meeting,
)
from cyfran.coop.membership.models import Application, MemberClass
from cyfran.coop.membership.queries.founding import founders_of
from cyfran.coop.payments.actions.details import record_society_account
from cyfran.coop.payments.actions.receiving import record_receipt
from cyfran.coop.payments.models import ExpectedPayment
from cyfran.coop.payments.rules.accounts import UkAccount
from cyfran.coop.payments.rules.pain001 import Holder
from cyfran.coop.payments.rules.sealing import Private
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.actions import (
    describe_society,
    found_society,
    name_coordinator,
    record_registration,
)
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.time import now, society_day
from cyfran.site.demo.people import DAI, FOUNDERS, GWEN, MAIR, Villager

NAME = Bilingual(en="Tywi Food Hub", cy="Hwb Bwyd Tywi", source="cy")
PURPOSE = Bilingual(
    en="Good food from the valley, at a fair price for those who grow it and those who eat it.",
    cy="Bwyd da o’r dyffryn, am bris teg i’r rhai sy’n ei dyfu a’r rhai sy’n ei fwyta.",
    source="cy",
)
CLASSES = {
    "producer": Bilingual(en="Growers and makers", cy="Tyfwyr a gwneuthurwyr", source="cy"),
    "customer": Bilingual(en="Households", cy="Aelwydydd", source="cy"),
    "worker": Bilingual(en="Workers", cy="Gweithwyr", source="cy"),
}
ADDRESS = "Neuadd y Dref, Llandeilo SA19 6HW"


def person_of(villager: Villager) -> Person:
    """The villager's login, made when first asked for."""
    found = Person.objects.filter(email=villager.email).first()
    return found or Person.objects.create_user(
        villager.email, villager.name, language=villager.language
    )


def actor_of(villager: Villager) -> Actor:
    """The villager acting for themselves."""
    return Actor.person(person_of(villager))


def found_hub(at: datetime) -> Society:
    """The hub is registered, its officers are appointed, and the founders have been asked for their shares."""
    mair = actor_of(MAIR)
    hub = found_society(actor=mair, name=NAME, model_rules="multi", at=at, slug="hwb-bwyd-tywi")
    with society_transaction(hub):
        _begin(hub, mair)
        for villager in FOUNDERS[1:]:
            _bring_in(hub, mair, villager, at)
        codes = {DAI.name: "producer"}
        for villager in FOUNDERS:
            adopt_rulebook(
                actor=actor_of(villager),
                society=hub,
                member_class=MemberClass.objects.get(
                    society=hub, code=codes.get(villager.name, "customer")
                ),
                name=villager.name,
                address=ADDRESS,
                at=at,
            )
        close_founding_meeting(actor=mair, society=hub)
        officers = {founder.party.name: founder for founder in founders_of(hub)}
        appoint_first_officers(
            actor=mair,
            society=hub,
            chair=officers[DAI.name],
            secretary=officers[MAIR.name],
            treasurer=officers[GWEN.name],
            at=at,
        )
        coordinator = party_of(hub, person_of(MAIR).pk)
        assert coordinator is not None
        name_coordinator(actor=actor_of(DAI), party=coordinator, at=at)
        hub.refresh_from_db()
        record_registration(
            actor=mair, society=hub, number="9214", registered_on=society_day(hub, at), at=at
        )
        bank = Private(Holder("Hwb Bwyd Tywi Cyfyngedig", UkAccount.parse("20-00-00", "55779911")))
        record_society_account(actor=actor_of(GWEN), society=hub, account=bank, at=at)
        receive_everything(hub)
    return hub


def _begin(hub: Society, founder: Actor) -> None:
    describe_society(
        actor=founder,
        society=hub,
        name=NAME,
        purpose=PURPOSE,
        model_rules="multi",
        office_address=ADDRESS,
        contact_email="helo@tywi.example",
    )
    choose_shape(actor=founder, society=hub, model_rules="multi")
    choose_classes(actor=founder, society=hub, classes=CLASSES)
    choose_trade(actor=founder, society=hub, trade="food")
    propose_rule(actor=founder, society=hub, key="orders.commission_bp", value=1200)


def _bring_in(hub: Society, founder: Actor, villager: Villager, at: datetime) -> None:
    invitation = invite_founder(
        actor=founder,
        society=hub,
        name=villager.name,
        email=villager.email,
        language=villager.language,
        at=at,
    )
    accept_invitation(actor=actor_of(villager), invitation=invitation, at=at)


def bring_members_in(hub: Society, villagers: list[Villager], at: datetime) -> None:
    """These apply, are admitted by the secretary, pay their joining share, and are in the register."""
    with society_transaction(hub):
        for villager in villagers:
            application = _apply(hub, villager, at)
            admit_applicant(actor=actor_of(MAIR), application=application, at=at)
        receive_everything(hub)


def _apply(hub: Society, villager: Villager, at: datetime) -> Application:
    return apply_to_join(
        actor=actor_of(villager),
        society=hub,
        member_class=MemberClass.objects.get(society=hub, code=villager.code),
        name=villager.name,
        address=ADDRESS,
        words="",
        language=villager.language,
        old_enough=True,
        at=at,
    )


def receive_everything(hub: Society) -> None:
    """Every transfer that is awaited has come, and the treasurer has recorded it."""
    at = now()
    for expected in ExpectedPayment.objects.filter(society=hub, state="awaiting").order_by("pk"):
        record_receipt(
            actor=actor_of(GWEN),
            society=hub,
            reference=expected.reference,
            amount=expected.outstanding,
            paid_on=society_day(hub, at),
            at=at,
        )


def begin_two_more(at: datetime) -> None:
    """A care co-op and an energy society are just forming."""
    for name, slug, shape, purpose, villager in (
        (
            Bilingual(en="Teifi Care", cy="Gofal Teifi", source="cy"), "gofal-teifi", "worker",
            Bilingual(en="Care at home, by people who own their work.", cy="Gofal gartref, gan bobl sy’n berchen ar eu gwaith.", source="cy"),
            Villager("Eleri Gofal", "cy", "worker"),
        ),
        (
            Bilingual(en="Cwm Energy", cy="Ynni Cwm", source="en"), "ynni-cwm", "benefit",
            Bilingual(en="Power from the stream, for the whole village.", cy="Trydan o’r nant, i’r pentref cyfan.", source="en"),
            Villager("Tom Nant", "en", "customer"),
        ),
    ):  # fmt: skip
        founder = actor_of(villager)
        society = found_society(
            actor=founder, name=name, model_rules=shape, at=at - timedelta(minutes=5), slug=slug
        )
        with society_transaction(society):
            describe_society(
                actor=founder, society=society, name=name, purpose=purpose, model_rules=shape
            )
