"""What must be so of every count, whatever the ballots."""

from collections import Counter
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cyfran.coop.governance.stv import Count, count

Ballots = dict[tuple[int, ...], int]


@st.composite
def elections(draw: st.DrawFn) -> tuple[Ballots, int, int]:
    """Ballots, how many candidates, how many seats."""
    size = draw(st.integers(1, 7))
    rankings = st.lists(st.integers(1, size), unique=True, max_size=size).map(tuple)
    ballots = draw(st.dictionaries(rankings, st.integers(1, 9), max_size=12))
    return ballots, size, draw(st.integers(1, size))


def names(size: int) -> list[str]:
    return [f"Candidate {number}" for number in range(1, size + 1)]


rules = st.sampled_from(["scottish", "meek"])


@given(elections(), rules)
def test_no_vote_is_made_or_lost(election: tuple[Ballots, int, int], rule: str):
    ballots, size, seats = election
    result = count(ballots, names(size), seats, rule)
    total = sum(papers for ranking, papers in ballots.items() if ranking) * result.unit

    for stage in result.stages:
        assert min(stage.votes) >= 0
        assert stage.not_transferred >= 0
        assert sum(stage.votes) + stage.not_transferred == total


@given(elections(), rules)
def test_the_seats_are_filled_and_nobody_is_both_elected_and_excluded(
    election: tuple[Ballots, int, int], rule: str
):
    ballots, size, seats = election
    result = count(ballots, names(size), seats, rule)

    assert len(result.elected) == seats
    assert not set(result.elected) & set(result.excluded)


@given(elections(), st.randoms(use_true_random=False), rules)
def test_the_order_of_the_papers_does_not_matter(election, random, rule: str):
    ballots, size, seats = election
    shuffled = list(ballots.items())
    random.shuffle(shuffled)

    assert count(dict(shuffled), names(size), seats, rule) == count(
        ballots, names(size), seats, rule
    )


@given(elections(), st.permutations(range(1, 8)), rules)
def test_renumbering_the_candidates_changes_nothing_but_lots(election, order, rule: str):
    ballots, size, seats = election
    new = dict(enumerate((number for number in order if number <= size), 1))
    renumbered = {tuple(new[number] for number in ranking): n for ranking, n in ballots.items()}
    first = count(ballots, names(size), seats, rule)
    second = count(renumbered, names(size), seats, rule)

    if all(tie.settled_at for tie in first.ties):
        assert {new[number]: stage for number, stage in first.elected.items()} == second.elected
        for one, other in zip(first.stages, second.stages, strict=True):
            assert all(one.votes[n - 1] == other.votes[new[n] - 1] for n in range(1, size + 1))


def paper_by_paper(ballots: Ballots, size: int, seats: int, result: Count) -> list[list[Fraction]]:
    """A second count of the same election, slowly, each paper alone and by ordinary fractions.

    Of the count it checks it takes only who was chosen at a tie.
    """
    papers = [ranking for ranking in Counter(ballots).elements() if ranking]
    values = [Fraction(1)] * len(papers)
    quota = len(papers) // (seats + 1) + 1
    holder = [ranking[0] for ranking in papers]
    left = set(range(1, size + 1))
    votes = [Fraction(holder.count(number)) for number in range(1, size + 1)]
    elected: set[int] = set()
    stages = [votes[:]]
    while True:
        elected |= {number for number in left if votes[number - 1] >= quota}
        left -= elected
        if len(elected) == seats or len(left) + len(elected) <= seats:
            return stages
        over = [number for number in elected if votes[number - 1] > quota]
        moved = result.stages[len(stages)].source
        if over:
            assert votes[moved - 1] == max(votes[number - 1] for number in over)
            share = (votes[moved - 1] - quota) / votes[moved - 1]
        else:
            assert votes[moved - 1] == min(votes[number - 1] for number in left)
            share = Fraction(1)
            left.remove(moved)
        votes[moved - 1] = Fraction(quota if over else 0)
        for i, ranking in enumerate(papers):
            if holder[i] == moved:
                values[i] = Fraction(int(values[i] * share * 100000), 100000)
                later = ranking[ranking.index(moved) + 1 :]
                holder[i] = next((number for number in later if number in left), 0)
                if holder[i]:
                    votes[holder[i] - 1] += values[i]
        stages.append(votes[:])


@given(elections())
def test_a_count_paper_by_paper_finds_the_same_figures(election: tuple[Ballots, int, int]):
    ballots, size, seats = election
    result = count(ballots, names(size), seats)

    assert [[Fraction(v, result.unit) for v in stage.votes] for stage in result.stages] == (
        paper_by_paper(ballots, size, seats, result)
    )
