from collections.abc import Callable

import numpy as np
import pytest
from scipy import integrate, stats

from inventory_core.domain.errors import SettingsError
from inventory_core.optimization.shortage import (
    Distribution,
    expected_left,
    expected_short,
)

SMOOTH = (
    stats.norm(900, 60),
    stats.expon(scale=5),
    stats.gamma(0.5, scale=2),
    stats.lognorm(0.5, scale=np.exp(1)),
    stats.uniform(2, 10),
    stats.triang(0.3, loc=5, scale=10),
)
WHOLE = (
    stats.poisson(6),
    stats.poisson(0),
    stats.geom(0.2),
    stats.nbinom(3, 0.2),
    stats.rv_discrete(values=((3, 4, 9), (0.2, 0.5, 0.3)))(),
)


def name(demand: Distribution) -> str:
    return demand.dist.name or "listed"


@pytest.mark.parametrize(
    ("quantity", "short"),
    # A fair die: the mean of max(face - quantity, 0)
    [(-2, 5.5), (0, 3.5), (3, 1.0), (3.5, 0.75), (6, 0), (99, 0)],
)
def test_expected_short_of_a_die_is_counted_by_hand(quantity: float, short: float) -> None:
    die = stats.rv_discrete(values=(range(1, 7), [1 / 6] * 6))()

    assert expected_short(die, quantity) == pytest.approx(short, abs=1e-12)


@pytest.mark.parametrize("quantity", [-3.0, 0.0, 100.0, 900.0, 1040.0, 1300.0, 5000.0])
def test_losses_of_a_bell_curve_are_the_closed_forms(quantity: float) -> None:
    z = (quantity - 900) / 60
    first = 60 * (stats.norm.pdf(z) - z * stats.norm.sf(z))

    assert expected_short(stats.norm(900, 60), quantity) == pytest.approx(first, abs=1e-9)


@pytest.mark.parametrize("demand", SMOOTH, ids=name)
@pytest.mark.parametrize("level", [0.01, 0.3, 0.5, 0.95, 0.9999])
def test_losses_are_the_integrals_that_they_stand_for(demand: Distribution, level: float) -> None:
    quantity, end = float(demand.ppf(level)), float(demand.isf(1e-13))
    at = {"a": quantity, "b": end, "epsabs": 1e-11, "epsrel": 1e-11, "limit": 500}
    first = integrate.quad(demand.sf, **at)[0]

    assert expected_short(demand, quantity) == pytest.approx(first, rel=1e-7, abs=1e-9)


@pytest.mark.parametrize("demand", WHOLE, ids=name)
@pytest.mark.parametrize("quantity", [-2, 0, 3, 4, 12])
def test_losses_of_whole_units_are_sums_over_all_outcomes(
    demand: Distribution, quantity: int
) -> None:
    units = np.arange(0, 2000)
    chance = demand.pmf(units)
    short, left = np.maximum(units - quantity, 0), np.maximum(quantity - units, 0)

    assert expected_short(demand, quantity) == pytest.approx(chance @ short, abs=1e-10)
    assert expected_left(demand, quantity) == pytest.approx(chance @ left, abs=1e-10)


@pytest.mark.parametrize("demand", [*SMOOTH, *WHOLE], ids=name)
def test_many_quantities_are_answered_as_each_alone(demand: Distribution) -> None:
    quantities = np.array([[-5.0, 0.0, 3.0], [4.0, 50.0, 9000.0]])
    for loss in (expected_short, expected_left):
        alone = [float(loss(demand, each)) for each in quantities.ravel()]

        assert loss(demand, quantities).ravel().tolist() == pytest.approx(alone, rel=1e-9, abs=1e-7)


@pytest.mark.parametrize(
    "demand", [stats.poisson(-1), stats.poisson(np.nan), stats.norm(np.nan, 1)]
)
def test_a_demand_out_of_range_is_refused_in_a_sentence(demand: Distribution) -> None:
    with pytest.raises(SettingsError, match=r"^The expected demand must be a number of 0 or more"):
        expected_short(demand, 3)


@pytest.mark.parametrize("loss", [expected_short, expected_left])
def test_a_stock_level_that_is_no_number_is_refused_in_a_sentence(
    loss: Callable[..., object],
) -> None:
    with pytest.raises(SettingsError, match=r"^The stock level must be a number"):
        loss(stats.poisson(3), [1, np.nan])
