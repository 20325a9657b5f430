"""ARIMA: what a product sold lately carries on, in an order that the program chooses itself.

Season comes first, as waves of the week and the year fitted by least squares; differencing follows
from a test for a wandering level; the orders from Hannan and Rissanen's regressions. Only the
chosen model is fitted by maximum likelihood. Slow sellers are modelled by the week.
"""

import warnings
from itertools import product

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import HORIZON_DAYS, Demand, Numbers
from inventory_core.domain.forecast import Forecast, from_paths
from inventory_core.domain.language import N_
from inventory_core.domain.products import DAYS_A_WEEK
from inventory_core.forecasting.contest import Model
from inventory_core.forecasting.own_history import OwnHistory

NAME = "arima"

_PATHS = 300
_YEAR_DAYS = 365.25
_WAVES_OF_WEEK = 3
_WAVES_OF_YEAR = 2
_DAYS_FOR_YEAR = 550
"""A year and a half: before that, half of the season has been seen but once."""
_SLOW_DAILY_UNITS = 2.0
"""Below this, weeks foretold totals as well as days did, in a third of the time."""
_WEEKS_FOR_WEEKLY = 26
_HIGHEST_ORDER = 2
_WANDERING = 0.347
"""The KPSS statistic that a steady level exceeds in 10 % of cases; Kwiatkowski et al. 1992."""
_ITERATIONS = 10
"""The first estimate is close: more iterations cost time and changed no forecast."""
_NO_ERROR = 1e-9

_Order = tuple[int, int, int]
"""Autoregressive order, differences, moving average order."""


HISTORY = OwnHistory(
    days=28,
    sales=2,
    refusal=N_(
        "{sku} has too little history for ARIMA: please choose another model until it "
        "has been on sale for {days} days and sold on {sales} of them."
    ),
)


def forecast(demand: Demand, rng: np.random.Generator) -> Forecast:
    """Choose and fit an ARIMA model for each product and simulate its futures.

    Args:
        demand: history of n products, all of which suit.
        rng: decides the simulated futures; the same for every product, so that a product's
            forecast does not depend on its neighbours.

    Raises:
        ForecastError: a product has too little history.
    """
    seed = int(rng.integers(2**32))
    return HISTORY.forecast_each(demand, lambda product: _forecast_product(product, seed))


MODEL = Model(name=NAME, label=N_("ARIMA"), forecast=forecast, suits=HISTORY.suffices)


def _forecast_product(demand: Demand, seed: int) -> Forecast:
    rng = np.random.default_rng(seed)
    units = demand.usual_units()[0]
    weeks = len(units) // DAYS_A_WEEK
    if units.mean() < _SLOW_DAILY_UNITS and weeks >= _WEEKS_FOR_WEEKLY:
        paths = _paths_by_week(units[-weeks * DAYS_A_WEEK :].reshape(weeks, DAYS_A_WEEK), rng)
    else:
        paths = _paths(units, days_apart=1, steps=HORIZON_DAYS, rng=rng)
    paths = paths * demand.coming()[0][:, None]
    return from_paths(str(demand.skus[0]), demand.start, paths, model=NAME)


def _paths_by_week(weeks: Numbers, rng: np.random.Generator) -> Numbers:
    """Simulate whole weeks (weeks × 7 days) and deal their units to the days as they used to."""
    steps = HORIZON_DAYS // DAYS_A_WEEK
    totals = _paths(weeks.sum(axis=1), days_apart=DAYS_A_WEEK, steps=steps, rng=rng)
    whole = np.floor(np.maximum(totals, 0.0) + rng.random(totals.shape)).astype(np.int64)
    share = (weeks.sum(axis=0) + 1) / (weeks.sum() + DAYS_A_WEEK)
    days = rng.multinomial(whole, share)
    return days.transpose(0, 2, 1).reshape(HORIZON_DAYS, -1).astype(float)


def _paths(units: Numbers, *, days_apart: int, steps: int, rng: np.random.Generator) -> Numbers:
    """Simulate what follows one history, steps × paths."""
    season = seasonal_waves(units, days_apart=days_apart, steps=steps)
    level = units - season[: len(units)]
    if np.ptp(level) < _NO_ERROR:
        return np.tile((season[len(units) :] + level.mean())[:, None], _PATHS)
    return season[len(units) :, None] + _simulate(level, steps, rng)


def seasonal_waves(units: Numbers, *, days_apart: int, steps: int) -> Numbers:
    """Waves around the mean over history and the next steps, as many as pay for themselves.

    The Bayesian information criterion decides: fewer waves unless more explain the history better.
    """
    days = np.arange(len(units) + steps) * days_apart
    of_week = _WAVES_OF_WEEK if days_apart == 1 else 0
    of_year = _WAVES_OF_YEAR if len(units) * days_apart >= _DAYS_FOR_YEAR else 0
    best, lowest = np.zeros(len(days)), np.inf
    for weekly, yearly in product(range(of_week + 1), range(of_year + 1)):
        columns = [np.ones(len(days))]
        columns += _waves(days, DAYS_A_WEEK, weekly) + _waves(days, _YEAR_DAYS, yearly)
        waves = np.column_stack(columns)
        weights = np.linalg.lstsq(waves[: len(units)], units, rcond=None)[0]
        fitted = waves @ weights
        error = float(((units - fitted[: len(units)]) ** 2).mean())
        criterion = _criterion(error, len(units), parameters=len(columns))
        if criterion < lowest:
            best, lowest = fitted - weights[0], criterion
    return best


def _waves(days: npt.NDArray[np.int64], period_days: float, count: int) -> list[Numbers]:
    angles = [2 * np.pi * wave * days / period_days for wave in range(1, count + 1)]
    return [turn(angle) for angle in angles for turn in (np.sin, np.cos)]


def _criterion(error: float, observations: int, *, parameters: int) -> float:
    """Bayesian information criterion of a least-squares fit; Schwarz 1978."""
    return float(observations * np.log(max(error, _NO_ERROR)) + parameters * np.log(observations))


def is_wandering(level: Numbers) -> bool:
    """Tell whether the level moves for good rather than returning; KPSS test.

    Source: Kwiatkowski, Phillips, Schmidt and Shin, 1992, with their lag rule l4.
    """
    errors = level - level.mean()
    count = len(errors)
    lags = int(4 * (count / 100) ** 0.25)
    variance = errors @ errors / count
    for lag in range(1, lags + 1):
        variance += 2 * (1 - lag / (lags + 1)) * (errors[lag:] @ errors[:-lag]) / count
    return bool((errors.cumsum() ** 2).sum() > _WANDERING * count**2 * variance)


def chosen_order(level: Numbers, *, wanders: bool) -> tuple[_Order, Numbers | None]:
    """Choose the orders by Hannan and Rissanen's regressions; return them with a first estimate."""
    from statsmodels.tsa.arima.estimators.hannan_rissanen import hannan_rissanen

    steady = np.diff(level) if wanders else level - level.mean()
    longest = max(2 * _HIGHEST_ORDER, int(min(np.log(len(steady)) ** 2, len(steady) / 4)))
    best, lowest = _simplest(wanders=wanders), np.inf
    start: Numbers | None = None
    orders = product(range(_HIGHEST_ORDER + 1), range(best[2], _HIGHEST_ORDER + 1))
    for autoregressive, moving in orders:
        estimate = hannan_rissanen(
            steady, autoregressive, moving, demean=False, initial_ar_order=longest, unbiased=False
        )[0]
        criterion = _criterion(estimate.sigma2, len(steady), parameters=autoregressive + moving)
        if criterion < lowest and estimate.is_stationary and estimate.is_invertible:
            best, lowest = (autoregressive, best[1], moving), criterion
            start = np.r_[estimate.ar_params, estimate.ma_params]
    return best, start


def _simplest(*, wanders: bool) -> _Order:
    """A steady mean; or an exponential average, where the level wanders."""
    return (0, 1, 1) if wanders else (0, 0, 0)


def _simulate(level: Numbers, steps: int, rng: np.random.Generator) -> Numbers:
    """Fit the chosen model and let errors drawn from its own past work on: steps × paths.

    Drawn errors keep the skew of counts, which a bell curve of the same width does not.
    """
    from scipy import linalg

    wanders = is_wandering(level)
    with warnings.catch_warnings():
        # Orders that do not fit are dropped, and stopping the fit early is meant.
        warnings.simplefilter("ignore")
        try:
            expected, response, errors = fit_order(
                level, steps, *chosen_order(level, wanders=wanders)
            )
        except (np.linalg.LinAlgError, ValueError):
            expected, response, errors = fit_order(level, steps, _simplest(wanders=wanders), None)
    shocks = rng.choice(errors - errors.mean(), size=(steps, _PATHS))
    return expected[:, None] + linalg.toeplitz(response, np.zeros(steps)) @ shocks


def fit_order(
    level: Numbers, steps: int, order: _Order, start: Numbers | None
) -> tuple[Numbers, Numbers, Numbers]:
    """Fit by maximum likelihood: the expected future, what one error does to it, past errors."""
    from statsmodels.tsa.statespace.sarimax import SARIMAX

    steady = order[1] == 0
    model = SARIMAX(level, order=order, trend="c" if steady else "n", concentrate_scale=True)
    if start is not None and steady:
        start = np.r_[level.mean() * (1 - start[: order[0]].sum()), start]
    fitted = model.fit(
        start_params=start,
        method="lbfgs",
        maxiter=_ITERATIONS,
        cov_type="none",
        disp=False,
        warn_convergence=False,
    )
    # The first errors measure the start of the filter, not the product.
    settled = max(order[0], order[2]) + 1
    return fitted.forecast(steps), fitted.impulse_responses(steps - 1), fitted.resid[settled:]
