"""The way through the founding: which step is done, which is next, where each is."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cyfran.coop.membership.models import ProposedRule
from cyfran.coop.membership.queries.founding import founding_of, standing_of
from cyfran.coop.membership.queries.register import classes_of
from cyfran.coop.membership.rulebook import JOINING_SHARE
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Society
from cyfran.kernel.ui.shapes import Stage

TITLES: dict[str, str | Promise] = {
    "names": _("What will it be called?"),
    "purpose": _("What is it for?"),
    "shape": _("Who will own it?"),
    "trade": _("What will it trade in?"),
    "classes": _("What kinds of member will it have?"),
    "share": _("What does a member pay to join?"),
    "founders": _("Who founds it with you?"),
    "review": _("Read it through"),
    "meeting": _("The founding meeting"),
    "officers": _("Who holds which office first?"),
    "registration": _("Register it"),
}

STEPS: dict[str, str | Promise] = {
    "names": _("Its name"),
    "purpose": _("What it is for"),
    "shape": _("Who owns it"),
    "trade": _("What it trades in"),
    "classes": _("Its kinds of member"),
    "share": _("The joining share"),
    "founders": _("The founders"),
    "review": _("Read it through"),
    "meeting": _("The founding meeting"),
    "officers": _("The first officers"),
    "registration": _("Registration"),
}


@dataclass(frozen=True)
class Way:
    """The steps as they stand; `here` is the one on the page, if it is one of them."""

    society: Society
    done: frozenset[str]
    here: str = ""

    @property
    def next(self) -> str:
        """The first step that is not done; blank when all are."""
        return next((code for code in STEPS if code not in self.done), "")

    @property
    def title(self) -> str | Promise:
        """The heading of the page."""
        return TITLES[self.here]

    @property
    def next_step(self) -> Stage | None:
        """The first step that is not done, with its address."""
        return Stage(TITLES[self.next], "now", url=self.url(self.next)) if self.next else None

    @property
    def overview(self) -> str:
        """Where the whole way is shown."""
        return self.url("")

    @property
    def number(self) -> int:
        """Which step this is, from 1."""
        return list(STEPS).index(self.here) + 1

    @property
    def count(self) -> int:
        """How many there are."""
        return len(STEPS)

    def url(self, code: str) -> str:
        """Where that step is; the overview for none."""
        if not code:
            return society_url(self.society, "membership:founding")
        return society_url(self.society, "membership:founding_step", code=code)

    @property
    def after_this(self) -> str:
        """Where a saved step leads: on, step by step."""
        codes = list(STEPS)
        return self.url(codes[self.number] if self.number < len(codes) else "")

    @property
    def before_this(self) -> str:
        """The step before, or the overview."""
        codes = list(STEPS)
        return self.url(codes[self.number - 2] if self.number > 1 else "")

    @property
    def stages(self) -> list[Stage]:
        """For the list of steps; those that can be gone to have a link."""
        now = self.here or self.next
        return [
            Stage(
                label,
                "now" if code == now else "done" if code in self.done else "later",
                url=self.url(code) if code in self.done or code == self.next else "",
            )
            for code, label in STEPS.items()
        ]


def way_of(society: Society, here: str = "") -> Way:
    """How far the founding has come."""
    founding, standing = founding_of(society), standing_of(society)
    truths = {
        "names": True,
        "purpose": bool(society.purpose),
        "shape": bool(founding and founding.shape_chosen),
        "trade": bool(founding and founding.trade),
        "classes": classes_of(society).exists(),
        "share": ProposedRule.objects.filter(society=society, key=JOINING_SHARE.key).exists(),
        "founders": standing.enough_founders,
        "review": standing.somebody_adopted,
        "meeting": standing.is_adopted,
        "officers": standing.has_officers,
        "registration": not society.is_forming,
    }
    return Way(society, frozenset(code for code, true in truths.items() if true), here)
