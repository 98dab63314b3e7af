"""Scottish rules 45 to 52, each on ballots small enough to count by hand."""

from hashlib import sha256

import pytest

from cyfran.coop.governance.stv import Count, Tie, Unreadable, count

NAMES = ["Mair", "Dai", "Eleri", "Gwyn", "Nia"]


def table(result: Count) -> list[list[str]]:
    return [[result.figure(votes) for votes in stage.votes] for stage in result.stages]


def test_the_quota_is_the_least_number_that_only_as_many_can_reach_as_there_are_seats():
    result = count({(1,): 60, (2,): 39}, NAMES[:3], 2)

    assert result.figure(result.stages[0].quota) == "34.00000"
    assert result.elected == {1: 1, 2: 1}


def test_a_surplus_moves_at_a_value_truncated_to_five_decimals():
    # Quota 20 // 3 + 1 = 7. Mair's 3 over 10 papers are worth 0.30000 each.
    result = count({(1, 3): 6, (1, 2): 4, (2,): 4, (3,): 3, (4,): 3}, NAMES[:4], 2)

    assert table(result)[1] == ["7.00000", "5.20000", "4.80000", "3.00000"]
    assert result.stages[1].kind == "surplus"
    assert result.stages[1].source == 1
    assert result.stages[1].transfers == {2: 120000, 3: 180000}


def test_what_truncation_leaves_over_is_not_transferred():
    # Quota 10 // 3 + 1 = 4; Mair's 3 over 7 papers are 0.42857(1…) each.
    result = count({(1, 2): 7, (3,): 2, (4,): 1}, NAMES[:4], 2)

    assert table(result)[1] == ["4.00000", "2.99999", "2.00000", "1.00000"]
    assert result.stages[1].not_transferred == 1


def test_the_largest_surplus_moves_first_and_papers_keep_the_value_they_came_with():
    ballots = {(1, 2, 3): 10, (2, 3): 5, (3,): 2, (4, 3): 2, (5,): 4}
    result = count(ballots, NAMES, 3)
    # Quota 23 // 4 + 1 = 6. Mair's 4 go on at 0.4 to Dai: 9. Dai's 3 of 9: 5 papers at 1/3, 10 at 0.13333.
    assert table(result)[:3] == [
        ["10.00000", "5.00000", "2.00000", "2.00000", "4.00000"],
        ["6.00000", "9.00000", "2.00000", "2.00000", "4.00000"],
        ["6.00000", "6.00000", "4.99995", "2.00000", "4.00000"],
    ]


def test_the_candidate_with_the_fewest_votes_is_excluded_and_their_papers_keep_their_value():
    result = count({(1,): 5, (2,): 4, (3, 2): 2}, NAMES[:3], 1)

    assert result.excluded == {3: 1}
    assert table(result)[1] == ["5.00000", "6.00000", "0.00000"]
    assert result.elected == {2: 2}


def test_a_surplus_is_moved_before_anyone_is_excluded():
    result = count({(1, 3): 9, (2,): 3, (3,): 1, (4,): 2}, NAMES[:4], 2)

    assert [stage.kind for stage in result.stages][:2] == ["first preferences", "surplus"]


def test_no_paper_moves_once_the_seats_are_filled():
    result = count({(1, 3): 9, (2, 3): 9, (3,): 1}, NAMES[:3], 2)

    assert len(result.stages) == 1
    assert result.elected == {1: 1, 2: 1}


def test_those_who_continue_are_elected_when_they_are_as_many_as_the_vacancies():
    result = count({(1,): 4, (2,): 3, (3,): 2}, NAMES[:3], 2)

    assert result.elected == {1: 1, 2: 2}
    assert result.excluded == {3: 1}
    assert table(result)[1][1] == "3.00000"  # below the quota of 4


def test_an_exclusion_tie_is_settled_by_the_most_recent_stage_at_which_they_differed():
    # Stage 1: Dai 5, Eleri 4. Nia's papers bring them level at stage 2; Eleri had fewer before.
    ballots = {(1,): 10, (2, 1): 5, (3, 1): 4, (4,): 6, (5, 3): 1}
    result = count(ballots, NAMES, 1)

    assert result.ties == [Tie(stage=2, between=(2, 3), chosen=3, settled_at=1)]
    assert result.excluded[3] == 2


def test_a_surplus_tie_is_settled_by_the_most_recent_stage_at_which_they_differed():
    # Stage 1: Dai 50, Eleri 60. Nia's papers bring both to 78, above the quota of 65, at stage 2.
    ballots = {(1,): 50, (2, 1): 50, (3, 4): 60, (4,): 50, (5, 2): 28, (5, 3): 18}
    result = count(ballots, NAMES, 3)

    assert result.ties[0] == Tie(stage=2, between=(2, 3), chosen=3, settled_at=1)
    assert result.stages[2].source == 3


def test_of_three_level_only_those_lowest_at_the_most_recent_differing_stage_stay_in_question():
    # Level at stage 3: Mair, Dai, Eleri. At stage 2 Eleri was above the other two, so she is safe,
    # though at stage 1 she alone was lowest. Between Mair and Dai, stage 1 decides.
    stages = {1: (9, 10, 8), 2: (10, 10, 12), 3: (12, 12, 12)}
    result = count({(1,): 1}, NAMES[:3], 1)
    first = result.stages[0]
    result.stages = [type(first)("exclusion", None, {}, votes, 99, 0) for votes in stages.values()]
    assert result.choose([1, 2, 3], min) == 1
    assert result.ties[-1] == Tie(stage=3, between=(1, 2, 3), chosen=1, settled_at=1)


def test_a_tie_at_every_stage_is_settled_by_a_lot_anyone_can_draw_again():
    ballots = {(1,): 4, (2,): 2, (3,): 2}
    drawn = {count(ballots, NAMES[:3], 1, seed=f"{n}").ties[0].chosen for n in range(20)}
    assert drawn == {2, 3}

    tie = count(ballots, NAMES[:3], 1, seed="Hadau 2026").ties[0]
    lots = {n: sha256(f"Hadau 2026:{n}".encode()).hexdigest() for n in (2, 3)}
    assert tie == Tie(1, (2, 3), min(lots, key=lots.__getitem__), None)


def test_a_single_seat_is_an_alternative_vote():
    result = count({(1, 2): 4, (2, 1): 3, (3, 2): 2}, NAMES[:3], 1)

    assert result.elected == {2: 2}


def test_reopen_nominations_is_a_candidate_like_any_other():
    result = count({(1,): 2, (2, 1): 5}, ["Mair", "Re-open nominations"], 1)

    assert result.elected == {2: 1}


def test_no_more_candidates_than_seats_are_elected_without_a_contest():
    assert count({(1,): 3}, NAMES[:2], 3).elected == {1: 1, 2: 1}
    assert count({}, NAMES[:2], 2).elected == {1: 1, 2: 1}


def test_an_election_in_which_nobody_votes_is_decided_by_lot():
    result = count({}, NAMES, 2, seed="x")

    assert len(result.elected) == 2
    assert all(tie.settled_at is None for tie in result.ties)


def test_a_count_ends_though_every_paper_is_exhausted():
    result = count({(1,): 1, (2,): 1, (3,): 1, (4,): 1, (5,): 1}, NAMES, 3, seed="x")

    assert len(result.elected) == 3
    assert sum(result.stages[-1].votes) + result.stages[-1].not_transferred == 5 * result.unit


def test_a_withdrawn_candidate_is_passed_over_and_a_paper_for_nobody_else_is_not_valid():
    result = count({(1, 2): 3, (1,): 2, (2,): 1, (3,): 1, (): 4}, NAMES[:3], 1, withdrawn={1})

    assert result.valid == 5
    assert table(result)[0] == ["0.00000", "4.00000", "1.00000"]


@pytest.mark.parametrize(
    ("ballots", "seats", "rules", "sentence"),
    [
        ({(1, 1): 1}, 1, "scottish", "ranks a candidate twice"),
        ({(4,): 1}, 1, "scottish", "ranks somebody not numbered 1 to 3"),
        ({(0,): 1}, 1, "scottish", "ranks somebody not numbered 1 to 3"),
        ({(1,): 0}, 1, "scottish", "counted 0 times"),
        ({(1,): 1}, 0, "scottish", "at least one seat"),
        ({(1,): 1}, 1, "borda", "no rules called 'borda'"),
    ],
)
def test_ballots_that_cannot_be_are_refused_with_a_sentence(ballots, seats, rules, sentence):
    with pytest.raises(Unreadable, match=sentence):
        count(ballots, NAMES[:3], seats, rules)
