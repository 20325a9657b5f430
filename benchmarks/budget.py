"""Budget: what the ranking buys, beside the best that an integer programme finds, and its speed."""

from collections.abc import Iterator
from functools import partial

import numpy as np
import numpy.typing as npt

from benchmarks.accuracy import timed
from inventory_core.domain.demand import Numbers
from inventory_core.domain.distribution import Distribution
from inventory_core.optimization.budget import Buyable, SupplierMinimums, ranked

Case = tuple[Buyable, Distribution, SupplierMinimums]

SMALL = ((6, 0), (15, 0), (6, 2), (15, 3))
"""Products and suppliers with a minimum of the cases that are solved exactly."""
LARGE = (1_000, 10_000)
SUPPLIERS = 50
SHARES = (0.05, 0.9)
"""Smallest and largest budget, as a share of what all that pays would cost."""
_LONGEST_SECONDS = 30


def report(cases: int = 100, seed: int = 0) -> str:
    """Solve random small cases both ways, and time large ones."""
    lines = [
        "| products | suppliers with a minimum | cases | mean gap | worst gap | without a gap |",
        "|---|---|---|---|---|---|",
    ]
    for products, suppliers in SMALL:
        found = np.array(list(gaps(products, suppliers, cases=cases, seed=seed)))
        lines.append(
            f"| {products} | {suppliers} | {cases} | {found.mean():.2%} | {found.max():.2%} "
            f"| {(found < 1e-6).mean():.0%} |"
        )
    lines += ["", "| products | rank ms | buy ms, median | buy ms, longest |", "|---|---|---|---|"]
    return "\n".join([*lines, *(_speed(products, seed) for products in LARGE)])


def gaps(products: int, suppliers: int, *, cases: int, seed: int) -> Iterator[float]:
    """Yield the share of the best profit that the ranking misses, case by case."""
    for number in range(cases):
        rng = np.random.default_rng([seed, products, suppliers, number])
        case = random_case(rng, products, suppliers)
        ranking = ranked(*case)
        everything = float(ranking.ranked_steps(ranking.buy(1))["spend"].sum())
        budget = max(everything * rng.uniform(*SHARES), 20.0)
        best = best_profit(case, budget)
        yield max(1 - ranking.buy(budget).profit / best, 0.0) if best > 1e-6 else 0.0


def random_case(rng: np.random.Generator, count: int, suppliers: int) -> Case:
    """Make up a shop: counts that vary more than chance, packs, minimum orders, some in stock."""
    mean = rng.gamma(1.0, 30.0, count) + 0.5
    rates = rng.gamma(mean[:, None] / 1.5, 1.5, (count, 25))
    units = np.sort(rng.poisson(rates).astype(float), axis=1)
    cost = np.round(rng.lognormal(1.5, 0.8, count), 2)
    products = Buyable(
        stock_position=np.floor(rng.uniform(-0.1, 1.2, count) * mean),
        unit_cost=cost,
        margin=cost * rng.uniform(0.2, 1.5, count),
        holding_cost=cost * 0.25 / 365,
        daily_demand=mean / 21,
        pack_size_units=rng.choice([1.0, 1, 6, 10, 12], count),
        moq_units=rng.choice([1.0, 1, 10, 24], count),
        order_cost=rng.choice([0.0, 3, 10], count),
        limit_units=mean * 365 / 21,
        supplier=rng.integers(0, suppliers, count) if suppliers else np.full(count, -1),
    )
    demand = Distribution(
        units=units, chances=np.full(units.shape, 1 / 25), mean=units.mean(axis=1)
    )
    minimums = SupplierMinimums(
        units=rng.choice([0.0, 50], suppliers), money=rng.choice([100.0, 200, 400], suppliers)
    )
    return products, demand, minimums


def best_profit(case: Case, budget: float) -> float:
    """Return the highest profit of all ways to spend a budget, by an integer programme.

    One variable for each number of packs of each product, one for each supplier.
    """
    from scipy import optimize

    products, _demand, minimums = case
    product, units, profit = _choices(case)
    spend, suppliers = units * products.unit_cost[product], len(minimums.units)
    rows, low, high = [np.append(spend, np.zeros(suppliers))], [-np.inf], [budget]
    for position, supplier in enumerate(products.supplier):
        once = np.append((product == position).astype(float), np.zeros(suppliers))
        once[len(units) + supplier if supplier >= 0 else 0] -= float(supplier >= 0)
        rows.append(once)
        low.append(-np.inf)
        high.append(0.0 if supplier >= 0 else 1.0)
    for supplier in range(suppliers):
        own = products.supplier[product] == supplier
        for each, least in ((units, minimums.units), (spend, minimums.money)):
            reached = np.append(each * own, np.zeros(suppliers))
            reached[len(units) + supplier] = -least[supplier]
            rows.append(reached)
            low.append(0.0)
            high.append(np.inf)
    solved = optimize.milp(
        np.append(-profit, np.zeros(suppliers)),
        constraints=optimize.LinearConstraint(np.array(rows), low, high),
        integrality=np.ones(len(profit) + suppliers, dtype=np.int64),
        bounds=optimize.Bounds(0, 1),
        options={"mip_rel_gap": 1e-6, "time_limit": _LONGEST_SECONDS},
    )
    return float(-solved.fun) if solved.x is not None else 0.0


def _choices(case: Case) -> tuple[npt.NDArray[np.int64], Numbers, Numbers]:
    """Product, units and profit of every order of one product that makes sense."""
    products, demand, _minimums = case
    found = []
    for position, pack in enumerate(products.pack_size_units):
        least = int(np.ceil(max(products.moq_units[position], pack) / pack))
        most = int(products.limit_units[position] // pack)
        for packs in range(least, most + 1):
            units = packs * pack
            found.append((position, units, plain_profit(products, demand, position, units)))
    columns = np.array(found).reshape(-1, 3).T
    return columns[0].astype(np.int64), columns[1], columns[2]


def plain_profit(products: Buyable, demand: Distribution, position: int, units: float) -> float:
    """Return the expected profit of one order, added up outcome by outcome."""
    outcomes, chances = demand.units[position], demand.chances[position]

    def short_and_waiting(stock: float) -> tuple[float, float]:
        left = np.maximum(stock - outcomes, 0.0)
        short = np.maximum(outcomes - stock, 0.0)
        return float(short @ chances), float((left * (left + 1) / 2) @ chances)

    stock = products.stock_position[position]
    short, waiting = short_and_waiting(stock)
    short_then, waiting_then = short_and_waiting(stock + units)
    holding = products.holding_cost[position] / max(products.daily_demand[position], 1 / 1000)
    sold = products.margin[position] * (short - short_then)
    return float(sold - holding * (waiting_then - waiting) - products.order_cost[position])


def _speed(count: int, seed: int) -> str:
    case = random_case(np.random.default_rng([seed, count]), count, SUPPLIERS)
    ranking, ranking_seconds = timed(lambda: ranked(*case))
    everything = float(ranking.ranked_steps(ranking.buy(1))["spend"].sum())
    seconds = [
        timed(partial(ranking.buy, everything * share))[1] for share in (0.01, 0.1, 0.3, 0.5, 0.9)
    ]
    return (
        f"| {count:,} | {1000 * ranking_seconds:.0f} | {1000 * np.median(seconds):.0f} "
        f"| {1000 * max(seconds):.0f} |"
    )
