"""Prophet: trend, weekdays and the season of the year, for products with enough history."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from inventory_core.domain.demand import HORIZON_DAYS, Demand, Numbers
from inventory_core.domain.forecast import Forecast, from_paths
from inventory_core.domain.language import N_
from inventory_core.forecasting.contest import Model
from inventory_core.forecasting.own_history import OwnHistory

if TYPE_CHECKING:
    from prophet import Prophet

NAME = "prophet"

_PATHS = 200
_DAYS_FOR_TREND = 90
"""A trend seen for a shorter time is more often chance than growth."""
_CHANGEPOINT_SCALE = 0.1
_CHANGEPOINT_SHARE = 0.9
"""Twice as ready for turns of the trend, and closer to today, than Prophet's defaults: shops turn
faster than the websites that those were made for."""
_DAYS_FOR_YEAR = 600
"""About the history in which most of the year is seen twice; before that, season is trend."""
_FOURIER_TERMS_OF_YEAR = 6
_RECENT_DAYS = 56
_LOWEST_SHARE = 0.5
"""A straight trend may halve what a product sold recently, not run it into the ground."""
_LEVEL_DAYS = 28

_PRICE_CHANGE = 0.03
_FEWEST_PRICE_CHANGES = 2
"""A price that changed but once is told apart from a trend only by luck."""

_drawing = Lock()


HISTORY = OwnHistory(
    days=14,
    sales=2,
    refusal=N_(
        "{sku} has too little history for Prophet: please choose another model until it "
        "has been on sale for {days} days and sold on {sales} of them."
    ),
)


def forecast(demand: Demand, rng: np.random.Generator) -> Forecast:
    """Fit Prophet to each product and simulate its futures.

    Args:
        demand: history of n products, all of which suit.
        rng: decides the simulated futures; the same for every product, so that a product's
            forecast does not depend on its neighbours.

    Raises:
        ForecastError: a product has too little history.
    """
    seed = int(rng.integers(2**32))
    return HISTORY.forecast_each(demand, lambda product: _forecast_product(product, seed))


MODEL = Model(name=NAME, label=N_("Prophet"), forecast=forecast, suits=HISTORY.suffices)


def _forecast_product(demand: Demand, seed: int) -> Forecast:
    rng = np.random.default_rng(seed)
    units = demand.usual_units()[0]
    rates = _rates(demand, seed)
    errors = units - rates[: demand.days, 0]
    recent = min(units[-_RECENT_DAYS:].mean(), units.mean())
    future = np.maximum(rates[demand.days :], _LOWEST_SHARE * recent)
    future = future * _levels(errors / units.mean(), rng)
    future = future * demand.coming()[0][:, None]
    paths = _counts(future, spread=float((errors**2).mean() / units.mean()), rng=rng)
    return from_paths(str(demand.skus[0]), demand.start, paths, model=NAME)


def _rates(demand: Demand, seed: int) -> Numbers:
    """Expected units of every usual day, past and future, along simulated trends: days × paths."""
    days = pd.date_range(demand.first_day, periods=demand.days + HORIZON_DAYS)
    table = pd.DataFrame({"ds": days})
    model = _model(demand.days)
    price = _relative_price(demand.price[0])
    if price is not None:
        # Coming days keep the latest price, since no other is known.
        table["price"] = np.pad(price, (0, HORIZON_DAYS), mode="edge")
        model.add_regressor("price", mode="multiplicative")
    # Promotions, holidays and closures are in the exposure. A day that showed nothing stays out.
    told = demand.exposure[0, : demand.days] > 0
    past = table[: demand.days].assign(y=demand.usual_units()[0])[told]
    with _quiet():
        model.fit(past)
    # Prophet's own noise is a bell curve, half of it below zero for a slow seller.
    model.params["sigma_obs"] = np.zeros_like(model.params["sigma_obs"])
    with _global_randomness(seed):
        rates = model.predictive_samples(table)["yhat"]
    return np.maximum(rates, 0.0)


def _relative_price(price: Numbers) -> Numbers | None:
    """The price relative to its mean; None where it is unknown or hardly changed."""
    if not np.isfinite(price).all() or price.min() <= 0:
        return None
    changes = np.count_nonzero(np.abs(np.diff(np.log(price))) > _PRICE_CHANGE)
    return price / price.mean() - 1 if changes >= _FEWEST_PRICE_CHANGES else None


def _levels(errors: Numbers, rng: np.random.Generator) -> Numbers:
    """Draw how far whole months may lie off, as factors around 1, one for each path.

    Errors of neighbouring days go together: their totals over a month vary more than the sum of
    independent days would, and the rest is uncertainty of the level.

    Args:
        errors: past errors of single days, as shares of the mean.
        rng: decides the draw.
    """
    months = len(errors) // _LEVEL_DAYS
    if months == 0:
        return np.ones(_PATHS)
    by_month = errors[-months * _LEVEL_DAYS :].reshape(months, _LEVEL_DAYS).mean(axis=1)
    variance = (by_month**2).mean() - (errors**2).mean() / _LEVEL_DAYS
    variance = float(np.clip(variance, 1e-6, 1.0))
    return rng.gamma(1 / variance, variance, size=_PATHS)


def _counts(rates: Numbers, *, spread: float, rng: np.random.Generator) -> Numbers:
    """Draw whole units around rates: Poisson, or negative binomial with variance spread × rate."""
    if spread > 1:
        rates = rng.gamma(rates / (spread - 1), spread - 1)
    return rng.poisson(rates).astype(float)


def _model(days: int) -> "Prophet":
    from prophet import Prophet

    return Prophet(
        growth="linear" if days >= _DAYS_FOR_TREND else "flat",
        weekly_seasonality=True,
        yearly_seasonality=_FOURIER_TERMS_OF_YEAR if days >= _DAYS_FOR_YEAR else False,
        daily_seasonality=False,
        changepoint_prior_scale=_CHANGEPOINT_SCALE,
        changepoint_range=_CHANGEPOINT_SHARE,
        uncertainty_samples=_PATHS,
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Prophet reports every start of a fit as news and doubts every yearly season before day 730.

    The backtest is the judge of that season here.
    """
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


@contextmanager
def _global_randomness(seed: int) -> Iterator[None]:
    """Prophet draws from numpy's global generator and takes no seed: set it, then restore it."""
    with _drawing:
        before = np.random.get_state()
        np.random.seed(seed)
        try:
            yield
        finally:
            np.random.set_state(before)
