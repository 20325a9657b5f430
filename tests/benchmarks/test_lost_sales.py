"""Zipkin's lost-sales instances: the exact measure gives what is published."""

import numpy as np
import pytest

from benchmarks.lost_sales import Game, instances, plan_orders

POISSON, GEOMETRIC = instances()


@pytest.mark.parametrize(
    ("lost", "lead", "published"),
    [(4, 1, 4.041), (4, 2, 4.395), (9, 1, 5.438), (19, 2, 7.664), (39, 1, 7.836)],
)
def test_the_optimum_is_the_published_one(lost: float, lead: int, published: float) -> None:
    game = Game.of(POISSON, lost_sale_cost=lost, lead_periods=lead)

    assert game.optimum() == pytest.approx(published, abs=5e-4)


@pytest.mark.parametrize("instance", [POISSON, GEOMETRIC], ids=["Poisson", "geometric"])
@pytest.mark.parametrize("lost", [4, 39])
def test_the_plans_rule_comes_within_little_of_it(instance, lost: float) -> None:
    game = Game.of(instance, lost_sale_cost=lost, lead_periods=2)
    best, ours = game.optimum(), game.cost_of(plan_orders(instance, lost, 2))

    assert best <= ours + 1e-4
    assert ours <= 1.015 * best


def test_no_base_stock_beats_the_optimum() -> None:
    game = Game.of(POISSON, lost_sale_cost=4, lead_periods=2)

    assert game.optimum() < game.best_base_stock(around=15)
    assert np.isfinite(game.best_base_stock(around=15))
