"""The hub and its members, deciding: built through the product's own actions, on the installation's own clock."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cyfran.coop.governance.actions.drafts import add_rule_change, draft_resolution
from cyfran.coop.governance.actions.notice import give_notice
from cyfran.coop.governance.actions.outcome import close_resolution
from cyfran.coop.governance.actions.votes import cast_vote
from cyfran.coop.governance.models import Resolution, Vote
from cyfran.coop.governance.queries import terms_now
from cyfran.coop.membership.tests import cast as membership
from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.actions import enter_party
from cyfran.kernel.societies.models import Society
from cyfran.kernel.time import now
from cyfran.site.testing.clock import Clock

FOUNDED = datetime(2026, 11, 2, 18, 30, tzinfo=UTC)
QUESTION = Bilingual(
    en="Should supporters be fewer?", cy="A ddylid cael llai o gefnogwyr?", source="en"
)
REASON = Bilingual(
    en="Five is a lot in a small valley.", cy="Mae pump yn llawer mewn cwm bach.", source="en"
)


@dataclass
class Hub:
    """The society, its people by first name, and the clock."""

    society: Society
    clock: Clock
    people: dict[str, Person] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """That person, acting."""
        return Actor.person(self.people[name])

    def draft(self, by: str = "dai", kind: str = "ordinary") -> Resolution:
        """A resolution in words only."""
        return draft_resolution(
            actor=self.actor(by),
            society=self.society,
            kind=kind,
            title=QUESTION,
            text=REASON,
            at=now(),
        )

    def draft_change(
        self, key: str = "governance.supporters", to: int = 2, kind: str = "rule_change"
    ) -> Resolution:
        """A resolution that would change a rule."""
        draft = self.draft(kind=kind)
        add_rule_change(actor=self.actor("dai"), resolution=draft, key=key, new_value=to)
        return draft

    def give_notice(self, draft: Resolution, by: str = "mair") -> Resolution:
        """The secretary gives notice, with the earliest lawful times."""
        terms = terms_now(self.society, draft.meeting, now())
        return give_notice(
            actor=self.actor(by),
            resolution=draft,
            opens_at=terms.opens_at,
            closes_at=terms.closes_at,
            at=now(),
        )

    def opened(self, draft: Resolution) -> Resolution:
        """Notice was given and has run: voting is open."""
        noticed = self.give_notice(draft)
        assert noticed.opens_at is not None
        self.clock.until(noticed.opens_at + timedelta(minutes=1))
        return noticed

    def vote(self, resolution: Resolution, **choices: str) -> None:
        """Each votes: `hub.vote(resolution, dai="for", sian="against")`."""
        for name, choice in choices.items():
            self.cast(resolution, name, choice)

    def cast(self, resolution: Resolution, name: str, choice: str) -> Vote:
        """One votes."""
        return cast_vote(actor=self.actor(name), resolution=resolution, choice=choice, at=now())

    def closed(self, resolution: Resolution) -> Resolution:
        """The time is over and the votes are counted."""
        assert resolution.closes_at is not None
        self.clock.until(resolution.closes_at)
        return close_resolution(actor=Actor.guest(), resolution=resolution, at=now())

    def waited(self, resolution: Resolution) -> Resolution:
        """The waiting period is over."""
        assert resolution.enact_after is not None
        self.clock.until(resolution.enact_after)
        return resolution

    def carried(self, draft: Resolution) -> Resolution:
        """Everybody is for it; it waits."""
        opened = self.opened(draft)
        self.vote(opened, **dict.fromkeys(self.people, "for"))
        return self.closed(opened)


NAMES = ("mair", "dai", "sian", "elin", "gwyn", "nest")


def founded_hub(clock: Clock) -> Hub:
    """The hub on its first evening: registered, Mair its secretary, and six members."""
    clock.to(FOUNDED)
    mair = membership.person("Mair")
    society = membership.registered_hub(mair)
    return Hub(society, clock, {"mair": mair})


def let_members_join(hub: Hub, names: tuple[str, ...] = NAMES) -> None:
    """Each becomes a customer-member, admitted by a registrar who is no member; inside the society's transaction."""
    registrar = membership.person("Registrar")
    party = enter_party(society=hub.society, name="Registrar", person=registrar, at=now())
    membership.give_office(party, "secretary")
    membership.give_office(party, "treasurer")
    for name in names:
        who = hub.people.get(name) or membership.person(name.title())
        hub.people[name] = who
        membership.joined(hub.society, registrar, who, at=now())
