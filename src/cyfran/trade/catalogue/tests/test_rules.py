"""Tax on a price, and what a file would make of the catalogue."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cyfran.trade.catalogue.rules import TAX_RATES_BP, net_of, tax_on
from cyfran.trade.catalogue.rules.plans import differences_of, fingerprint, plan_import, seller_key
from cyfran.trade.catalogue.rules.rows import ListedOffer, OfferRow, Words

ROW = OfferRow(
    row=2,
    external_id="LEEK",
    name=Words(en="Leeks"),
    description=Words(),
    seller_name="Fferm Cwm Du",
    unit="g",
    size=500,
    price=180,
    currency="GBP",
    tax_code="zero",
    stock=12,
    case_size=1,
)
STANDING = ListedOffer(
    offer_id=7,
    item_id=3,
    seller_id=1,
    external_id="LEEK",
    source="ofn_csv",
    name=Words(en="Leeks", cy="Cennin"),
    description=Words(cy="Wedi eu clymu"),
    unit="g",
    size=500,
    price=180,
    currency="GBP",
    tax_code="zero",
    stock=12,
    case_size=1,
    reserved=0,
    withdrawn=False,
)
SELLERS = {seller_key("Fferm Cwm Du"): 1, seller_key("Gardd Elin"): 2}


def codes(*rows: OfferRow, standing: tuple[ListedOffer, ...] = ()) -> list[str]:
    return [problem.code for problem in plan_import(rows, standing, sellers=SELLERS).problems]


@given(st.integers(0, 100_000_00), st.sampled_from(sorted(TAX_RATES_BP)))
def test_a_net_price_with_its_tax_goes_back_to_the_net_price(net: int, tax_code: str) -> None:
    assert net_of(net + tax_on(net, tax_code), tax_code) == net


@given(st.integers(0, 100_000_00), st.sampled_from(sorted(TAX_RATES_BP)))
def test_a_price_with_tax_comes_back_within_a_penny(gross: int, tax_code: str) -> None:
    net = net_of(gross, tax_code)
    assert abs(net + tax_on(net, tax_code) - gross) <= 1


def test_a_row_that_nobody_lists_yet_is_created() -> None:
    plan = plan_import([ROW], [], sellers=SELLERS)
    assert [(c.row.external_id, c.seller_id) for c in plan.created] == [("LEEK", 1)]
    assert plan.does_something


def test_a_row_that_says_what_stands_changes_nothing() -> None:
    plan = plan_import([ROW], [STANDING], sellers=SELLERS)
    assert plan.unchanged == (STANDING,)
    assert not plan.does_something


def test_a_changed_price_is_told_before_and_after() -> None:
    (change,) = plan_import([replace(ROW, price=210)], [STANDING], sellers=SELLERS).changed
    assert [(d.column, d.before, d.after) for d in change.differences] == [("price", 180, 210)]


def test_silence_about_a_language_or_a_description_changes_nothing() -> None:
    assert differences_of(ROW, STANDING) == ()
    assert differences_of(replace(ROW, name=Words(cy="Cennin")), STANDING) == ()
    assert differences_of(replace(ROW, case_size=0), replace(STANDING, case_size=12)) == ()


def test_a_withdrawn_offer_that_the_file_names_again_is_listed_again() -> None:
    (difference,) = differences_of(ROW, replace(STANDING, withdrawn=True))
    assert difference.column == "withdrawn"


def test_a_seller_is_known_whatever_the_case_and_spacing() -> None:
    assert codes(replace(ROW, seller_name="  FFERM  cwm du")) == []


def test_a_seller_nobody_knows_is_a_problem_of_the_row() -> None:
    assert codes(replace(ROW, seller_name="Tesco")) == ["seller_unknown"]
    assert codes(replace(ROW, seller_name="")) == ["seller_missing"]


def test_a_name_that_nobody_knows_is_told_once_for_all_its_rows() -> None:
    rows = [replace(ROW, row=n, external_id=str(n), seller_name="Tesco") for n in range(2, 122)]
    (problem,) = plan_import(rows, [], sellers=SELLERS).problems
    assert (problem.row, problem.values) == (2, {"name": "Tesco", "rows": 120})


def test_all_rows_may_be_given_to_one_seller() -> None:
    plan = plan_import([replace(ROW, seller_name="User Enterprise")], [], sellers={}, all_from=2)
    assert [c.seller_id for c in plan.created] == [2]


def test_an_id_that_stands_twice_for_one_seller_is_a_problem() -> None:
    assert codes(ROW, replace(ROW, row=9)) == ["id_repeated"]
    assert codes(ROW, replace(ROW, row=9, seller_name="Gardd Elin")) == []


def test_an_offer_is_known_by_its_own_code_and_by_ours() -> None:
    ours = replace(ROW, row=9, external_id="cyfran:7")
    assert plan_import([ours], [STANDING], sellers=SELLERS).unchanged == (STANDING,)
    assert codes(ROW, ours, standing=(STANDING,)) == ["id_repeated"]


def test_stock_below_what_is_ordered_is_a_problem() -> None:
    assert codes(ROW, standing=(replace(STANDING, reserved=13),)) == ["stock_promised"]
    assert codes(replace(ROW, stock=None), standing=(replace(STANDING, reserved=13),)) == []


def test_offers_the_file_no_longer_names_are_withdrawn_only_when_asked_and_only_of_its_source() -> (
    None
):
    gone = replace(STANDING, offer_id=8, external_id="OLD")
    others = [
        replace(gone, offer_id=9, external_id="HAND", source=""),
        replace(gone, offer_id=10, external_id="ELIN", seller_id=2),
        replace(gone, offer_id=11, external_id="PAST", withdrawn=True),
    ]
    listed = [STANDING, gone, *others]
    assert plan_import([ROW], listed, sellers=SELLERS).withdrawn == ()
    plan = plan_import([ROW], listed, sellers=SELLERS, withdraw_missing_of="ofn_csv")
    assert plan.withdrawn == (gone,)


def test_a_plan_is_known_again_by_its_fingerprint() -> None:
    first, same = (plan_import([ROW], [], sellers=SELLERS) for _ in range(2))
    other = plan_import([replace(ROW, price=181)], [], sellers=SELLERS)
    assert fingerprint(first) == fingerprint(same) != fingerprint(other)
