"""A count by single transferable vote that anyone can repeat: pure Python, whole numbers only.

    python stv.py ballots.blt               prints every stage of the count
    python stv.py ballots.csv --json        the same, for a machine
    python stv.py ballots.soi --seats 3     PrefLib files do not say how many seats there are

`--rules scottish`, unless told otherwise, is the Scottish Local Government Elections Order 2007
(SSI 2007/42) rules 45 to 52, re-made by SSI 2011/399: Droop quota, weighted inclusive Gregory, five
decimals. `--rules meek` is the PR Foundation's reference rule of Meek's method, nine decimals.
docs/counting.md says how ties are settled, and why so. Needs Python 3.9 and nothing else.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

Ballots = Mapping[tuple[int, ...], int]  # candidates in order of preference -> how many papers
Votes = Mapping[int, int]  # candidate -> votes, in whole units of the last decimal place
Pile = dict[int, list[tuple[int, ...]]]  # what a candidate holds: value on receipt -> rankings

PLACES = {"scottish": 5, "meek": 9}
TITLES = {"scottish": "Scottish STV (SSI 2007/42)", "meek": "Meek STV (PR Foundation reference)"}
MOST_CANDIDATES = 999


class Unreadable(ValueError):
    """The ballots cannot be read or counted; the message is one sentence for a person."""


@dataclass(frozen=True)
class Tie:
    """Candidates level at the end of a stage, the one taken, and what settled it."""

    stage: int
    between: tuple[int, ...]
    chosen: int
    settled_at: int | None  # the earlier stage at which their votes differed; None: a lot


@dataclass(frozen=True)
class Stage:
    """Whose papers moved at a stage and where they went, and all the votes at its end."""

    kind: str  # "first preferences", "surplus", "exclusion"; by Meek's rule "surpluses"
    source: int | None
    transfers: Votes  # what each candidate received
    votes: tuple[int, ...]  # in ballot order
    quota: int
    not_transferred: int  # papers without a further preference, and fractions the rules ignore


@dataclass
class Count:
    """A count, stage by stage; who was elected and excluded, and at the end of which stage."""

    candidates: tuple[str, ...]
    seats: int
    rules: str
    seed: str
    valid: int
    withdrawn: frozenset[int] = frozenset()
    stages: list[Stage] = field(default_factory=list)
    elected: dict[int, int] = field(default_factory=dict)
    excluded: dict[int, int] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    continuing: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self.unit = 10 ** PLACES[self.rules]
        self.continuing = set(range(1, len(self.candidates) + 1)) - self.withdrawn

    def figure(self, votes: int) -> str:
        """Votes as a decimal string."""
        return f"{votes // self.unit}.{votes % self.unit:0{PLACES[self.rules]}d}"

    def record(
        self, kind: str, source: int | None, quota: int, votes: Votes, gained: Votes
    ) -> None:
        """Close a stage; whoever has reached the quota by it is elected (rule 47)."""
        row = tuple(votes.get(number, 0) for number in range(1, len(self.candidates) + 1))
        lost = self.valid * self.unit - sum(row)
        self.stages.append(Stage(kind, source, dict(gained), row, quota, lost))
        self.elect(number for number in self.continuing if votes[number] >= quota)

    def elect(self, numbers: Iterable[int]) -> None:
        for number in sorted(numbers):
            self.continuing.remove(number)
            self.elected[number] = len(self.stages)

    def exclude(self, number: int) -> None:
        self.continuing.remove(number)
        self.excluded[number] = len(self.stages)

    def is_over(self) -> bool:
        """Whether the seats are filled, by those who continue if there is one for each (rule 52)."""
        if len(self.continuing) <= self.seats - len(self.elected):
            self.elect(self.continuing)
        return not self.continuing or len(self.elected) == self.seats

    def choose(self, group: Collection[int], best: Callable[[Iterator[int]], int]) -> int:
        """Who of the group has the most votes (best=max) or the fewest (best=min); rules 49 and 51.

        Of those level now, the ones who were best at the most recent stage at which they differed
        are left. While these are several, the same is asked of them, back to the first stage; then
        there is a lot.
        """
        level: Collection[int] = ()
        for stage in range(len(self.stages), 0, -1):
            votes = self.stages[stage - 1].votes
            figure = best(votes[number - 1] for number in group)
            group = [number for number in group if votes[number - 1] == figure]
            level = level or group
            if len(group) == 1:
                return self.settle(level, group[0], stage)
        return self.settle(level, self.draw(group), None)

    def settle(self, level: Collection[int], chosen: int, stage: int | None) -> int:
        if len(level) > 1:
            self.ties.append(Tie(len(self.stages), tuple(sorted(level)), chosen, stage))
        return chosen

    def draw(self, group: Collection[int]) -> int:
        """The lot: the least SHA-256 of "seed:number", so that anyone can draw it again."""
        return min(group, key=lambda number: sha256(f"{self.seed}:{number}".encode()).digest())


def count(
    ballots: Ballots,
    candidates: Sequence[str],
    seats: int,
    rules: str = "scottish",
    seed: str = "",
    withdrawn: Collection[int] = (),
) -> Count:
    """Count ballots: candidate numbers from 1, in order of preference -> how many papers say so.

    Withdrawn candidates are passed over, and a paper that ranks nobody who stands is not valid.
    Raises Unreadable for a ranking, a number of seats or rules that cannot be.
    """
    if rules not in PLACES:
        raise Unreadable(f"There are no rules called {rules!r}, only {' and '.join(PLACES)}.")
    if seats < 1:
        raise Unreadable("There must be at least one seat to fill.")
    everyone = set(range(1, len(candidates) + 1))
    for ranking, papers in ballots.items():
        check(ranking, papers, everyone, "A ballot")
    if withdrawn:
        standing: Counter[tuple[int, ...]] = Counter()
        for ranking, papers in ballots.items():
            standing[tuple(number for number in ranking if number not in withdrawn)] += papers
        ballots = standing
    valid = sum(ballots.values()) - ballots.get((), 0)
    result = Count(tuple(candidates), seats, rules, seed, valid, frozenset(withdrawn))
    {"scottish": scottish, "meek": meek}[rules](result, ballots)
    return result


def check(ranking: Sequence[int], papers: int, everyone: set[int], where: str) -> None:
    """Raises Unreadable unless the ranking is one that a voter can have meant."""
    ranked = set(ranking)
    if len(ranked) < len(ranking):
        raise Unreadable(f"{where} ranks a candidate twice: {list(ranking)}.")
    if not ranked <= everyone:
        raise Unreadable(
            f"{where} ranks somebody not numbered 1 to {len(everyone)}: {list(ranking)}."
        )
    if papers < 1:
        raise Unreadable(f"{where} is counted {papers} times; it must be at least once.")


def scottish(result: Count, ballots: Ballots) -> None:
    """First preferences; then the largest surplus or else the exclusion of the last, until done."""
    quota = (result.valid // (result.seats + 1) + 1) * result.unit  # rule 46
    piles: dict[int, Pile] = {number: defaultdict(list) for number in result.continuing}
    votes = dict.fromkeys(result.continuing, 0)
    cast = {result.unit: list(ballots)}
    gained = transfer(cast, 1, 1, piles, ballots, result.continuing)
    kind, source = "first preferences", None
    while True:
        for receiver, received in gained.items():
            votes[receiver] += received
        result.record(kind, source, quota, votes, gained)
        if result.is_over():
            return
        over = [number for number in result.elected if votes[number] > quota]
        if over:  # rules 48 and 49
            kind, source, left = "surplus", result.choose(over, max), quota
        else:  # rules 50 and 51
            kind, source, left = "exclusion", result.choose(result.continuing, min), 0
            result.exclude(source)
        moving, total = votes[source] - left, votes[source] or 1
        gained = transfer(piles.pop(source), moving, total, piles, ballots, result.continuing)
        votes[source] = left


def transfer(
    pile: Pile,
    moving: int,
    total: int,
    piles: dict[int, Pile],
    ballots: Ballots,
    continuing: set[int],
) -> dict[int, int]:
    """Papers go to their first preference of those who continue, at moving/total of their value.

    All earlier preferences are elected or excluded by now. The value is cut to whole units.
    Returns the votes that each receiver gains.
    """
    gained: dict[int, int] = defaultdict(int)
    for value, rankings in pile.items():
        new_value = value * moving // total
        for ranking in rankings:
            receiver = next(filter(continuing.__contains__, ranking), None)
            if receiver is not None:
                piles[receiver][new_value].append(ranking)
                gained[receiver] += ballots[ranking] * new_value
    return gained


def meek(result: Count, ballots: Ballots) -> None:
    """Rounds in which the elected keep but a quota of what reaches them; A to C: the reference rule."""
    unit, omega = result.unit, result.unit // 10**6
    keep = dict.fromkeys(result.continuing, unit)  # A
    kind, source = "first preferences", None
    while True:
        paths = shorten(ballots, result)
        before = None
        while True:
            votes = distribute(paths, keep, unit)  # B.2.a
            quota = sum(votes.values()) // (result.seats + 1) + 1  # B.2.b
            reached = any(votes[number] >= quota for number in result.continuing)  # B.2.c
            surplus = max(0, sum(votes[number] - quota for number in result.elected))  # B.2.d
            if reached or surplus < omega or (before is not None and surplus >= before):  # B.2.e
                break
            before = surplus
            for number in result.elected:  # B.2.f
                kept = rounded_up(keep[number] * quota, unit)
                keep[number] = rounded_up(kept * unit, votes[number])
        result.record(kind, source, quota, votes, {})
        kind, source = "surpluses", None
        if not reached and not result.is_over():  # B.3
            lowest = min(votes[number] for number in result.continuing)
            tied = [number for number in result.continuing if votes[number] <= lowest + surplus]
            kind, source = "exclusion", result.settle(tied, result.draw(tied), None)
            result.exclude(source)
            del keep[source]
        if result.is_over():  # B.1 and C
            return


def rounded_up(votes: int, by: int) -> int:
    return -(-votes // by)


def shorten(ballots: Ballots, result: Count) -> Counter[tuple[int, ...]]:
    """Rankings as far as votes travel: past the elected to the first who continues, who keeps all."""
    paths: Counter[tuple[int, ...]] = Counter()
    for ranking, papers in ballots.items():
        path = []
        for number in ranking:
            if number in result.continuing:
                path.append(number)
                break
            if number in result.elected:
                path.append(number)
        paths[tuple(path)] += papers
    return paths


def distribute(paths: Ballots, keep: Votes, unit: int) -> dict[int, int]:
    """Of what reaches a candidate, the keep value stays, rounded up, and the rest travels on."""
    votes = dict.fromkeys(keep, 0)
    for path, papers in paths.items():
        weight = unit
        for number in path:
            kept = rounded_up(weight * keep[number], unit)
            votes[number] += kept * papers
            weight -= kept
    return votes


@dataclass
class Election:
    """What a file of ballots says. `seats` is 0 where the format has no place for it."""

    candidates: list[str]
    seats: int
    ballots: Counter[tuple[int, ...]] = field(default_factory=Counter)
    withdrawn: set[int] = field(default_factory=set)
    title: str = ""

    def count(self, rules: str = "scottish", seed: str = "") -> Count:
        return count(self.ballots, self.candidates, self.seats, rules, seed, self.withdrawn)

    def add(self, papers: int, ranking: Sequence[int], line: int) -> None:
        everyone = set(range(1, len(self.candidates) + 1))
        check(ranking, papers, everyone, f"Line {line}: the ballot")
        self.ballots[tuple(ranking)] += papers

    def name(self, names: Sequence[str]) -> None:
        """Take the candidates' names in ballot order, then the title; either may be missing."""
        size = len(self.candidates)
        if names and len(names) < size:
            raise Unreadable(f"There are {size} candidates but only {len(names)} names.")
        self.candidates[: len(names)] = names[:size]
        self.title = " ".join(names[size : size + 1])


def whole(text: str, line: int) -> int:
    """The whole number that the text is; Unreadable says where it is not."""
    if not re.fullmatch(r"-?\d{1,15}", text.strip(), re.ASCII):
        level = "gives candidates the same rank, which these rules do not allow"
        why = level if re.search(r"[={(]", text) else "is not a whole number"
        raise Unreadable(f"Line {line}: {text.strip()[:40]!r} {why}.")
    return int(text)


def begin(candidates: int, seats: int) -> Election:
    if not 1 <= candidates <= MOST_CANDIDATES or seats < 0:
        raise Unreadable(f"There cannot be {candidates} candidates for {seats} seats.")
    return Election([f"Candidate {number}" for number in range(1, candidates + 1)], seats)


def read_blt(text: str) -> Election:
    """Hill, Wichmann and Woodall's format, strict or as found: comments, names without quotes."""
    lines = text.splitlines()
    places = enumerate((line.split("#")[0] for line in lines), 1)
    words = ((number, word) for number, line in places for word in line.split())
    try:
        election = begin(*(whole(word, number) for number, word in (next(words), next(words))))
        number, word = next(words)
        while word.startswith("-"):
            election.withdrawn.add(-whole(word, number))
            number, word = next(words)
        while (papers := whole(word, number)) != 0:
            start, ranking = number, []
            while (preference := whole(word := next(words)[1], start)) != 0:
                ranking.append(preference)
            election.add(papers, ranking, start)
            number, word = next(words)
    except StopIteration:
        raise Unreadable("The file ends before the 0 that ends the ballots.") from None
    if not election.withdrawn <= set(range(1, len(election.candidates) + 1)):
        raise Unreadable("A candidate is withdrawn who is not among the candidates.")
    election.name([name for line in lines[number:] for name in names_in(line)])
    return election


def names_in(line: str) -> list[str]:
    """The quoted names of a line, or the whole line where it is not quoted."""
    if re.fullmatch(r'(\s*"[^"]*")+\s*(#.*)?', line):
        return re.findall(r'"([^"]*)"', line)
    bare = line.strip().strip('"')
    return [bare] if bare and not bare.startswith("#") else []


def write_blt(election: Election) -> str:
    """The election in the strict format: a ranking a line, in order, and every name in quotes."""
    names = (name.replace('"', "'").split() for name in (*election.candidates, election.title))
    quoted = [f'"{" ".join(words)}"' for words in names]
    withdrawn = " ".join(f"-{number}" for number in sorted(election.withdrawn))
    ballots = sorted((ranking, papers) for ranking, papers in election.ballots.items())
    lines = [" ".join(map(str, (papers, *ranking, 0))) for ranking, papers in ballots]
    head = [f"{len(election.candidates)} {election.seats}", *filter(None, [withdrawn])]
    return "\n".join([*head, *lines, "0", *quoted, ""])


def read_csv(text: str) -> Election:
    """The layout of the Scottish wards: "candidates,seats,"; "papers,preference,…,"; a line a name."""
    lines = [line.strip().rstrip(",") for line in text.splitlines()]
    candidates, seats, *_ = (*lines[0].split(","), "")
    election, names = begin(whole(candidates, 1), whole(seats, 1)), []
    for number, line in enumerate(lines[1:], 2):
        if line.startswith('"'):
            candidate = re.fullmatch(r'"Candidate \d+","(.*?)"(,".*")?', line)
            names.append(candidate[1] if candidate else line.strip('"'))
        elif line:
            papers, *ranking = (whole(word, number) for word in line.split(","))
            election.add(papers, ranking, number)
    election.name(names)
    return election


def read_preflib(text: str) -> Election:
    """PrefLib's .soc, .soi, .toc and .toi: "# KEY: value" lines, then "papers: 1,2,3".

    A last group of all who are not yet ranked says nothing of their order: the paper ends before.
    """
    facts = dict(re.findall(r"^#[ \t]*([^:\n]+?)[ \t]*:[ \t]*(.*?)[ \t\r]*$", text, re.MULTILINE))
    if "NUMBER ALTERNATIVES" not in facts:
        raise Unreadable("The file has no line '# NUMBER ALTERNATIVES', as PrefLib files have.")
    election = begin(whole(facts["NUMBER ALTERNATIVES"], 1), 0)
    everyone = range(1, len(election.candidates) + 1)
    election.candidates = [facts.get(f"ALTERNATIVE NAME {n}") or f"Candidate {n}" for n in everyone]
    election.title = facts.get("TITLE", "")
    for number, line in enumerate(text.splitlines(), 1):
        papers, _, order = line.partition(":")
        if line.strip() and not line.startswith("#"):
            ranks = re.findall(r"\{[^}]*\}|[^,{}\s]+", order)
            last = re.findall(r"\d+", ranks[-1]) if ranks else []
            if len(last) > 1 and len(last) + len(ranks) - 1 == len(everyone):
                ranks.pop()
            alone = (re.sub(r"^\{\s*(\d*)\s*\}$", r"\1", rank) for rank in ranks)
            ranking = [whole(rank, number) for rank in alone if rank]
            election.add(whole(papers, number), ranking, number)
    return election


def read(data: bytes, name: str = "") -> Election:
    """The election in a file's bytes; the name's ending tells the format, or else the first line."""
    unicode = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    for encoding in (unicode, "cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if not text.strip():
        raise Unreadable("The file is empty.")
    ending = Path(name).suffix.lower()
    first = text.strip().splitlines()[0]
    if ending in (".soc", ".soi", ".toc", ".toi") or "\n# NUMBER ALTERNATIVES" in text:
        return read_preflib(text)
    if ending == ".csv" or (ending != ".blt" and "," in first):
        return read_csv(text.lstrip())
    return read_blt(text)


def as_json(election: Election, result: Count) -> str:
    """Every figure for a machine: numbers of candidates from 1, votes as decimal strings."""

    def staged(numbers: Votes) -> list[dict[str, object]]:
        return [
            {"no": number, "name": result.candidates[number - 1], "stage": stage}
            for number, stage in sorted(numbers.items(), key=lambda item: item[::-1])
        ]

    quota = result.stages[-1].quota
    facts = {
        "title": election.title,
        "rules": result.rules,
        "seed": result.seed,
        "seats": result.seats,
        "valid": result.valid,
        "quota": quota // result.unit if result.rules == "scottish" else result.figure(quota),
        "candidates": result.candidates,
        "withdrawn": sorted(result.withdrawn),
        "elected": staged(result.elected),
        "excluded": staged(result.excluded),
        "ties": [vars(tie) for tie in result.ties],
        "stages": [[result.figure(votes) for votes in stage.votes] for stage in result.stages],
        "not_transferred": [result.figure(stage.not_transferred) for stage in result.stages],
    }
    return json.dumps(facts, ensure_ascii=False, indent=1)


def as_text(election: Election, result: Count) -> str:
    """What happened at each stage in words, then every figure."""
    name = dict(enumerate(result.candidates, 1))
    lines = [election.title or "An election", f"{TITLES[result.rules]}, {result.seats} to elect"]
    lines.append(f"{len(name) - len(result.withdrawn)} candidates, {result.valid} valid papers")
    for number, stage in enumerate(result.stages, 1):
        what = f"{stage.kind} of {name[stage.source]}" if stage.source else stage.kind
        elected = [name[who] for who, at in result.elected.items() if at == number]
        lines.append(f"Stage {number}: {what}" + "".join(f"; elected {who}" for who in elected))
        for tie in (tie for tie in result.ties if tie.stage == number):
            level, first = ", ".join(name[who] for who in tie.between), name[tie.chosen]
            how = f"stage {tie.settled_at}" if tie.settled_at else f"lot, seed {result.seed!r}"
            lines.append(f"  then level: {level}; taken by {how}: {first}")
    return "\n".join([*lines, "", *table(result)])


def table(result: Count, abreast: int = 6) -> Iterator[str]:
    """The figures, a line a candidate and a column a stage, so many columns abreast."""
    fate = {number: f"elected at stage {stage}" for number, stage in result.elected.items()}
    fate.update({number: f"excluded at stage {stage}" for number, stage in result.excluded.items()})
    fate.update(dict.fromkeys(result.withdrawn, "withdrawn"))
    heads = ["", *result.candidates, "Not transferred", "Quota"]
    width = max(map(len, heads))
    for start in range(0, len(result.stages), abreast):
        shown = result.stages[start : start + abreast]
        rows = [[*stage.votes, stage.not_transferred, stage.quota] for stage in shown]
        numbered = enumerate(rows, start + 1)
        columns = [[f"stage {number}", *map(result.figure, row)] for number, row in numbered]
        across = max(len(cell) for column in columns for cell in column)
        for line, head in enumerate(heads):
            cells = [head.ljust(width), *(column[line].rjust(across) for column in columns)]
            yield "  ".join([*cells, fate.get(line, "")]).rstrip()
        yield ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Count the file that the arguments name; 2 with one sentence when that cannot be done."""
    parser = argparse.ArgumentParser(prog="stv.py", description="Count a single transferable vote.")
    parser.add_argument("ballots", help="a BLT, CSV or PrefLib file; - is the standard input")
    parser.add_argument("--seats", type=int, help="how many to elect, whatever the file says")
    parser.add_argument("--rules", choices=PLACES, default="scottish")
    parser.add_argument("--seed", default="", help="the published text from which lots are drawn")
    parser.add_argument("--json", action="store_true", help="print the figures for a machine")
    parser.add_argument("--blt", action="store_true", help="print the ballots as strict BLT")
    chosen = parser.parse_args(arguments)
    try:
        given, path = chosen.ballots == "-", Path(chosen.ballots)
        election = read(sys.stdin.buffer.read() if given else path.read_bytes(), path.name)
        if chosen.seats is not None:
            election.seats = chosen.seats
        elif not election.seats and not chosen.blt:
            raise Unreadable("The file does not say how many there are to elect; give --seats.")
        if chosen.blt:
            text = write_blt(election)
        else:
            result = election.count(chosen.rules, chosen.seed)
            text = as_json(election, result) if chosen.json else as_text(election, result)
    except (Unreadable, OSError) as no:
        sys.stderr.write(f"stv.py: {no}\n")
        return 2
    sys.stdout.write(text.rstrip("\n") + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
