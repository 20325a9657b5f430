"""Where costs decide: reorder point, lot, and not stocking at all, against sums done by hand."""

from datetime import date

import numpy as np
import pytest
from scipy import stats

from inventory_core.domain.demand import HORIZON_DAYS
from inventory_core.domain.distribution import Distribution
from inventory_core.domain.forecast import TOTAL_DAYS, from_counts
from inventory_core.domain.products import PeriodTerms
from inventory_core.optimization.stocking import (
    cheapest_rule,
    cost_of_rule,
    cost_without_stock,
)

A_HUNDRED = np.array([100.0])
"""Units that one product sells in a year."""


def protection(*outcomes: float) -> Distribution:
    """Outcomes of one product, equally likely."""
    return Distribution(
        units=np.array([outcomes]),
        chances=np.full((1, len(outcomes)), 1 / len(outcomes)),
        mean=np.array([np.mean(outcomes)]),
    )


def terms(products: int = 1, **changed: float) -> PeriodTerms:
    """What a year costs each of some products."""
    usual = {
        "moq_units": 1.0,
        "pack_size_units": 1.0,
        "unit_cost": 4.0,
        "order_cost": 10.0,
        "holding_cost": 2.0,
        "lost_sale_cost": 5.0,
    }
    numbers = {name: np.full(products, float(value)) for name, value in (usual | changed).items()}
    return PeriodTerms(lead_time_periods=np.zeros(products, dtype=np.int64), **numbers)


def test_the_cost_is_the_sum_done_by_hand() -> None:
    # Demand over the protection period is 2, 6 or 10. At r = 6 and Q = 16: n(6) = 4/3, n(22) = 0,
    # so 52/3 units are asked for while a lot sells: 100 / (52/3) = 5.7692 orders, 10 each.
    # Lost: 100 × (4/3) / (52/3) = 7.6923 units at 5. Served: 12/13 of the mean of 6 = 5.5385, so
    # 6 + 17/2 − 5.5385 = 8.9615 are held, at 2.
    cost = cost_of_rule(
        protection(2, 6, 10),
        terms(),
        yearly_demand=A_HUNDRED,
        reorder_point=np.array([6.0]),
        lot=np.array([16.0]),
    )

    assert cost.ordering == pytest.approx([57.6923], abs=1e-4)
    assert cost.lost_sales == pytest.approx([38.4615], abs=1e-4)
    assert cost.holding == pytest.approx([17.9231], abs=1e-4)
    assert cost.total == pytest.approx([114.0769], abs=1e-4)


def test_one_unit_of_stock_costs_what_erlang_says() -> None:
    # Ordered one for one when it has sold, with a mean of 0.25 asked for meanwhile: 1 of 1.25 is
    # served (Erlang's loss formula for one line) and so in stock four fifths of the time.
    # The mean's two outcomes never ask for more than the unit on its way.
    sparse = Distribution(
        units=np.array([[0.0, 1.0]]), chances=np.array([[0.75, 0.25]]), mean=np.array([0.25])
    )
    rule = {"reorder_point": np.array([0.0]), "lot": np.array([1.0])}
    cost = cost_of_rule(sparse, terms(), yearly_demand=A_HUNDRED, **rule)

    assert cost.lost_sales == pytest.approx([5 * 100 * 0.2])
    assert cost.holding == pytest.approx([2 * 0.8])


def test_no_pair_on_a_fine_grid_is_much_cheaper_than_the_rule() -> None:
    units = stats.nbinom(4, 0.2).ppf((np.arange(60) + 0.5) / 60)
    demand = protection(*units)
    rule = cheapest_rule(demand, terms(), yearly_demand=A_HUNDRED)
    points, lots = np.meshgrid(np.arange(0, 50.0), np.arange(1, 150.0), indexing="ij")
    grid = {"reorder_point": points[None], "lot": lots[None]}
    fine = cost_of_rule(demand, terms(), yearly_demand=A_HUNDRED, **grid)

    assert rule.stocked.all()
    assert rule.cost.total[0] >= fine.total.min() - 1e-9
    assert rule.cost.total[0] <= 1.02 * fine.total.min()


def test_dear_lost_sales_raise_the_reorder_point_and_dear_holding_lowers_it() -> None:
    demand = protection(0, 2, 4, 8, 16, 32)
    usual, dear, bulky = (
        cheapest_rule(demand, costs, yearly_demand=A_HUNDRED).reorder_point[0]
        for costs in (terms(), terms(lost_sale_cost=50.0), terms(holding_cost=40.0))
    )

    assert dear > usual > bulky


def test_a_product_whose_packs_are_too_large_for_its_demand_is_not_stocked() -> None:
    # Two units a year lose 2 × 5 = 10; holding half a pack of 1,000 would cost 1,000.
    packed = terms(pack_size_units=1000.0)
    rule = cheapest_rule(protection(0, 0, 1), packed, yearly_demand=np.array([2.0]))

    assert rule.stocked.tolist() == [False]
    assert (rule.reorder_point[0], rule.lot[0]) == (0, 0)
    assert rule.cost.total == pytest.approx([10.0])


def test_a_minimum_order_above_a_lifetimes_demand_is_not_stocked() -> None:
    many = terms(moq_units=5000.0)
    rule = cheapest_rule(protection(0, 1, 2), many, yearly_demand=np.array([5.0]))

    assert not rule.stocked[0]


def test_lots_are_whole_packs_and_at_least_the_minimum_order() -> None:
    # The economic lot is sqrt(2 · 100 · 10 / 2) = 31.6.
    packed = terms(moq_units=50.0, pack_size_units=24.0)
    rule = cheapest_rule(protection(2, 6, 10), packed, yearly_demand=A_HUNDRED)

    assert rule.lot[0] == 72


def test_what_never_sells_is_not_stocked_and_costs_nothing() -> None:
    rule = cheapest_rule(protection(0, 0), terms(), yearly_demand=np.zeros(1))

    assert not rule.stocked[0]
    assert rule.cost.total.tolist() == [0.0]


@pytest.mark.parametrize("free", ["order_cost", "holding_cost", "lost_sale_cost"])
def test_a_cost_of_nothing_does_not_break_the_rule(free: str) -> None:
    rule = cheapest_rule(protection(2, 6, 10), terms(**{free: 0.0}), yearly_demand=A_HUNDRED)

    assert np.isfinite(rule.cost.total).all()
    assert (rule.lot >= 0).all()
    assert rule.stocked[0] == (free != "lost_sale_cost")


def test_products_do_not_influence_one_another() -> None:
    rng = np.random.default_rng(3)
    units = np.sort(rng.gamma(0.5, [[1.0], [40.0], [5000.0]], size=(3, 30)), axis=1)
    together = Distribution(
        units=units, chances=np.full(units.shape, 1 / 30), mean=units.mean(axis=1)
    )
    costs = {"order_cost": 5.0, "holding_cost": 1.0, "lost_sale_cost": 4.0}
    yearly = units.mean(axis=1) * 8
    rule = cheapest_rule(together, terms(3, **costs), yearly_demand=yearly)
    for row in range(3):
        alone = cheapest_rule(
            protection(*units[row]), terms(**costs), yearly_demand=yearly[row : row + 1]
        )
        assert rule.reorder_point[row] == pytest.approx(alone.reorder_point[0])
        assert rule.cost.total[row] == pytest.approx(alone.cost.total[0])


def test_a_forecast_of_counts_feeds_it() -> None:
    mean = np.full((2, HORIZON_DAYS), [[0.5], [0.001]])
    forecast = from_counts(
        np.array(["a", "b"]),
        date(2026, 1, 1),
        mean,
        spread=np.full((2, len(TOTAL_DAYS)), 3.0),
        model="count",
    )
    demand = forecast.protection_demand(lead_time_days=np.full((2, 3), 28.0), review_period_days=7)
    costs = terms(2, order_cost=5.0, holding_cost=0.4, lost_sale_cost=3.0, pack_size_units=50.0)
    yearly = mean[:, 0] * 365

    # Of b, 0.365 units a year are asked for: no pack of 50 is worth 1.1 of lost sales a year.
    assert cheapest_rule(demand, costs, yearly_demand=yearly).stocked.tolist() == [True, False]
    assert cost_without_stock(costs, yearly).total == pytest.approx([547.5, 1.095])
