"""Prophet: weekdays and the effect of the price, around a level that moves in steps.

As it comes, Prophet's trend goes straight on from where it stands. Sales do not: they hold about
the level that they have. So growth is flat here, and the level may step up or down at chosen days
of the past, by as much as a random walk may between them. Prophet finds these steps together with
weekdays and price; totals spread as that random walk and the days themselves do. The season of the
year is taken off beforehand where it came back: waves of a few terms miss where it begins and ends.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from inventory_core.domain.demand import HORIZON_DAYS, Demand, Flags, Numbers, Places
from inventory_core.domain.forecast import TOTAL_DAYS, Forecast, from_counts
from inventory_core.domain.language import N_
from inventory_core.forecasting.contest import Model
from inventory_core.forecasting.own_history import OwnHistory
from inventory_core.forecasting.season import seasonal

if TYPE_CHECKING:
    from prophet import Prophet

NAME = "prophet"

_RESTLESSNESS = 0.04
"""How far the level moves in a day, relative to how far single days lie off it: what makes the last
25 days count most. Chosen on other products and earlier days than those of the benchmark."""
_SHARED_DOUBT = 0.02
"""Good and bad weeks of a whole shop put the totals of all its products off, by a seventh or so:
this is the square of it. No product's own past tells of them."""
_STEP_AGES = np.array([7, 14, 21, 28, 42, 56, 84])
_STEP_DAYS = 28
"""Days between older steps: what the level was then matters little now."""
_LEAST_SCALE = 1e-4
_RECENT_DAYS = 56
_LOWEST_SHARE = 0.5
"""A fall may halve what a product sold recently, not run it into the ground."""
_LEAST_RATE = 1e-6

_PRICE_CHANGE = 0.03
_FEWEST_PRICE_CHANGES = 2
"""A price that changed but once is told apart from a step of the level only by luck."""


HISTORY = OwnHistory(
    days=14,
    sales=2,
    refusal=N_(
        "{sku} has too little history for Prophet: please choose another model until it "
        "has been on sale for {days} days and sold on {sales} of them."
    ),
)


def forecast(demand: Demand, rng: np.random.Generator) -> Forecast:  # noqa: ARG001 (the contract)
    """Fit Prophet to each product; the same demand always gives the same forecast.

    Args:
        demand: history of n products, all of which suit.
        rng: not needed, since nothing is drawn.

    Raises:
        ForecastError: a product has too little history.
    """
    return HISTORY.forecast_each(demand, _forecast_product)


MODEL = Model(name=NAME, label=N_("Prophet"), forecast=forecast, suits=HISTORY.suffices)


def _forecast_product(demand: Demand) -> Forecast:
    # Promotions, holidays, closures and season are in the exposure.
    demand, _tells, _later = seasonal(demand)
    # A day that showed nothing stays out.
    told = demand.exposure[0, : demand.days] > 0
    expected = _rates(demand, told) * demand.exposure[0]
    past, coming = expected[: demand.days][told], expected[demand.days :]
    errors = demand.units[0, told] - past
    spread = max(float((errors**2).mean()) / max(past.mean(), _LEAST_RATE), 1.0)
    totals = coming.cumsum()[TOTAL_DAYS - 1]
    spreads = spread * _spread_of_level(len(past)) + _SHARED_DOUBT * totals
    return from_counts(
        demand.skus, demand.start, coming[None, :], spread=spreads[None, :], model=NAME
    )


def _rates(demand: Demand, told: Flags) -> Numbers:
    """Expected units of every day, past and coming, as if all of them were usual."""
    units = demand.usual_units()[0]
    days = np.arange(demand.days + HORIZON_DAYS)
    columns: dict[str, object] = {"ds": pd.date_range(demand.first_day, periods=len(days))}
    model = _model()
    ages = _step_ages(demand.days)
    noise = units[told].std() / units[told].max()
    for age, gap in zip(ages, np.diff(ages, prepend=0), strict=True):
        columns[f"step {age}"] = (days >= demand.days - age).astype(float)
        scale = max(_RESTLESSNESS * noise * np.sqrt(gap), _LEAST_SCALE)
        model.add_regressor(f"step {age}", scale, standardize=False, mode="additive")
    price = _relative_price(demand.price[0])
    if price is not None:
        # Coming days keep the latest price, since no other is known.
        columns["price"] = np.pad(price, (0, HORIZON_DAYS), mode="edge")
        model.add_regressor("price")
    table = pd.DataFrame(columns)
    with _quiet():
        model.fit(table[: demand.days].assign(y=units)[told])
    found = model.predict(table)
    level = (found["trend"] + found["additive_terms"]).to_numpy()
    recent = min(units[-_RECENT_DAYS:].mean(), units.mean())
    # What weekdays and price add goes along with the level, of which Prophet knows one alone.
    around = max(level[: demand.days][told].mean(), _LEAST_RATE)
    shape = 1 + (found["trend"] * found["multiplicative_terms"]).to_numpy() / around
    return np.maximum(level, _LOWEST_SHARE * recent) * np.maximum(shape, 0.0)


def _step_ages(days: int) -> Places:
    """Days ago on which the level may have stepped: often of late, once in four weeks before.

    >>> _step_ages(100).tolist()
    [7, 14, 21, 28, 42, 56, 84]
    """
    older = np.arange(_STEP_AGES[-1] + _STEP_DAYS, days, _STEP_DAYS)
    ages = np.concatenate([_STEP_AGES, older])
    return ages[ages <= days - _STEP_AGES[0]]


def _spread_of_level(days: int) -> Numbers:
    """How many times that of single days totals over TOTAL_DAYS spread, variance by mean.

    What is not known of today's level is wrong on all days alike, and the level moves on, so that
    later days lie farther off. Source: Harvey, Forecasting, Structural Time Series Models and the
    Kalman Filter, 1989, on the local level model.

    Args:
        days: days that tell of the level; the fewer, the less it is known.
    """
    unknown = max(_RESTLESSNESS, 1 / days)
    return np.asarray(1 + unknown * TOTAL_DAYS + (_RESTLESSNESS * TOTAL_DAYS) ** 2 / 3)


def _relative_price(price: Numbers) -> Numbers | None:
    """The price relative to its mean; None where it is unknown or hardly changed."""
    if not np.isfinite(price).all() or price.min() <= 0:
        return None
    changes = np.count_nonzero(np.abs(np.diff(np.log(price))) > _PRICE_CHANGE)
    return price / price.mean() - 1 if changes >= _FEWEST_PRICE_CHANGES else None


def _model() -> "Prophet":
    from prophet import Prophet

    return Prophet(
        growth="flat",
        weekly_seasonality=True,
        yearly_seasonality=False,
        daily_seasonality=False,
        seasonality_mode="multiplicative",
        uncertainty_samples=0,
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Prophet reports every start of a fit as news."""
    loggers = [logging.getLogger(name) for name in ("cmdstanpy", "prophet")]
    before = [logger.disabled for logger in loggers]
    try:
        for logger in loggers:
            # Not its level: the libraries set that anew on their first use.
            logger.disabled = True
        yield
    finally:
        for logger, disabled in zip(loggers, before, strict=True):
            logger.disabled = disabled
