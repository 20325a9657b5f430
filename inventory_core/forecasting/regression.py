"""Regression: a product's sales explained by its own price, weekday, trend and season.

A Poisson regression on the days that showed anything, with the exposure of each day as its
offset. It estimates the mean rightly however widely counts spread (Gourieroux, Monfort and
Trognon 1984); the spread is measured on past totals. What the explanation lately missed goes on.
"""

from dataclasses import dataclass

import numpy as np

from inventory_core.domain.demand import HORIZON_DAYS, Demand, Numbers
from inventory_core.domain.forecast import TOTAL_DAYS, Forecast, from_counts
from inventory_core.domain.language import N_
from inventory_core.forecasting.contest import Model
from inventory_core.forecasting.own_history import OwnHistory

NAME = "regression"

_YEAR_DAYS = 365.25
_DAYS_FOR_YEAR = 548
"""A year and a half: before that, half of the season has been seen but once."""
_WAVES_OF_YEAR = 2
_TREND_GOES_ON_DAYS = 28
"""A trend that was seen goes on for so long; products do not grow for ever."""
_LEAST_SHOWN = 0.1

_USUAL_CHANGE = 0.15
"""How far a weekday, season or yearly trend usually moves the logarithm of sales."""
_USUAL_ELASTICITY = 3.0
_STEP_DAYS = 28
_USUAL_STEP = 0.1
"""How far the logarithm of a level usually moves within four weeks."""
_NEWTON_STEPS = 25
_LONGEST_STEP = 2.0
_CLOSE = 1e-6
_FARTHEST = 6.0
"""No day is expected to sell less or more than this many powers of e of the mean."""

_LATELY = 0.05
_PRIOR_UNITS = 3.0
_ERROR_DAYS = np.array([7, 14, 28, 56])
_LARGEST_SPREAD = 500.0
_PRIOR_TOTALS = 2.0

_PRICE_AROUND_DAYS = 7
_PRICE_CHANGE = 0.05
_FEWEST_CHANGES = 2
_MOST_SIMILAR = 30
"""So many best sellers of a category tell what there is to tell, in a tenth of a second."""
_RELATED_DAYS = 28
"""Errors of days this far apart may still have the same cause."""
_SURE = 1.96
"""Standard errors either side that hold the truth in 95 of 100 cases."""


HISTORY = OwnHistory(
    days=56,
    sales=10,
    refusal=N_(
        "{sku} has too little history for a regression: please choose another model until "
        "it has been on sale for {days} days and sold on {sales} of them."
    ),
)


@dataclass(frozen=True, kw_only=True)
class PriceEffect:
    """What a product's price did to its sales: units go with price to the power of elasticity.

    elasticity: below zero, with the range low to high that holds it in 95 of 100 cases.
    """

    elasticity: float
    low: float
    high: float

    def more_sold(self, price_cut: float) -> tuple[float, float, float]:
        """Return the share sold more at a price cut: as expected, at least and at most.

        >>> effect = PriceEffect(elasticity=-2.0, low=-3.0, high=-1.0)
        >>> [round(share, 2) for share in effect.more_sold(0.1)]
        [0.23, 0.11, 0.37]
        """
        expected, least, most = (
            float((1 - price_cut) ** power - 1) for power in (self.elasticity, self.high, self.low)
        )
        return expected, least, most


@dataclass(frozen=True, eq=False, kw_only=True)
class _Fit:
    """Weights of the columns, and the curvature of the likelihood around them."""

    weights: Numbers
    curvature: Numbers

    def rates(self, columns: Numbers) -> Numbers:
        """Units per usual day at each row of columns."""
        return _rates(columns, self.weights)


def price_effect(demand: Demand) -> PriceEffect | None:
    """Tell how much more one product sells at a lower price; None where that is not known.

    It is known where the price changed by 5 % at least twice, and sales clearly went against it.
    Promotions count as the lower prices that they are. Errors that stay for weeks are allowed for
    (Newey and West 1987), and so is a level that moves by itself every four weeks.
    """
    changes = (np.abs(np.diff(_log_price(demand))) >= np.log1p(_PRICE_CHANGE)).sum()
    if changes < _FEWEST_CHANGES or not HISTORY.suffices(demand).all():
        return None
    shown = np.minimum(demand.exposure[0, : demand.days], 1.0)
    told = shown > _LEAST_SHOWN
    steps = np.arange(demand.days)[:, None] >= np.arange(_STEP_DAYS, demand.days, _STEP_DAYS)
    columns, usual = _columns(demand)
    # Level first and price last, as without the steps.
    columns = np.insert(columns[: demand.days], [1], steps, axis=1)
    usual = np.insert(usual, 1, np.full(steps.shape[1], _USUAL_STEP))
    fit = _fit(columns[told], demand.units[0, told], shown[told], usual)
    expected = fit.rates(columns) * shown * told
    errors = demand.units[0] * told - expected
    elasticity = float(fit.weights[-1])
    doubt = _SURE * _standard_error(columns, errors, fit.curvature, expected.sum())
    if elasticity + doubt >= 0:
        return None
    return PriceEffect(
        elasticity=elasticity,
        low=elasticity - doubt,
        high=elasticity + doubt,
    )


def similar_price_effects(demand: Demand, sku: str) -> list[PriceEffect]:
    """Return what is known of the prices of a product's category, from its best sellers.

    Args:
        demand: of all products.
        sku: one of them, left out itself.
    """
    category = demand.category[demand.skus == sku]
    similar = (demand.category == category) & (demand.skus != sku) & (category != "")
    sold = np.where(similar, demand.units.sum(axis=1), -1.0)
    best = np.argsort(-sold, kind="stable")[: min(_MOST_SIMILAR, int(similar.sum()))]
    effects = (price_effect(demand.product(other)) for other in demand.skus[best])
    return [effect for effect in effects if effect is not None]


def _standard_error(columns: Numbers, errors: Numbers, curvature: Numbers, units: float) -> float:
    """Standard error of the last weight, where errors of neighbouring days belong together.

    At least that of days on their own, which a few stretches of days may fall short of by luck.

    Args:
        columns: days × weights.
        errors: of each day.
        curvature: of the likelihood, weights × weights.
        units: expected in all.
    """
    inverse = np.linalg.solve(curvature, np.eye(len(curvature))[-1])
    daily = (columns @ inverse) * errors
    variance = daily @ daily
    for lag in range(1, min(_RELATED_DAYS, len(daily))):
        variance += 2 * (1 - lag / _RELATED_DAYS) * (daily[lag:] @ daily[:-lag])
    alone = inverse[-1] * max(errors @ errors / units, 1.0)
    return float(np.sqrt(max(variance, alone)))


def forecast(demand: Demand, rng: np.random.Generator) -> Forecast:  # noqa: ARG001 (the contract)
    """Explain each product's sales and forecast them at its latest price.

    Args:
        demand: history of n products, all of which suit.
        rng: not needed, since nothing is drawn.

    Raises:
        ForecastError: a product has too little history.
    """
    return HISTORY.forecast_each(demand, _forecast_product)


MODEL = Model(name=NAME, label=N_("Regression"), forecast=forecast, suits=HISTORY.suffices)


def _forecast_product(demand: Demand) -> Forecast:
    columns, usual = _columns(demand)
    shown = demand.exposure[0]
    told = shown[: demand.days] > _LEAST_SHOWN
    fit = _fit(
        columns[: demand.days][told], demand.units[0, told], shown[: demand.days][told], usual
    )
    expected = fit.rates(columns) * shown
    past, units = expected[: demand.days] * told, demand.units[0] * told
    lately = _lately(units, past)
    # No usual day is expected to sell more than the best one did.
    best = demand.usual_units().max()
    mean = np.minimum(expected * lately[-1], best * shown)[demand.days :]
    spread = _spread(units, past, lately)
    return from_counts(demand.skus, demand.start, mean[None, :], spread=spread[None, :], model=NAME)


def _columns(demand: Demand) -> tuple[Numbers, Numbers]:
    """What explains each past and coming day, and how large each weight usually is.

    (days + HORIZON_DAYS) × columns, the first being the level; columns.
    """
    days = np.arange(demand.days + HORIZON_DAYS)
    on = demand.weekdays(len(days))
    # Centred on today: the level that goes on is the one of now.
    trend = np.minimum(days - demand.days, _TREND_GOES_ON_DAYS) / _YEAR_DAYS
    columns = [np.ones(len(days)), trend, *(on == day for day in range(7))]
    if demand.days >= _DAYS_FOR_YEAR:
        angles = 2 * np.pi * np.outer(np.arange(1, _WAVES_OF_YEAR + 1), days) / _YEAR_DAYS
        columns += [*np.sin(angles), *np.cos(angles)]
    usual = [np.inf, *np.full(len(columns) - 1, _USUAL_CHANGE), _USUAL_ELASTICITY]
    columns.append(np.pad(_log_price(demand), (0, HORIZON_DAYS), mode="edge"))
    return np.column_stack(columns).astype(float), np.array(usual)


def _log_price(demand: Demand) -> Numbers:
    """Logarithm of the price that held around each day, relative to the latest; 0 if unknown."""
    from scipy.ndimage import median_filter

    price = demand.price[0]
    if not (np.isfinite(price) & (price > 0)).all():
        return np.zeros(demand.days)
    # A price of one day is a discount on one order: there the order made the price.
    log_price = np.log(median_filter(price, _PRICE_AROUND_DAYS, mode="nearest"))
    return np.asarray(log_price - log_price[-1])


def _fit(columns: Numbers, units: Numbers, shown: Numbers, usual: Numbers) -> _Fit:
    """Find the likeliest weights by Newton's method, drawn towards zero by their usual size.

    The likelihood has one peak; steps are kept short so that none leaps over it.
    """
    ridge = 1 / usual**2
    weights = np.zeros(columns.shape[1])
    weights[0] = np.log(units.sum() / shown.sum())
    for _step in range(_NEWTON_STEPS):
        mean = shown * _rates(columns, weights)
        curvature = columns.T @ (mean[:, None] * columns) + np.diag(ridge)
        step = np.linalg.solve(curvature, columns.T @ (units - mean) - ridge * weights)
        longest = np.abs(step).max()
        if longest < _CLOSE:
            break
        weights = weights + step * min(1.0, _LONGEST_STEP / longest)
    return _Fit(weights=weights, curvature=curvature)


def _rates(columns: Numbers, weights: Numbers) -> Numbers:
    others = columns[:, 1:] @ weights[1:]
    return np.asarray(np.exp(weights[0] + np.clip(others, -_FARTHEST, _FARTHEST)))


def _lately(units: Numbers, expected: Numbers) -> Numbers:
    """How many times what was expected has lately sold, before each day, days + 1."""
    from scipy.signal import lfilter

    def fading(daily: Numbers) -> Numbers:
        faded = lfilter([1.0], [1.0, _LATELY - 1.0], daily)
        return np.asarray(np.concatenate([[0.0], faded]) + _PRIOR_UNITS)

    return np.asarray(fading(units) / fading(expected))


def _spread(units: Numbers, expected: Numbers, lately: Numbers) -> Numbers:
    """Variance of totals over TOTAL_DAYS divided by their mean, from the errors of past ones."""
    actual, foretold = (np.pad(daily.cumsum(), (1, 0)) for daily in (units, expected))
    measured = [1.0]
    for days in _ERROR_DAYS[len(units) >= 2 * _ERROR_DAYS]:
        mean = (foretold[days:] - foretold[:-days]) * lately[: len(foretold) - days]
        errors = actual[days:] - actual[:-days] - mean
        independent = len(errors) / days
        # Few totals may agree by luck: the shorter ones' spread is what is taken for granted.
        own = (errors**2).sum() / max(mean.sum(), 1e-9)
        spread = (independent * own + _PRIOR_TOTALS * measured[-1]) / (independent + _PRIOR_TOTALS)
        measured.append(min(max(spread, measured[-1]), _LARGEST_SPREAD))
    known = np.log(np.r_[1, _ERROR_DAYS][: len(measured)])
    inside = np.interp(np.log(TOTAL_DAYS), known, measured)
    return np.asarray(inside * np.sqrt(np.maximum(TOTAL_DAYS / np.exp(known[-1]), 1.0)))
