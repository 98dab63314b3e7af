"""Decide: a rule to be changed and a surplus to be applied, from the draft to the votes."""

from datetime import date

from cyfran.coop.governance.models import Vote
from cyfran.coop.surplus.decisions import ApplySurplusForm
from cyfran.site.testing.reader import Reader

CHEAPER = ("Shall the hub keep 10% instead of 12%?", "A gaiff yr hwb gadw 10% yn lle 12%?")
SHARING = ("How shall we share the surplus?", "Sut mae rhannu’r gwarged?")


def title(reader: Reader, question: tuple[str, str]) -> str:
    """The question in the language of the page."""
    return question[reader.language == "cy"]


def close_year(treasurer: Reader, last: date) -> None:
    """The books of the year are closed, and what it left over waits for the members."""
    treasurer.press("Close a year")
    treasurer.press("Close a year")
    treasurer.fill_day("The last day of the year", last)
    treasurer.press("Close and seal")
    treasurer.reads("Waiting for the members to decide")


def propose_commission(member: Reader, percent: str) -> None:
    """From the page of the rule: a draft that would change the hub's share."""
    member.press("Propose a change")
    _word(member, CHEAPER)
    member.fill("It would be", percent)
    member.press("Put it into the draft")


def propose_surplus(member: Reader, reserves: str, community: str, patronage: str) -> None:
    """From the list of years: a draft that would apply the surplus of one."""
    member.press("Propose how")
    _word(member, SHARING)
    parts = {"reserves_bp": reserves, "community_bp": community, "patronage_bp": patronage}
    for name, percent in parts.items():
        member.fill(str(ApplySurplusForm.base_fields[name].label), percent)
    member.press("Put it into the draft")


def _word(member: Reader, question: tuple[str, str]) -> None:
    for box, words in zip(("English", "Cymraeg"), question, strict=True):
        member.fill(box, words, under="The question")
        member.fill(box, words, under="Why")
    member.press("Go on")


def give_notice(secretary: Reader, question: tuple[str, str]) -> None:
    """Members are told of the draft, at the earliest times that the rules allow."""
    secretary.press("Read it", about=title(secretary, question))
    secretary.press("Give notice")
    secretary.press("Give notice")


def vote(member: Reader, question: tuple[str, str], choice: Vote.Choice) -> None:
    """From what waits for the member: their vote."""
    member.press("Vote", about=title(member, question))
    member.choose(choice.label)
    member.press("Cast my vote")
    member.reads("Your vote is in. You can change it until voting closes.")


def is_carried(
    reader: Reader, question: tuple[str, str], votes_for: int, votes_against: int
) -> None:
    """The votes were counted, and what was decided stands among the decisions with its count."""
    reader.press("Decide")
    reader.press(title(reader, question))
    reader.reads("Carried: %(yes)s for and %(no)s against.", yes=votes_for, no=votes_against)
