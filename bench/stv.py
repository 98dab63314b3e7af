"""Count a million ballots, beside every counting library of PyPI that is installed.

    python bench/stv.py                      the whole million: about a minute of memory-hungry Python
    python bench/stv.py --ballots 100000     a tenth

The electorate: six blocs, each with its own Plackett-Luce strengths for twenty candidates; a voter
ranks by the bloc's strengths and stops after each preference with the same chance, so that lengths
are geometric. The same seed makes the same ballots. Each counter runs in a process of its own, so
that its peak memory is its own; figures go to bench/results/stv.json.

Our counter is timed from a list of a million rankings to the finished table: grouping and counting.
The libraries are handed the ballots already grouped, which flatters them.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import math
import multiprocessing
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src" / "cyfran" / "coop" / "governance"))

import stv  # noqa: E402  # the file alone, as anyone would run it

CANDIDATES, SEATS, BLOCS, SEED = 20, 7, 6, 7
STOP = 0.25
RESULTS = ROOT / "bench" / "results" / "stv.json"

Ranking = tuple[int, ...]


def electorate(size: int, seed: int = SEED) -> list[Ranking]:
    """Rankings drawn by Plackett-Luce: order by exponential clocks that run at the bloc's strengths."""
    draw = random.Random(seed)
    blocs = [[draw.gammavariate(0.5, 1.0) + 1e-9 for _ in range(CANDIDATES)] for _ in range(BLOCS)]
    weights = [draw.random() + 0.2 for _ in range(BLOCS)]
    numbers = range(CANDIDATES)
    rankings = []
    for strengths in draw.choices(blocs, weights, k=size):
        length = min(CANDIDATES, 1 + int(math.log(1.0 - draw.random()) / math.log(1.0 - STOP)))
        clocks = [-math.log(1.0 - draw.random()) / strength for strength in strengths]
        first = sorted(numbers, key=clocks.__getitem__)[:length]
        rankings.append(tuple([number + 1 for number in first]))
    return rankings


def ours(rankings: list[Ranking]) -> tuple[list[int], dict[str, object]]:
    started = time.perf_counter()
    ballots = Counter(rankings)
    grouped = time.perf_counter()
    result = stv.count(ballots, [f"Candidate {n}" for n in range(1, CANDIDATES + 1)], SEATS)
    counted = time.perf_counter()
    stages = [[result.figure(votes) for votes in stage.votes] for stage in result.stages]
    return sorted(result.elected), {
        "group_seconds": round(grouped - started, 3),
        "count_seconds": round(counted - grouped, 3),
        "distinct": len(ballots),
        "quota": result.figure(result.stages[-1].quota),
        "stages": stages,
    }


def pyrankvote(rankings: list[Ranking]) -> tuple[list[int], dict[str, object]]:
    import pyrankvote as library

    people = {number: library.Candidate(str(number)) for number in range(1, CANDIDATES + 1)}
    started = time.perf_counter()
    ballots = [library.Ballot([people[number] for number in ranking]) for ranking in rankings]
    prepared = time.perf_counter()
    winners = library.single_transferable_vote(list(people.values()), ballots, SEATS).get_winners()
    return sorted(int(winner.name) for winner in winners), timed(started, prepared)


def votekit(rankings: list[Ranking]) -> tuple[list[int], dict[str, object]]:
    from votekit.ballot import RankBallot
    from votekit.elections import FastSTV
    from votekit.pref_profile import RankProfile

    grouped = Counter(rankings)
    started = time.perf_counter()
    ballots = tuple(
        RankBallot(ranking=tuple(frozenset({str(n)}) for n in ranking), weight=papers)
        for ranking, papers in grouped.items()
    )
    names = tuple(str(number) for number in range(1, CANDIDATES + 1))
    profile = RankProfile(ballots=ballots, candidates=names, max_ranking_length=CANDIDATES)
    prepared = time.perf_counter()
    elected = FastSTV(profile, m=SEATS).get_elected()
    return sorted(int(name) for group in elected for name in group), timed(started, prepared)


def stvpoll(rankings: list[Ranking]) -> tuple[list[int], dict[str, object]]:
    from stvpoll.scottish_stv import ScottishSTV

    grouped = Counter(rankings)
    started = time.perf_counter()
    poll = ScottishSTV(seats=SEATS, candidates=list(range(1, CANDIDATES + 1)))
    for ranking, papers in grouped.items():
        poll.add_ballot(list(ranking), papers)
    prepared = time.perf_counter()
    poll.calculate()
    return sorted(int(number) for number in poll.result.elected_as_tuple()), timed(
        started, prepared
    )


def timed(started: float, prepared: float) -> dict[str, object]:
    return {
        "prepare_seconds": round(prepared - started, 3),
        "count_seconds": round(time.perf_counter() - prepared, 3),
    }


COUNTERS: dict[str, Callable[[list[Ranking]], tuple[list[int], dict[str, object]]]] = {
    "cyfran": ours,
    "votekit": votekit,
    "pyrankvote": pyrankvote,
    "stvpoll": stvpoll,
}


def run(name: str, size: int, answers: multiprocessing.Queue[dict[str, object]]) -> None:
    """Make the ballots and count them, in a process of its own; peak memory includes the ballots."""
    rankings = electorate(size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    busy = time.process_time()
    elected, figures = COUNTERS[name](rankings)
    busy = time.process_time() - busy
    seconds = sum(value for key, value in figures.items() if key.endswith("_seconds"))
    answers.put(
        {
            "counter": name,
            "version": version(name),
            "elected": elected,
            "seconds": round(seconds, 3),
            "processor_seconds": round(busy, 3),
            "ballots_in_memory_mb": round(before / 1024),
            "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            **figures,
        }
    )


def version(name: str) -> str | None:
    """The installed version; our own counter stands beside this file; None where there is none."""
    if name == "cyfran":
        return "this tree"
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def counted(name: str, size: int, patience: float) -> dict[str, object]:
    """What the counter answered, or why it did not."""
    if not version(name):
        return {"counter": name, "answer": "not installed"}
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    process = context.Process(target=run, args=(name, size, answers))
    process.start()
    process.join(patience)
    if process.is_alive():
        process.terminate()
        process.join()
        return {"counter": name, "answer": f"did not finish in {patience:.0f} s"}
    if process.exitcode:
        return {"counter": name, "answer": f"failed with status {process.exitcode}"}
    return answers.get()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ballots", type=int, default=1_000_000)
    parser.add_argument("--patience", type=float, default=300, help="seconds for each counter")
    parser.add_argument("--only", choices=COUNTERS, action="append")
    chosen = parser.parse_args()
    answers = [counted(name, chosen.ballots, chosen.patience) for name in chosen.only or COUNTERS]
    for answer in answers:
        if "seconds" in answer:
            line = f"{answer['seconds']:8.2f} s  peak {answer['peak_mb']} MB  {answer['elected']}"
        else:
            line = answer["answer"]
        print(f"{answer['counter']:12} {line}")
    setting = {
        "ballots": chosen.ballots,
        "candidates": CANDIDATES,
        "seats": SEATS,
        "blocs": BLOCS,
        "seed": SEED,
        "stop": STOP,
        "python": sys.version.split()[0],
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"setting": setting, "answers": answers}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
