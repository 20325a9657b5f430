from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.demand import Demand, plain_demand
from inventory_core.domain.forecast import LEVELS, TOTAL_DAYS, Forecast
from inventory_core.domain.frames import PRODUCTS, empty
from inventory_core.forecasting import count
from inventory_core.forecasting.new_products import (
    GIVES_WAY_DAYS,
    NAME,
    like_another,
    like_others,
    still_new,
    suggested,
)

Histories = Callable[..., Demand]
FOUR_WEEKS = int(np.flatnonzero(TOTAL_DAYS == 28)[0])


def likes(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["sku", "like_sku", "like_factor"])


def steady(days: int = 200, rate: float = 4.0) -> np.ndarray:
    return np.full(days, rate)


def forecast_of(demand: Demand, *rows: tuple[str, str, float]) -> tuple[Forecast, Forecast]:
    made = count.forecast(demand, np.random.default_rng(0))
    return made, like_others(made, demand, likes(*rows))


def test_a_product_that_never_sold_is_expected_to_sell_like_another(history_of: Histories) -> None:
    made, with_new = forecast_of(history_of(OLD=steady()), ("NEW", "OLD", 0.5))

    assert with_new.skus.tolist() == ["NEW", "OLD"]
    assert with_new.models.tolist() == [NAME, "count"]
    assert with_new.total_mean(28)[0] == pytest.approx(0.5 * made.total_mean(28)[0])
    assert np.array_equal(with_new.product("OLD").totals, made.totals)


def test_how_little_is_known_of_a_factor_shows_in_the_spread(history_of: Histories) -> None:
    made, with_new = forecast_of(history_of(OLD=steady(rate=40)), ("NEW", "OLD", 1.0))
    wide, narrow = (one.totals[0, FOUR_WEEKS] for one in (with_new.product("NEW"), made))

    # A gamma distribution of shape 2 has its 95 % quantile at 2.37 times its mean.
    assert wide[LEVELS == 0.95][0] / with_new.total_mean(28)[0] == pytest.approx(2.37, abs=0.05)
    assert wide[LEVELS == 0.05][0] < narrow[LEVELS == 0.05][0]


def test_own_sales_correct_the_factor(history_of: Histories) -> None:
    # Sold for 30 days, as much as the other each day, though half was expected
    young = np.concatenate([np.zeros(170), steady(30)])
    made, with_new = forecast_of(history_of(NEW=young, OLD=steady()), ("NEW", "OLD", 0.5))

    # Of 2 units and 4 of the other that the shape stands for, and 120 of each that were sold
    ratio = with_new.total_mean(28)[0] / made.product("OLD").total_mean(28)[0]
    assert ratio == pytest.approx(122 / 124)


def test_days_without_a_sale_lower_the_factor(history_of: Histories) -> None:
    once = np.zeros(200)
    once[160] = 1.0
    made, with_new = forecast_of(history_of(NEW=once, OLD=steady()), ("NEW", "OLD", 1.0))

    # One unit in 40 days in which the other sold 160: (2 + 1) / (2 + 160)
    ratio = with_new.total_mean(28)[0] / made.product("OLD").total_mean(28)[0]
    assert ratio == pytest.approx(3 / 162)


def test_days_sold_out_do_not(history_of: Histories) -> None:
    young = np.concatenate([np.zeros(170), steady(30)])
    demand = history_of(NEW=young, OLD=steady())
    demand.units[0, 180:] = 0.0
    demand.exposure[0, 180:200] = 0.0
    made, with_new = forecast_of(demand, ("NEW", "OLD", 1.0))

    ratio = with_new.total_mean(28)[0] / made.product("OLD").total_mean(28)[0]
    assert ratio == pytest.approx(42 / 42)


@pytest.mark.parametrize(("days", "model"), [(GIVES_WAY_DAYS, "count"), (GIVES_WAY_DAYS - 1, NAME)])
def test_a_product_with_history_enough_goes_by_it(
    history_of: Histories, days: int, model: str
) -> None:
    settled = np.concatenate([np.zeros(200 - days), steady(days)])
    demand = history_of(NEW=settled, OLD=steady())
    _, with_new = forecast_of(demand, ("NEW", "OLD", 3.0))

    assert with_new.product("NEW").models.tolist() == [model]
    assert still_new(demand, pd.Series(["NEW", "OLD", "OTHER"])) == (
        ["OTHER"] if model == "count" else ["NEW", "OTHER"]
    )


def test_a_new_product_has_the_year_of_the_other(history_of: Histories) -> None:
    made, _with_new = forecast_of(history_of(OLD=steady()))
    summer_comes = replace(made, later=np.array([900.0]))

    assert like_another(summer_comes, "OLD", 0.5).later == pytest.approx([450])


@pytest.mark.parametrize("like", ["NEVER SOLD", "NEW"])
def test_what_cannot_be_a_likeness_is_left_aside(history_of: Histories, like: str) -> None:
    made, with_new = forecast_of(history_of(OLD=steady()), ("NEW", like, 1.0))

    assert with_new is made


def shop(**facts: tuple[str, float, float]) -> tuple[pd.DataFrame, Demand]:
    """Category, price and units a day of each product; none a day never sold."""
    products = empty(PRODUCTS).reindex(range(len(facts)))
    products = products.assign(
        sku=list(facts),
        category=[category for category, _, _ in facts.values()],
        price=[price for _, price, _ in facts.values()],
    )
    sold = {sku: steady(rate=rate) for sku, (_, _, rate) in facts.items() if rate}
    demand = plain_demand(
        skus=np.array(sorted(sold)),
        first_day=date(2026, 1, 1),
        units=np.stack([sold[sku] for sku in sorted(sold)]),
    )
    return products, demand


def test_the_usual_seller_of_the_category_is_proposed() -> None:
    products, demand = shop(
        A=("mugs", 10, 1),
        B=("mugs", 12, 3),
        C=("mugs", 11, 50),
        D=("tea", 10, 4),
        E=("mugs", 10, 0),
    )

    assert suggested(products, demand, "E") == "B"


def test_without_a_category_all_products_are_alike() -> None:
    products, demand = shop(A=("mugs", 10, 1), B=("tea", 12, 3), C=("cards", 11, 50), E=("", 10, 0))

    assert suggested(products, demand, "E") == "B"


def test_of_many_those_at_about_its_price_are_looked_at() -> None:
    cheap = {f"C{number:02}": ("mugs", 2.0, 30.0) for number in range(20)}
    dear = {f"D{number:02}": ("mugs", 50.0, 2.0) for number in range(15)}
    products, demand = shop(**cheap, **dear, NEW=("mugs", 45.0, 0))

    proposed = suggested(products, demand, "NEW")
    assert proposed is not None
    assert proposed.startswith("D")


def test_nothing_is_proposed_where_nothing_sold_long_enough() -> None:
    products, demand = shop(A=("mugs", 10, 1), E=("mugs", 10, 0))

    assert suggested(products, demand.until(GIVES_WAY_DAYS - 1), "E") is None


def test_a_thing_that_is_not_in_the_shop_is_expected_like_a_new_product(
    history_of: Histories,
) -> None:
    made, with_new = forecast_of(history_of(OLD=steady()), ("NEW", "OLD", 0.5))
    thought_of = like_another(made, "OLD", 0.5)

    assert np.array_equal(thought_of.totals, with_new.product("NEW").totals)
    assert np.array_equal(thought_of.mean, with_new.product("NEW").mean)
    assert thought_of.models.tolist() == [NAME]
