import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from benchmarks.budget import best_profit, gaps, plain_profit, random_case
from inventory_core.domain.distribution import Distribution
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.frames import check
from inventory_core.optimization.budget import (
    BOUGHT,
    BUYING_STEPS,
    DOES_NOT_PAY,
    ENOUGH,
    MINIMUM_BEYOND_SALES,
    NO_MARGIN,
    NO_MONEY,
    SUPPLIER_MINIMUM,
    UNKNOWN_MONEY,
    Buyable,
    Ranking,
    SupplierMinimums,
    ranked,
)


def buyable(**facts: list[float]) -> Buyable:
    """Products at 10 each with 5 to earn, in single units, without any other cost."""
    count = len(next(iter(facts.values())))
    usual = {
        "stock_position": 0,
        "unit_cost": 10,
        "margin": 5,
        "holding_cost": 0,
        "daily_demand": 1,
        "pack_size_units": 1,
        "moq_units": 1,
        "order_cost": 0,
        "limit_units": 365,
    }
    columns = {name: np.array(facts.get(name, [value] * count)) for name, value in usual.items()}
    supplier = np.array(facts.get("supplier", [-1] * count), dtype=np.int64)
    return Buyable(**{name: c.astype(float) for name, c in columns.items()}, supplier=supplier)


def outcomes(*units: list[float]) -> Distribution:
    """Each product sells one of its outcomes, all equally likely."""
    values = np.array(units, dtype=float)
    chances = np.full(values.shape, 1 / values.shape[1])
    return Distribution(units=values, chances=chances, mean=values.mean(axis=1))


def minimums(*asked: tuple[float, float]) -> SupplierMinimums:
    units, money = np.array(asked, dtype=float).T
    return SupplierMinimums(units=units, money=money)


def made_up(seed: int, products: int, suppliers: int) -> Ranking:
    return ranked(*random_case(np.random.default_rng(seed), products, suppliers))


# Worked by hand


def test_the_best_packs_for_the_money_are_bought_first() -> None:
    # 5 for 10 is worse than 3 for 4: all 10 of the second for 40, then 2 of the first for 20
    ranking = ranked(buyable(unit_cost=[10, 4], margin=[5, 3]), outcomes([10], [10]))
    purchase = ranking.buy(60)

    assert purchase.units.tolist() == [2, 10]
    assert purchase.spend == pytest.approx(60)
    assert purchase.profit == pytest.approx(2 * 5 + 10 * 3)
    assert purchase.reasons.tolist() == [BOUGHT, BOUGHT]


def test_a_unit_is_worth_its_margin_times_the_chance_that_it_is_asked_for() -> None:
    # 1, 2, 3 or 4 are asked for: the units sell with 4/4, 3/4, 2/4 and 1/4, at 8 each
    ranking = ranked(buyable(margin=[8]), outcomes([1, 2, 3, 4]))

    profits = [ranking.buy(money).profit for money in (10, 20, 30, 40)]
    assert profits == pytest.approx([8, 14, 18, 20])


def test_a_unit_that_does_not_sell_in_time_waits_and_costs_holding() -> None:
    # 0 or 2 are asked for. If none is, two units wait for 1 and 2 sales, at half a unit a day:
    # 2 and 4 days, at 0.5 a day. Expected: 2 * 5 / 2 - (1 + 2) / 2
    case = buyable(margin=[5], holding_cost=[0.5], daily_demand=[0.5])
    purchase = ranked(case, outcomes([0, 2])).buy(100)

    assert purchase.units.tolist() == [2]
    assert purchase.profit == pytest.approx(5 - 1.5)


def test_a_pack_that_costs_more_to_hold_than_it_brings_is_not_bought() -> None:
    # The second unit sells with 1/4 and else waits for 2 sales, the first for 1
    case = buyable(margin=[4], holding_cost=[1.0])
    purchase = ranked(case, outcomes([0, 1, 1, 2])).buy(100)

    # First unit: 3/4 * 4 - 1/4 * 1 = 2.75; second: 1/4 * 4 - (1/4 * 2 + 2/4 * 1) = 0
    assert purchase.units.tolist() == [1]
    assert purchase.profit == pytest.approx(2.75)


def test_stock_serves_first_and_units_that_are_owed_sell_for_sure() -> None:
    # 4 are asked for: 3 in stock leave 1 to buy, 2 owed make it 6
    ranking = ranked(buyable(stock_position=[3, -2]), outcomes([4], [4]))

    assert ranking.buy(1000).units.tolist() == [1, 6]


def test_minimum_orders_and_whole_packs_are_kept() -> None:
    # At least 20 in packs of 6 are 24, of which 22 sell; 4 packs for 240 bring 22 * 5
    ranking = ranked(buyable(pack_size_units=[6], moq_units=[20]), outcomes([22]))

    assert ranking.buy(239).units.tolist() == [0]
    assert ranking.buy(240).units.tolist() == [24]
    assert ranking.buy(240).profit == pytest.approx(110)
    assert ranking.smallest_order == pytest.approx(240)


def test_the_order_cost_is_paid_once_by_the_first_bundle() -> None:
    # 10 units bring 50 less 12; with money for 5 they bring 25 less 12
    ranking = ranked(buyable(order_cost=[12]), outcomes([10]))

    assert ranking.buy(100).profit == pytest.approx(38)
    assert ranking.buy(50).units.tolist() == [5]
    assert ranking.buy(50).profit == pytest.approx(13)
    assert ranking.smallest_order == pytest.approx(30)  # 2 units do not pay for the order


def test_what_does_not_fit_is_skipped_for_something_smaller() -> None:
    # Best for its money is a pack at 90, but with 50 only the second fits
    case = buyable(unit_cost=[90, 10], margin=[90, 5])

    assert ranked(case, outcomes([1], [5])).buy(50).units.tolist() == [0, 5]


def test_one_large_bundle_takes_the_place_of_a_small_one_where_both_do_not_fit() -> None:
    # 4 for 10 is better for its money than 30 for 100, but leaves too little for it
    case = buyable(unit_cost=[10, 100], margin=[4, 30])

    assert ranked(case, outcomes([1], [1])).buy(105).units.tolist() == [0, 1]


def test_a_supplier_is_bought_from_only_if_its_minimum_is_reached() -> None:
    # The supplier wants 100: 6 and 4 units at 10 reach it, less money does not
    case = buyable(supplier=[0, 0, -1], margin=[5, 4, 1], unit_cost=[10, 10, 10])
    ranking = ranked(case, outcomes([6], [4], [20]), minimums((0, 100)))

    assert ranking.buy(100).units.tolist() == [6, 4, 0]
    below = ranking.buy(90)
    assert below.units.tolist() == [0, 0, 9]
    assert below.reasons.tolist() == [SUPPLIER_MINIMUM, SUPPLIER_MINIMUM, BOUGHT]


def test_a_minimum_is_reached_without_the_best_product_where_only_that_fits() -> None:
    # With 105 for a minimum of 100, a unit for 60 leaves too little for one at 50: two of those do
    case = buyable(supplier=[0, 0], unit_cost=[60, 50], margin=[60, 10])
    purchase = ranked(case, outcomes([2], [2]), minimums((0, 100))).buy(105)

    assert purchase.units.tolist() == [0, 2]
    assert purchase.profit == pytest.approx(20)


def test_a_supplier_minimum_is_filled_up_where_that_pays() -> None:
    # 8 units sell for sure; two more only cost 1 and 2 days of holding at 0.1
    case = buyable(supplier=[0], holding_cost=[0.1])
    purchase = ranked(case, outcomes([8]), minimums((10, 0))).buy(1000)

    assert purchase.units.tolist() == [10]
    assert purchase.profit == pytest.approx(8 * 5 - 0.3)


def test_a_supplier_minimum_that_eats_the_profit_is_not_reached() -> None:
    # 8 units bring 40; 100 units leave 92, which wait 92 * 93 / 2 days at 0.1
    case = buyable(supplier=[0], holding_cost=[0.1])
    purchase = ranked(case, outcomes([8]), minimums((100, 0))).buy(10_000)

    assert purchase.units.tolist() == [0]
    assert purchase.reasons.tolist() == [SUPPLIER_MINIMUM]


def test_each_product_left_out_has_its_reason() -> None:
    facts = {
        "unit_cost": [np.nan, 10, 10, 10, 10, 10, 10],
        "margin": [5, 0, 5, 5, 5, 5, 1],
        "stock_position": [0, 0, 50, 0, 0, 0, 0],
        "moq_units": [1, 1, 1, 400, 1, 1, 1],
        "order_cost": [0, 0, 0, 0, 60, 0, 0],
    }
    purchase = ranked(buyable(**facts), outcomes(*[[10]] * 7)).buy(100)

    assert purchase.units.tolist() == [0, 0, 0, 0, 0, 10, 0]
    assert purchase.reasons.tolist() == [
        UNKNOWN_MONEY,
        NO_MARGIN,
        ENOUGH,
        MINIMUM_BEYOND_SALES,
        DOES_NOT_PAY,  # the order costs 60, ten units bring 50
        BOUGHT,
        NO_MONEY,
    ]


def test_too_little_money_buys_nothing_and_the_smallest_order_is_told() -> None:
    ranking = ranked(buyable(moq_units=[5, 8]), outcomes([9], [9]))

    assert ranking.buy(49).units.tolist() == [0, 0]
    assert ranking.buy(49).profit == 0
    assert ranking.smallest_order == pytest.approx(50)


def test_where_nothing_pays_there_is_no_smallest_order() -> None:
    ranking = ranked(buyable(margin=[-1]), outcomes([9]))

    assert np.isnan(ranking.smallest_order)
    assert ranking.buy(100).reasons.tolist() == [NO_MARGIN]
    assert len(ranking.ranked_steps(ranking.buy(100))) == 0


@pytest.mark.parametrize("budget", [0, -5, float("nan"), float("inf")])
def test_a_budget_that_is_none_is_explained(budget: float) -> None:
    with pytest.raises(SettingsError, match=r"The budget must be .*: please enter another value"):
        ranked(buyable(margin=[5]), outcomes([9])).buy(budget)


@pytest.mark.parametrize("name", ["pack_size_units", "moq_units", "order_cost", "unit_cost"])
def test_a_negative_fact_is_explained(name: str) -> None:
    with pytest.raises(SettingsError, match="please enter another value"):
        buyable(**{name: [-1]})


def test_goods_that_cost_nothing_are_all_bought() -> None:
    ranking = ranked(buyable(unit_cost=[0, 10]), outcomes([7], [7]))

    assert ranking.buy(15).units.tolist() == [7, 1]


def test_a_shop_without_products_buys_nothing() -> None:
    ranking = ranked(
        buyable(margin=[]),
        Distribution(units=np.zeros((0, 3)), chances=np.zeros((0, 3)), mean=np.zeros(0)),
    )

    assert ranking.buy(100).spend == 0


# The list and the next money


def test_the_list_says_what_each_step_brings_and_what_was_bought() -> None:
    ranking = ranked(buyable(unit_cost=[10, 4], margin=[8, 3]), outcomes([1, 2], [1, 1]))
    steps = check(ranking.ranked_steps(ranking.buy(15)), BUYING_STEPS)

    # 8 for 10, 3 for 4, and the second unit of the first, which sells in one of two cases
    assert steps["product"].tolist() == [0, 1, 0]
    assert steps["units"].tolist() == [1, 1, 1]
    assert steps["cumulated_spend"].tolist() == pytest.approx([10, 14, 24])
    assert steps["cumulated_profit"].tolist() == pytest.approx([8, 11, 15])
    assert steps["bought_units"].tolist() == [1, 1, 0]


def test_products_that_reach_a_minimum_together_are_one_step() -> None:
    case = buyable(supplier=[0, 0], margin=[5, 4], moq_units=[6, 4])
    ranking = ranked(case, outcomes([6], [4]), minimums((10, 0)))
    steps = ranking.ranked_steps(ranking.buy(100))

    assert steps["step"].tolist() == [0, 0]
    assert steps["units"].tolist() == [6, 4]
    assert steps["bought_units"].tolist() == [6, 4]


def test_the_next_money_buys_more_and_gives_nothing_back() -> None:
    ranking = ranked(buyable(unit_cost=[10, 4], margin=[5, 3]), outcomes([10], [10]))
    purchase = ranking.buy(45)
    more = ranking.next_buy(purchase, 100)

    assert purchase.units.tolist() == [0, 10]
    assert more.units.tolist() == [10, 10]  # 5 were left, and 145 - 40 buy ten more at 10
    assert more.budget - more.spend == pytest.approx(5)


# Whatever the shop

REASONS = {
    BOUGHT,
    DOES_NOT_PAY,
    ENOUGH,
    MINIMUM_BEYOND_SALES,
    NO_MARGIN,
    NO_MONEY,
    SUPPLIER_MINIMUM,
    UNKNOWN_MONEY,
}
shops = st.tuples(st.integers(0, 10_000), st.integers(1, 12), st.integers(0, 3))


@given(shop=shops, budget=st.floats(1, 5000))
def test_every_purchase_keeps_every_limit(shop: tuple[int, int, int], budget: float) -> None:
    ranking = made_up(*shop)
    products, purchase = ranking.products, ranking.buy(budget)
    units = purchase.units

    assert purchase.spend <= budget * (1 + 1e-6)
    assert purchase.spend == pytest.approx(float(units @ products.unit_cost))
    assert purchase.profit >= 0
    assert (units >= 0).all()
    assert (units % products.pack_size_units == 0).all()
    assert (units[units > 0] >= products.moq_units[units > 0]).all()
    assert (units <= products.limit_units).all()
    assert set(purchase.reasons) <= REASONS
    assert ((purchase.reasons == BOUGHT) == (units > 0)).all()
    for supplier, asked in enumerate(ranking.minimums.asked):
        own = np.where(products.supplier == supplier, units, 0)
        if asked and own.any():
            assert own.sum() >= ranking.minimums.units[supplier]
            assert own @ products.unit_cost >= ranking.minimums.money[supplier] * (1 - 1e-6)


@given(shop=shops, budget=st.floats(1, 3000), more=st.floats(1, 1000))
def test_the_next_money_only_adds_and_never_brings_less(
    shop: tuple[int, int, int], budget: float, more: float
) -> None:
    ranking = made_up(*shop)
    purchase = ranking.buy(budget)
    further = ranking.next_buy(purchase, more)

    assert (further.units >= purchase.units).all()
    assert further.profit >= purchase.profit - 1e-6
    assert further.spend <= (budget + more) * (1 + 1e-6)


@given(shop=shops, budget=st.floats(1, 3000))
def test_the_profit_told_is_that_of_adding_up_all_outcomes(
    shop: tuple[int, int, int], budget: float
) -> None:
    products, demand, _asked = random_case(np.random.default_rng(shop[0]), *shop[1:])
    purchase = made_up(*shop).buy(budget)
    bought = np.flatnonzero(purchase.units)
    assume(bought.size)

    plain = sum(plain_profit(products, demand, at, purchase.units[at]) for at in bought)
    assert purchase.profit == pytest.approx(plain, rel=1e-6, abs=1e-6)


# Beside the exact answer


def test_the_integer_programme_knows_a_case_worked_by_hand() -> None:
    case = (
        buyable(unit_cost=[10, 100], margin=[4, 30]),
        outcomes([1], [1]),
        SupplierMinimums(units=np.zeros(0), money=np.zeros(0)),
    )

    assert best_profit(case, 105) == pytest.approx(30)
    assert best_profit(case, 110) == pytest.approx(34)


def test_little_is_missed_where_no_supplier_asks_for_a_minimum() -> None:
    assert np.mean(list(gaps(8, 0, cases=15, seed=1))) < 0.02


def test_a_tenth_at_most_is_missed_on_average_with_suppliers_minimums() -> None:
    assert np.mean(list(gaps(8, 2, cases=10, seed=1))) < 0.1
