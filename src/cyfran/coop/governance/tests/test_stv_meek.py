"""Meek's method by the PR Foundation's reference rule, worked by hand to nine decimals."""

from cyfran.coop.governance.stv import Count, Tie, count

NAMES = ["Mair", "Dai", "Eleri", "Gwyn"]


def table(result: Count) -> list[list[str]]:
    return [[result.figure(votes) for votes in stage.votes] for stage in result.stages]


def test_the_elected_keep_a_quota_and_pass_on_the_rest():
    result = count({(1, 2): 6, (2,): 2, (3,): 2}, NAMES[:3], 2, rules="meek")

    # Quota 10/3 cut to nine decimals, and 0.000000001: 3.333333334. Mair has 6.
    # Keep value: 1 x 3.333333334 / 6 = 0.5555555556… rounded up, 0.555555556.
    # Mair keeps 6 x 0.555555556, Dai gets 6 x 0.444444444 and has 2 of his own.
    assert table(result) == [
        ["6.000000000", "2.000000000", "2.000000000"],
        ["3.333333336", "4.666666664", "2.000000000"],
    ]
    assert [result.figure(stage.quota) for stage in result.stages] == ["3.333333334"] * 2
    assert result.elected == {1: 1, 2: 2}


def test_keep_values_are_rounded_up_so_that_no_more_is_passed_on_than_there_is():
    # Quota 9/3 + 0.000000001 = 3.000000001. Mair has 5 and keeps, after one step,
    # 3.000000001 / 5 = 0.6000000002 rounded up, 0.600000001, so 3.000000005.
    # That surplus of 0.000000004 is below a millionth: Dai, lowest, goes, by 0.000000005 of a vote.
    # But within the surplus is level: Dai's 2.999999995 + 0.000000004 is still below Eleri's 3.
    result = count({(1, 2): 5, (2,): 1, (3,): 3}, NAMES[:3], 2, rules="meek")

    assert table(result)[1] == ["3.000000005", "2.999999995", "3.000000000"]
    assert result.ties == []
    assert result.excluded == {2: 2}
    assert result.elected == {1: 1, 3: 2}


def test_the_quota_falls_as_papers_exhaust():
    result = count({(1,): 5, (2,): 4, (3,): 3}, NAMES[:3], 1, rules="meek")

    # 12/2, then 9/2 once Eleri's three papers rank nobody else.
    assert [result.figure(stage.quota) for stage in result.stages] == ["6.000000001", "4.500000001"]
    assert result.stages[1].not_transferred == 3 * result.unit
    assert result.elected == {1: 2}


def test_a_later_preference_for_the_elected_is_passed_on_through_them():
    # Dai's papers go on to Mair, who is elected, keeps her part and passes the rest to Eleri.
    result = count({(1, 3): 8, (2, 1, 3): 2, (3,): 2, (4,): 3}, NAMES, 2, rules="meek")

    assert result.elected == {1: 1, 3: 3}
    assert result.excluded == {2: 2}


def test_those_within_the_surplus_of_each_other_are_level_and_a_lot_decides():
    result = count({(1,): 5, (2,): 2, (3,): 2}, NAMES[:3], 1, rules="meek", seed="b")

    assert result.elected == {1: 1}
    tied = count({(1,): 3, (2,): 2, (3,): 2}, NAMES[:3], 1, rules="meek", seed="b")
    assert tied.ties == [Tie(1, (2, 3), tied.draw([2, 3]), None)]


def test_uncontested_empty_and_single_seat_elections_end():
    assert count({}, NAMES[:2], 2, rules="meek").elected == {1: 1, 2: 1}
    assert len(count({}, NAMES, 2, rules="meek").elected) == 2
    assert count({(1, 2): 4, (2, 1): 3, (3, 2): 2}, NAMES[:3], 1, rules="meek").elected == {2: 2}
