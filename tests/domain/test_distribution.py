import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from inventory_core.domain.distribution import Distribution, NegativeBinomial
from inventory_core.domain.forecast import LEAD_TIME_CHANCES


def lead_times(shortest: float, usual: float, longest: float) -> np.ndarray:
    return np.array([[shortest, usual, longest]], dtype=float)


def test_a_sure_demand_over_a_sure_lead_time_is_known_at_every_level(sure_forecast) -> None:
    demand = sure_forecast(A=2).protection_demand(
        lead_time_days=lead_times(14, 14, 14), review_period_days=7
    )

    assert demand.mean.tolist() == pytest.approx([42])  # 2 a day over 14 + 7 days
    assert demand.quantile(0.5).tolist() == pytest.approx([42])
    assert demand.quantile(0.99).tolist() == pytest.approx([42])


def test_lead_times_are_mixed_by_their_chances(sure_forecast) -> None:
    demand = sure_forecast(A=3).protection_demand(
        lead_time_days=lead_times(4, 10, 22), review_period_days=0
    )

    assert LEAD_TIME_CHANCES == (1 / 6, 4 / 6, 1 / 6)
    assert demand.mean.tolist() == pytest.approx([(12 + 4 * 30 + 66) / 6])
    # Below one sixth the quick one, above five sixths the slow one
    assert [demand.quantile(level)[0] for level in (0.1, 0.5, 0.95)] == pytest.approx([12, 30, 66])


def test_the_quantile_of_independent_buyers_is_that_of_a_poisson_total(poisson_forecast) -> None:
    demand = poisson_forecast(A=2).protection_demand(
        lead_time_days=lead_times(14, 14, 14), review_period_days=7
    )

    for level in (0.5, 0.8, 0.9, 0.95, 0.98):
        assert demand.quantile(level)[0] == pytest.approx(stats.poisson(42).ppf(level), abs=1)


def test_expected_short_of_independent_buyers_is_that_of_a_poisson_total(poisson_forecast) -> None:
    demand = poisson_forecast(A=2).protection_demand(
        lead_time_days=lead_times(14, 14, 14), review_period_days=7
    )
    # Sum of the chances of being above each number of units from 45 on: 1.348
    short = stats.poisson(42).sf(np.arange(45, 200)).sum()

    assert demand.expected_short([45])[0] == pytest.approx(short, rel=0.05)
    assert demand.expected_short([0])[0] == pytest.approx(42, rel=0.01)
    assert demand.expected_short([500])[0] == 0


def test_each_product_has_its_own_lead_time_and_review_period(sure_forecast) -> None:
    demand = sure_forecast(A=1, B=1).protection_demand(
        lead_time_days=np.array([[5.0, 5, 5], [9, 9, 9]]),
        review_period_days=[1, 2],
    )

    assert demand.mean.tolist() == [6, 11]
    assert demand.quantile([0.5, 0.9]).tolist() == pytest.approx([6, 11])


def test_levels_between_outcomes_are_read_straight() -> None:
    demand = Distribution(
        units=np.array([[10.0, 20.0]]), chances=np.array([[0.5, 0.5]]), mean=np.array([15.0])
    )

    # The outcomes stand at 0.25 and 0.75
    assert demand.quantile(0.5)[0] == pytest.approx(15)
    assert demand.quantile(0.01)[0] == 10
    assert demand.quantile(0.99)[0] == 20
    assert demand.expected_short([12])[0] == 4


@given(
    outcomes=st.lists(st.floats(0, 1000), min_size=2, max_size=30),
    levels=st.tuples(st.floats(0.5, 0.995), st.floats(0.5, 0.995)),
)
def test_a_higher_level_never_needs_less_stock(
    outcomes: list[float], levels: tuple[float, float]
) -> None:
    units = np.sort(np.array([outcomes]))
    chances = np.full(units.shape, 1 / units.size)
    demand = Distribution(units=units, chances=chances, mean=units.mean(axis=1))
    low, high = (demand.quantile(level)[0] for level in sorted(levels))

    assert low <= high + 1e-9
    assert units.min() - 1e-9 <= low <= units.max() + 1e-9


def test_chances_that_add_up_to_a_level_are_enough() -> None:
    demand = Distribution.of(np.array([[2.0, 3.0, 9.0], [0.0, 4.0, 5.0]]), [0.2, 0.5, 0.3])

    assert demand.least([0.2, 0.21]).tolist() == [2, 4]
    assert demand.least(0.7).tolist() == [3, 4]
    assert demand.least(1.0).tolist() == [9, 5]


def test_mean_and_variance_are_those_of_the_outcomes() -> None:
    demand = Distribution.of(np.array([[0.0, 10.0], [5.0, 5.0]]), [0.8, 0.2])

    assert demand.mean.tolist() == pytest.approx([2, 5])
    assert demand.variance.tolist() == pytest.approx([16, 0])
    assert demand.expected(demand.units > 1).tolist() == pytest.approx([0.2, 1])


@pytest.mark.parametrize(
    ("quantity", "short"),
    # A fair die: the mean of max(face - quantity, 0)
    [(-2, 5.5), (0, 3.5), (3, 1.0), (3.5, 0.75), (6, 0), (99, 0)],
)
def test_expected_short_of_a_die_is_counted_by_hand(quantity: float, short: float) -> None:
    die = Distribution.of(np.tile(np.arange(1.0, 7.0), (2, 1)), 1 / 6)

    assert die.expected_short([[quantity]] * 2).ravel() == pytest.approx([short] * 2, abs=1e-12)


def test_quantiles_of_a_forecast_are_rounded_to_whole_units(poisson_forecast) -> None:
    demand = poisson_forecast(A=2).total(20).in_whole_units()

    assert (demand.units == np.round(demand.units)).all()
    assert demand.least(0.95)[0] == stats.poisson(40).ppf(0.95)
    assert demand.mean[0] == pytest.approx(40, rel=0.02)


# Counts by closed forms


COUNTS = (
    (NegativeBinomial(mean=np.array([6.0]), scale=0.0), stats.poisson(6)),
    (NegativeBinomial(mean=np.array([0.0]), scale=0.0), stats.poisson(0)),
    (NegativeBinomial(mean=np.array([22.5]), scale=9.0), stats.nbinom(2.5, 0.1)),
    (NegativeBinomial(mean=np.array([10.0]), scale=1 / 9), stats.nbinom(90, 0.9)),
    (NegativeBinomial(mean=np.array([4e4]), scale=3e4), stats.nbinom(4 / 3, 1 / 30001)),
)


@pytest.mark.parametrize(("counts", "same"), COUNTS)
def test_closed_forms_are_sums_over_all_outcomes(counts: NegativeBinomial, same) -> None:
    units = np.arange(0, same.ppf(1 - 1e-12) + 100)
    chance = same.pmf(units)
    stock = np.array([-3.0, 0.0, 1.0, 3.5, 10.0, 60.0, 3e4])
    short = [chance @ np.maximum(units - each, 0) for each in stock]

    assert counts.expected_short(stock[None])[0] == pytest.approx(short, rel=1e-8, abs=1e-8)
    assert (counts.mean[0], counts.variance[0]) == pytest.approx((same.mean(), same.var()))
    assert [counts.least(level)[0] for level in (0.1, 0.5, 0.99)] == [
        same.ppf(level) for level in (0.1, 0.5, 0.99)
    ]


def test_many_products_are_answered_as_each_alone() -> None:
    together = NegativeBinomial(mean=np.array([3.0, 70.0]), scale=2.0)
    short = together.expected_short(np.arange(50.0)[None])

    for row, mean in enumerate((3.0, 70.0)):
        alone = NegativeBinomial(mean=np.array([mean]), scale=2.0)
        assert short[row].tolist() == alone.expected_short(np.arange(50.0)[None])[0].tolist()


def test_each_unit_has_its_own_chance() -> None:
    found = NegativeBinomial(mean=np.array([22.5]), scale=9.0).chances_at(np.arange(200.0)[None])[0]

    assert found[:-1] == pytest.approx(stats.nbinom(2.5, 0.1).pmf(range(199)), abs=1e-10)
    assert found.sum() == pytest.approx(1)


def test_steps_of_many_units_keep_the_mean() -> None:
    demand = NegativeBinomial(mean=np.array([22.5]), scale=9.0)
    units = np.arange(0.0, 300.0, 20.0)
    found = demand.chances_at(units[None])[0]
    beyond = demand.expected_short(units[None, -1:])[0, 0]

    assert found @ units + beyond == pytest.approx(22.5)


def test_what_sold_tells_how_much_more_will() -> None:
    """Shape 4 and scale 3 for a season; after 10 units in half of it, 14 / 2.5 for the other."""
    rng = np.random.default_rng(2)
    popular = rng.gamma(4, 3, 2_000_000)
    first, second = rng.poisson(popular / 2), rng.poisson(popular / 2)
    seen = second[first == 10]
    scale = 1.5 / (1 + 1.5)
    demand = NegativeBinomial(mean=np.array([(4.0 + 10) * scale]), scale=scale)
    after = demand.chances_at(np.arange(60.0)[None])[0]

    assert seen.mean() == pytest.approx(14 * 0.6, rel=0.01)
    assert np.bincount(seen, minlength=60)[:60] / seen.size == pytest.approx(after, abs=0.004)


def test_what_is_left_waits_for_sales_one_after_the_other() -> None:
    demand = Distribution.of(np.array([[1.0, 4.0], [0.0, 2.0]]), [0.25, 0.75])

    # Of 3 the first product leaves 2 or none: 1 + 2 sales; the second 3 or 1: 1 + 2 + 3, or 1.
    assert demand.expected_waiting([[3.0], [3.0]]).ravel().tolist() == [0.75, 2.25]
    assert demand.expected_waiting([[-2.0], [0.0]]).ravel().tolist() == [0, 0]
