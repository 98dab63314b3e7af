"""The steps of the guided page: what is done in each, by whom, on which screen."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

HUB = "hwb-bwyd-tywi"


@dataclass(frozen=True)
class Step:
    """One step of the loop; a door makes the visitor somebody and opens a screen: (who, address, words)."""

    name: str
    told: str
    doors: tuple[tuple[str, str, str], ...]
    takes_days: bool = False


def steps() -> list[Step]:
    """The loop from joining on, in the reader's language; founding needs nobody of the valley."""
    return [
        Step(
            pgettext("a step", "Join"),
            _("Ask to join the hub as a stranger. As Mair, on its board, admit them; as Gwen, record their joining share, and they are in the register."),
            (
                ("stranger", _page("membership:join"), _("Ask to join")),
                ("founder", _page("membership:applications"), _("Admit as Mair")),
                ("treasurer", _page("payments:money_in"), _("Record the share as Gwen")),
            ),
        ),
        Step(
            pgettext("a step", "Trade"),
            _("Fill a basket as Siân, order, and change it until the cycle closes. As Mair, bring in a catalogue or pack what was ordered."),
            (
                ("customer", _page("orders:shop"), _("Order as Siân")),
                ("founder", _page("food:import"), _("Import a catalogue as Mair")),
                ("founder", _page("orders:cycles"), _("Pack as Mair")),
            ),
        ),
        Step(
            pgettext("a step", "Decide"),
            _("Vote on whether the hub’s share falls from 12% to 10%, and see what that would have meant last month. Or propose something yourself."),
            (
                ("customer", _page("governance:home"), _("Vote as Siân")),
                ("producer", _page("governance:begin"), _("Propose as Dai")),
            ),
        ),
        Step(
            pgettext("a step", "Share"),
            _("Let days pass until the vote has closed and its waiting period is over: the next order pays the new share. See where last year’s surplus went, and pay it out."),
            (
                ("customer", _page("surplus:years"), _("See the dividend as Siân")),
                ("treasurer", _page("payments:money_out"), _("Pay out as Gwen")),
            ),
            takes_days=True,
        ),
        Step(
            _("Check"),
            _("Ask why any figure is so. Download the public bundle and verify it on your own computer; change one letter of it, and try again."),
            (("stranger", _page("society:check"), _("Check the hub")),),
        ),
    ]  # fmt: skip


def _page(name: str) -> str:
    return reverse(name, kwargs={"society": HUB})
