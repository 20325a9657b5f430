"""Golden numbers: worked cases of textbooks and lectures, answered by our public functions alone.

The file is not part of the project. TEXTBOOK_CASES names another one of the same shape.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats

from inventory_core.optimization.eoq import cost_ratio, economic_order_quantity, yearly_cost
from inventory_core.optimization.newsvendor import (
    Distribution,
    OneShot,
    best_quantity,
    expected_cost,
    expected_profit,
    expected_short,
    fill_rate,
    typed_distribution,
)

ROOT = Path(__file__).parents[2]
USUAL_FOLDER = os.environ.get("SOLOSTOCK_SHARED_DATA") or ROOT / ".." / "shared" / "data"
NAMED_FILE = os.environ.get("TEXTBOOK_CASES")
FILE = Path(NAMED_FILE or Path(USUAL_FOLDER) / "textbook_cases.json").resolve()

if not NAMED_FILE and not FILE.exists():
    pytest.skip(
        f"No textbook cases in {FILE}: put the file there or name it in TEXTBOOK_CASES.",
        allow_module_level=True,
    )

CASES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))

Inputs = Mapping[str, Any]
Answers = dict[str, float]


# What a case calls its numbers, turned into the arguments of our functions


def _periods(inputs: Inputs) -> int:
    """A lead time of L covers L + 1 periods."""
    return int(inputs.get("lead_time", 0)) + 1


def _normal(inputs: Inputs) -> Distribution:
    periods = _periods(inputs)
    return stats.norm(inputs["demand_mean"] * periods, inputs["demand_sd"] * periods**0.5)


def _poisson(inputs: Inputs) -> Distribution:
    return stats.poisson(inputs["demand_mean"] * _periods(inputs))


def _named(described: Mapping[str, Any]) -> Distribution:
    return getattr(stats, described["scipy_dist"])(*described["args"], **described["kwds"])


def _chances(listed: Mapping[str, float]) -> Distribution:
    values = [int(units) for units in listed]
    return stats.rv_discrete(values=(values, list(listed.values())))()


def _given(inputs: Inputs, *, prefix: str = "") -> Distribution:
    """A distribution of scipy's by its name, or the chance of each number of units."""
    listed = inputs.get(f"{prefix}pmf")
    return _chances(listed) if listed else _named(inputs[f"{prefix}distrib"])


def _demand(inputs: Inputs) -> Distribution:
    return _given(inputs, prefix="demand_")


def _negative_binomial(inputs: Inputs) -> Distribution:
    if "mean" in inputs:
        return typed_distribution(inputs["mean"], inputs["sd"])
    return stats.nbinom(inputs["r"], inputs["p"])


# Our answers


def _lot(inputs: Inputs) -> Answers:
    rates = {
        "demand_rate": inputs["demand_rate"],
        "order_cost": inputs["fixed_cost"],
        "holding_cost": inputs["holding_cost"],
    }
    lot = inputs.get("order_quantity") or float(economic_order_quantity(**rates))
    return {"order_quantity": lot, "cost": float(yearly_cost(lot, **rates))}


def _by_cost(demand_of: Callable[[Inputs], Distribution]) -> Callable[[Inputs], Answers]:
    def answer(inputs: Inputs) -> Answers:
        demand = demand_of(inputs)
        costs = {"short_cost": inputs["stockout_cost"], "over_cost": inputs["holding_cost"]}
        level = inputs.get("base_stock_level")
        level = best_quantity(demand, **costs) if level is None else level
        return {"base_stock_level": level, "cost": expected_cost(demand, level, **costs)}

    return answer


def _by_profit(demand_of: Callable[[Inputs], Distribution]) -> Callable[[Inputs], Answers]:
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
    demand = stats.norm(inputs["demand_mean"], inputs["demand_sd"])
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


def _flatness(inputs: Inputs) -> Answers:
    return {"cost_ratio": float(cost_ratio(inputs["quantity"], inputs["quantity_optimal"]))}


def _short_and_left(demand_of: Callable[[Inputs], Distribution]) -> Callable[[Inputs], Answers]:
    """A loss function and its complement: units expected to be short, and to be left."""

    def answer(inputs: Inputs) -> Answers:
        demand, quantity = demand_of(inputs), inputs.get("x", inputs.get("z"))
        short = expected_short(demand, quantity)
        left = expected_cost(demand, quantity, short_cost=0, over_cost=1)
        return {"n": short, "n_bar": left, "L": short, "L_bar": left}

    return answer


MODELS: Mapping[str, Callable[[Inputs], Answers]] = {
    "economic_order_quantity": _lot,
    "cost ratio of a non-optimal lot": _flatness,
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
    # The newsvendor's expected shortage is what textbooks call a loss function.
    "standard_normal_loss": _short_and_left(lambda _: stats.norm()),
    "normal_loss": _short_and_left(lambda case: stats.norm(case["mean"], case["sd"])),
    "lognormal_loss": _short_and_left(
        lambda case: stats.lognorm(case["sigma"], scale=np.exp(case["mu"]))
    ),
    "exponential_loss": _short_and_left(lambda case: stats.expon(scale=1 / case["mu"])),
    "gamma_loss": _short_and_left(lambda case: stats.gamma(case["a"], scale=case["b"])),
    "uniform_loss": _short_and_left(lambda case: stats.uniform(case["a"], case["b"] - case["a"])),
    "continuous_loss": _short_and_left(_given),
    "poisson_loss": _short_and_left(lambda case: stats.poisson(case["mean"])),
    "geometric_loss": _short_and_left(lambda case: stats.geom(case["p"])),
    "negative_binomial_loss": _short_and_left(_negative_binomial),
    "discrete_loss": _short_and_left(_given),
}
"""The models of the textbooks that the project has, by the names of the cases."""


def tolerance(words: str, name: str) -> dict[str, float]:
    """How far off a number may be, from words such as "places=7", "exact", "1e-9" or a sentence.

    >>> tolerance("Q to 0.02; fill rate to 0.01", "order_quantity")
    {'rel': 0, 'abs': 0.02}
    """
    if words == "exact":
        return {"rel": 1e-12, "abs": 0}
    if words.startswith("rtol="):
        return {"rel": float(words.removeprefix("rtol=").partition(",")[0]), "abs": 0}
    if words.startswith("places="):
        return {"rel": 0, "abs": 0.5 * 10.0 ** -int(words.removeprefix("places="))}
    short = {"order_quantity": "Q", "expected_cost_of_uncertainty": "cost"}
    told = re.search(rf"{short.get(name, name.replace('_', ' '))} to ([\d.e-]+)", words)
    unsaid = "1e-9" if " to " in words else words
    return {"rel": 0, "abs": float(told[1] if told else unsaid)}


OURS = [case for case in CASES if case["model"] in MODELS]


@pytest.mark.parametrize("case", OURS, ids=[case["case"] for case in OURS])
def test_our_number_is_the_textbook_number(case: dict[str, Any]) -> None:
    answers = MODELS[case["model"]](case["inputs"])
    words = case["tolerance"]
    expected = {
        name: pytest.approx(
            number, **tolerance(words if isinstance(words, str) else words[name], name)
        )
        for name, number in case["expected"].items()
    }

    assert {name: answers[name] for name in expected} == expected


def test_cases_of_models_that_the_project_does_not_have_are_named(last_words: list[str]) -> None:
    without = Counter(case["model"] for case in CASES if case["model"] not in MODELS)
    last_words.append(
        f"Textbook cases: {len(OURS)} tried, {without.total()} of models the project does not have:"
    )
    last_words.extend(f"  {count} {model}" for model, count in sorted(without.items()))

    assert len(OURS) + without.total() == len(CASES)
    assert last_words[1:] == [f"  {without[model]} {model}" for model in sorted(without)]


def test_every_model_that_the_project_has_is_tried() -> None:
    if NAMED_FILE:
        pytest.skip("TEXTBOOK_CASES names a file that need not have a case of every model.")

    assert {case["model"] for case in OURS} == set(MODELS)
