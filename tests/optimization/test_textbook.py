"""Golden numbers: worked cases of textbooks and lectures, answered by our public functions alone.

The file is not part of the project. TEXTBOOK_CASES names another one of the same shape.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import integrate, stats

from benchmarks.dynamic import Stages, best_decisions
from benchmarks.lot_schedule import PeriodPrices, best_schedule
from inventory_core.domain.distribution import AnyDistribution, Distribution, NegativeBinomial
from inventory_core.optimization import price_breaks
from inventory_core.optimization.eoq import economic_order_quantity, yearly_cost
from inventory_core.optimization.joint_orders import JointProducts, best_cycle
from inventory_core.optimization.newsvendor import (
    OneShot,
    best_quantity,
    expected_cost,
    expected_profit,
    expected_short,
    fill_rate,
    typed_distribution,
)
from inventory_core.optimization.price_breaks import PriceBreaks
from tests import shared
from tests.conftest import LAST_WORD

FILE = Path(os.environ.get("TEXTBOOK_CASES") or shared.FOLDER / "textbook_cases.json")

if not os.environ.get("TEXTBOOK_CASES") and not FILE.exists():
    pytest.skip(shared.HOW_TO_HAVE_THEM, allow_module_level=True)

CASES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))

Inputs = Mapping[str, Any]
Answers = dict[str, Any]


# What a case calls its numbers, turned into the arguments of our functions


def _periods(inputs: Inputs) -> float:
    """A lead time of L covers L + 1 periods."""
    return (inputs.get("lead_time") or 0) + 1


@dataclass(frozen=True)
class FromScipy:
    """One product whose demand is any distribution of scipy's, as the newsvendor asks for it."""

    demand: Any

    @property
    def mean(self) -> np.ndarray:
        return np.array([self.demand.mean()])

    @property
    def variance(self) -> np.ndarray:
        return np.array([self.demand.var()])

    def least(self, level: float) -> np.ndarray:
        return np.array([self.demand.ppf(level)])

    def expected_short(self, stock: np.ndarray) -> np.ndarray:
        end = {"b": self.demand.isf(1e-13), "epsabs": 1e-11, "limit": 500}
        each = [integrate.quad(self.demand.sf, units, **end)[0] for units in stock.ravel()]
        return np.array(each).reshape(stock.shape)


def _normal(inputs: Inputs) -> AnyDistribution:
    periods = _periods(inputs)
    mean, spread = inputs["demand_mean"] * periods, inputs["demand_sd"] * periods**0.5
    return FromScipy(stats.norm(mean, spread))


def _poisson(inputs: Inputs) -> AnyDistribution:
    return typed_distribution(inputs["demand_mean"] * _periods(inputs), 0)


def _given(inputs: Inputs, *, prefix: str = "") -> AnyDistribution:
    """The chance of each number of units by name, or of 0, 1, 2, ... in order; or scipy's."""
    listed = inputs.get(f"{prefix}pmf")
    if isinstance(listed, list):
        return Distribution.of(np.arange(float(len(listed)))[None], listed)
    if listed:
        chances = {float(units): chance for units, chance in listed.items()}
        units = sorted(chances)
        return Distribution.of(np.array([units]), [chances[each] for each in units])
    named = inputs[f"{prefix}distrib"]
    demand = getattr(stats, named["scipy_dist"])(*named["args"], **named["kwds"])
    return _whole_units(demand) if hasattr(demand, "pmf") else FromScipy(demand)


def _whole_units(demand: Any) -> Distribution:
    units = np.arange(demand.isf(1e-14) + 1)
    return Distribution.of(units[None], demand.pmf(units))


def _demand(inputs: Inputs) -> AnyDistribution:
    return _given(inputs, prefix="demand_")


def _negative_binomial(inputs: Inputs) -> AnyDistribution:
    if "mean" in inputs:
        return typed_distribution(inputs["mean"], inputs["sd"])
    more = 1 / inputs["p"] - 1
    return NegativeBinomial(mean=np.array([inputs["r"] * more]), scale=more)


def _geometric(inputs: Inputs) -> AnyDistribution:
    return _whole_units(stats.geom(inputs["p"]))


def _each(values: Any, periods: int) -> list[float]:
    """One number for each period; some sources count from 1 and put a dummy first."""
    listed = values if isinstance(values, list) else [values] * periods
    return listed[-periods:]


# Our answers


def _lot(inputs: Inputs) -> Answers:
    rates = {
        "demand_rate": inputs["demand_rate"],
        "order_cost": inputs["fixed_cost"],
        "holding_cost": inputs["holding_cost"],
    }
    lot = inputs.get("order_quantity") or float(economic_order_quantity(**rates))
    return {"order_quantity": lot, "cost": float(yearly_cost(lot, **rates))}


def _price_breaks(*, incremental: bool) -> Callable[[Inputs], Answers]:
    def answer(inputs: Inputs) -> Answers:
        breaks = PriceBreaks(
            from_units=tuple(inputs["breakpoints"]),
            unit_cost=tuple(inputs["unit_costs"]),
            incremental=incremental,
        )
        rates = {
            "demand_rate": inputs["demand_rate"],
            "order_cost": inputs["fixed_cost"],
            "holding_rate": inputs["holding_cost_rate"],
        }
        lots = price_breaks.best_lots(breaks, **rates)
        costs = price_breaks.yearly_spending(breaks, lots, **rates)
        lot = lots[costs.argmin()]
        return {"order_quantity": lot, "region": int(breaks.region(lot)), "cost": costs.min()}

    return answer


def _joint_orders(inputs: Inputs) -> Answers:
    products = JointProducts(
        demand_rates=inputs["demand_rates"],
        holding_costs=inputs["holding_costs"],
        order_costs=inputs["individual_fixed_costs"],
        shared_order_cost=inputs["shared_fixed_cost"],
    )
    cycle = best_cycle(products)
    lots = cycle.cycle_years * cycle.multiples * products.demand_rates
    own = yearly_cost(
        lots,
        demand_rate=products.demand_rates,
        order_cost=products.order_costs,
        holding_cost=products.holding_costs,
    )
    return {
        "order_quantities": lots.tolist(),
        "base_cycle_time": cycle.cycle_years,
        "order_multiples": cycle.multiples.tolist(),
        "cost": products.shared_order_cost / cycle.cycle_years + own.sum(),
    }


def _by_cost(demand_of: Callable[[Inputs], AnyDistribution]) -> Callable[[Inputs], Answers]:
    def answer(inputs: Inputs) -> Answers:
        demand = demand_of(inputs)
        costs = {"short_cost": inputs["stockout_cost"], "over_cost": inputs["holding_cost"]}
        level = inputs.get("base_stock_level")
        level = best_quantity(demand, **costs) if level is None else level
        return {"base_stock_level": level, "cost": expected_cost(demand, level, **costs)}

    return answer


def _by_profit(demand_of: Callable[[Inputs], AnyDistribution]) -> Callable[[Inputs], Answers]:
    """These cases charge the stockout cost beyond the lost margin, and holding beyond salvage."""

    def answer(inputs: Inputs) -> Answers:
        demand = demand_of(inputs)
        product = OneShot(
            price=inputs["revenue"],
            cost=inputs["purchase_cost"],
            salvage_value=inputs["salvage_value"],
            goodwill_cost=inputs["stockout_cost"],
            holding_cost=inputs["holding_cost"],
        )
        level = inputs.get("base_stock_level")
        if level is None:
            level = best_quantity(
                demand, short_cost=product.short_cost, over_cost=product.over_cost
            )
        return {"base_stock_level": level, "profit": expected_profit(demand, level, product)}

    return answer


def _by_price(inputs: Inputs) -> Answers:
    demand = _normal(inputs)
    product = OneShot(price=inputs["price"], cost=inputs["unit_cost"])
    costs = {"short_cost": product.short_cost, "over_cost": product.over_cost}
    quantity = best_quantity(demand, **costs)
    return {
        "critical_ratio": product.critical_ratio,
        "order_quantity": quantity,
        "fill_rate": fill_rate(demand, quantity),
        "expected_cost_of_uncertainty": expected_cost(demand, quantity, **costs),
    }


def _ratio(inputs: Inputs) -> Answers:
    product = OneShot(
        price=inputs["price"],
        cost=inputs["cost"],
        salvage_value=inputs["salvage"],
        goodwill_cost=inputs["penalty"],
    )
    return {"critical_ratio": product.critical_ratio}


def _known_demand(inputs: Inputs) -> Answers:
    """Periods are counted from 1 in the answers, with a dummy first."""
    periods = inputs.get("num_periods", len(inputs["demand"]))
    prices = PeriodPrices(
        order_cost=_each(inputs["fixed_cost"], periods),
        holding_cost=_each(inputs["holding_cost"], periods),
        cost=_each(inputs.get("purchase_cost", 0), periods),
    )
    schedule = best_schedule(_each(inputs["demand"], periods), prices)
    return {
        "cost": schedule.cost,
        "order_quantities": [0, *schedule.quantities.tolist()],
        "next_order_periods": [0, *(schedule.next_orders + 1).tolist()],
        "order_plans": schedule.quantities.tolist(),
    }


def _season(inputs: Inputs) -> Answers:
    """Sales that wait; the source leaves out demand beyond so many standard deviations."""
    periods = inputs["num_periods"]
    cost, order_cost, holding, waiting, discount, means, spreads = (
        np.array(_each(inputs[name], periods), dtype=float)
        for name in (
            *("purchase_cost", "fixed_cost", "holding_cost", "stockout_cost", "discount_factor"),
            *("demand_mean", "demand_sd"),
        )
    )
    demand = [stats.norm(*each) for each in zip(means, spreads, strict=True)]
    chances = [_whole(each, tail=stats.norm.sf(inputs.get("d_spread", 4))) for each in demand]
    most = sum(each.size - 1 for each in chances)
    levels = np.arange(-most, most + 1.0)
    z = (levels - means[:, None]) / spreads[:, None]
    short = spreads[:, None] * (stats.norm.pdf(z) - z * stats.norm.sf(z))
    left = levels - means[:, None] + short
    final = inputs["terminal_holding_cost"] * np.maximum(levels, 0.0)
    stages = Stages(
        levels=levels,
        chances=chances,
        kept=holding[:, None] * left + waiting[:, None] * short,
        final=final + inputs["terminal_stockout_cost"] * np.maximum(-levels, 0.0),
        cost=cost,
        order_cost=order_cost,
        discount=discount,
    )
    plan = best_decisions(stages)
    return {"total_cost": plan.costs[0, most + inputs.get("initial_inventory_level", 0)]}


def _whole(demand: Any, *, tail: float) -> np.ndarray:
    """Chances of 0, 1, 2, ... units of a rounded demand, without what is beyond a chance."""
    lowest, highest = round(demand.ppf(tail)), round(demand.isf(tail))
    edges = np.arange(lowest, highest + 2) - 0.5
    return np.append(np.zeros(lowest), np.diff(demand.cdf(edges)))


def _short_and_left(demand_of: Callable[[Inputs], AnyDistribution]) -> Callable[[Inputs], Answers]:
    """A loss function and its complement: units expected to be short, and to be left."""

    def answer(inputs: Inputs) -> Answers:
        demand, quantity = demand_of(inputs), inputs.get("x", inputs.get("z"))
        short = expected_short(demand, quantity)
        left = expected_cost(demand, quantity, short_cost=0, over_cost=1)
        return {"n": short, "n_bar": left, "L": short, "L_bar": left}

    return answer


MODELS: Mapping[str, Callable[[Inputs], Answers]] = {
    "economic_order_quantity": _lot,
    "newsvendor_normal": _by_cost(_normal),
    "newsvendor_normal_cost": _by_cost(_normal),
    "newsvendor_poisson": _by_cost(_poisson),
    "newsvendor_poisson_cost": _by_cost(_poisson),
    "newsvendor_continuous": _by_cost(_demand),
    "newsvendor_discrete": _by_cost(_demand),
    "newsvendor_normal_explicit": _by_profit(_normal),
    "newsvendor_poisson_explicit": _by_profit(_poisson),
    "newsvendor_normal (price p, cost c, no salvage)": _by_price,
    "critical ratio with salvage and goodwill": _ratio,
    "economic_order_quantity_with_all_units_discounts": _price_breaks(incremental=False),
    "economic_order_quantity_with_incremental_discounts": _price_breaks(incremental=True),
    "joint_replenishment_problem_silver_heuristic": _joint_orders,
    "wagner_whitin": _known_demand,
    "finite_horizon_dp": _season,
    # What is expected to be short is what textbooks call a loss function.
    "poisson_loss": _short_and_left(lambda case: typed_distribution(case["mean"], 0)),
    "geometric_loss": _short_and_left(_geometric),
    "negative_binomial_loss": _short_and_left(_negative_binomial),
    "discrete_loss": _short_and_left(_given),
}
"""The models of the textbooks that the project has, by the names of the cases."""


def tolerance(words: str, name: str) -> dict[str, float]:
    """How far off a number may be, from words such as "places=7", "exact", "1e-9" or a sentence.

    >>> tolerance("Q to 0.02; fill rate to 0.01", "order_quantity")
    {'rel': 0, 'abs': 0.02}
    """
    if words == "exact" or words.startswith(f"{name} exact"):
        return {"rel": 1e-12, "abs": 0}
    if words.startswith("rtol="):
        return {"rel": float(words.removeprefix("rtol=").partition(",")[0]), "abs": 0}
    if words.startswith("places="):
        return {"rel": 0, "abs": 0.5 * 10.0 ** -int(words.removeprefix("places="))}
    short = {"order_quantity": "Q", "expected_cost_of_uncertainty": "cost"}
    told = re.search(rf"{short.get(name, name.replace('_', ' '))} to ([\d.e-]+)", words)
    unsaid = "1e-9" if " to " in words else words
    return {"rel": 0, "abs": float(told[1] if told else unsaid)}


class OneOf:
    """Equal to any of several answers that are equally good."""

    def __init__(self, answers: list[Any]) -> None:
        self.answers = answers

    def __eq__(self, other: object) -> bool:
        return any(other == pytest.approx(answer) for answer in self.answers)

    def __repr__(self) -> str:
        return f"one of {self.answers}"

    __hash__ = None


OURS = [case for case in CASES if case["model"] in MODELS]


@pytest.mark.parametrize("case", OURS, ids=[case["case"] for case in OURS])
def test_our_number_is_the_textbook_number(case: dict[str, Any]) -> None:
    answers = MODELS[case["model"]](case["inputs"])
    words = case["tolerance"]
    expected = {
        name: OneOf(number)
        if name == "order_plans"
        else pytest.approx(
            number, **tolerance(words if isinstance(words, str) else words[name], name)
        )
        for name, number in case["expected"].items()
    }

    assert {name: answers[name] for name in expected} == expected


def test_cases_of_models_that_the_project_does_not_have_are_named(
    record_property: Callable[[str, object], None],
) -> None:
    without = Counter(case["model"] for case in CASES if case["model"] not in MODELS)
    names = ", ".join(f"{count} {model}" for model, count in sorted(without.items()))
    record_property(
        LAST_WORD, f"Textbook cases: {len(OURS)} tried, {without.total()} left out ({names})."
    )

    assert len(OURS) + without.total() == len(CASES)
    assert names.count(",") == len(without) - 1


def test_every_model_that_the_project_has_is_tried() -> None:
    if os.environ.get("TEXTBOOK_CASES"):
        pytest.skip("TEXTBOOK_CASES names a file that need not have a case of every model.")

    assert {case["model"] for case in OURS} == set(MODELS)
