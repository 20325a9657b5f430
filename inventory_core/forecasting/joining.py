"""Which models of one product alone join the combination: where all products' tests say so.

What a model gained on one product's few tests is mostly luck. What it gained on all products in one
month may be luck as well, since a good month is a good month for all of them. So a model joins the
totals of so many days only if all products together would have been better off with it in each of
the tests, and by more than chance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from inventory_core.domain.demand import HORIZON_DAYS, Demand, Numbers
from inventory_core.domain.forecast import TOTAL_DAYS, Forecast
from inventory_core.forecasting.contest import (
    BACKTEST_DAYS,
    COMBINATION,
    ORIGINS,
    SCORED_LEVELS,
    pinball_loss,
)

HORIZONS = np.array([7, 14, 28])
"""Days of the totals that models are compared on; longer ones go by the last."""
NOBODY = ""
"""Stands for the model that joins where none does."""

_SHARE = 1 / 3
"""What joins weighs: as much as each of two models that were there before."""
_FEWEST_PRODUCTS = 20
_STANDARD_ERRORS = 2.0
_LEAST_SHOWN = 0.75
"""A test counts where so much of its days showed demand: of what was sold out then nobody is right.
"""


@dataclass(frozen=True, eq=False, kw_only=True)
class Outcomes:
    """What models said of n products' last months before these were known, and what sold.

    sold: n × ORIGINS × HORIZONS, NaN where that is no test. said: by model, the same ×
    SCORED_LEVELS, NaN where it said nothing. COMBINATION is what the others are to join.
    """

    sold: Numbers
    said: Mapping[str, Numbers]

    def product(self, row: int) -> "Outcomes":
        """Return the tests of one of the products."""
        one = slice(row, row + 1)
        return Outcomes(
            sold=self.sold[one], said={name: said[one] for name, said in self.said.items()}
        )

    def beside(self, others: "Outcomes") -> "Outcomes":
        """Return these with what other models said in the tests of the same products."""
        return replace(self, said={**self.said, **others.said})

    def losses(self, said: Numbers) -> Numbers:
        """Return the pinball loss of something said, n × ORIGINS × HORIZONS."""
        levels = len(SCORED_LEVELS)
        lost = pinball_loss(said.reshape(-1, levels), self.sold.ravel(), SCORED_LEVELS)
        return lost.reshape(self.sold.shape)


@dataclass(frozen=True, kw_only=True)
class Joining:
    """The model that joins at each of HORIZONS, or NOBODY.

    gain: share by which all products' tests lost less with them.
    """

    models: tuple[str, ...]
    gain: float = 0.0

    @property
    def changes_forecasts(self) -> bool:
        """Whether any model joins."""
        return any(name != NOBODY for name in self.models)


def outcomes(demand: Demand, tried: Mapping[str, Mapping[int, Forecast]]) -> Outcomes:
    """Collect what models said of the last months, by model and by the days known then."""
    origins = demand.days - BACKTEST_DAYS * np.arange(ORIGINS, 0, -1)
    sold = np.full((len(demand.skus), ORIGINS, len(HORIZONS)), np.nan)
    for place, origin in enumerate(origins):
        if origin > 0:
            sold[:, place] = _sold(demand, int(origin))
    said = {name: np.full((*sold.shape, len(SCORED_LEVELS)), np.nan) for name in tried}
    for name, forecasts in tried.items():
        for place, origin in enumerate(origins):
            if forecast := forecasts.get(int(origin)):
                rows = np.searchsorted(demand.skus, forecast.skus)
                said[name][rows, place] = _quantiles(forecast)
    return Outcomes(sold=sold, said=said)


def _sold(demand: Demand, origin: int) -> Numbers:
    """Units over HORIZONS after an origin; NaN where too little of these days showed demand."""
    ends = origin + HORIZONS
    units = np.stack([demand.units[:, origin:end].sum(axis=1) for end in ends], axis=1)
    shown = np.minimum(demand.exposure[:, : demand.days], 1.0)
    share = np.stack([shown[:, origin:end].mean(axis=1) for end in ends], axis=1)
    return np.where(share >= _LEAST_SHOWN, units, np.nan)


def _quantiles(forecast: Forecast) -> Numbers:
    """Quantiles of totals, n × HORIZONS × SCORED_LEVELS."""
    each = [[forecast.total_quantile(days, level) for level in SCORED_LEVELS] for days in HORIZONS]
    return np.moveaxis(np.array(each), 2, 0)


def joining(parts: Sequence[Outcomes]) -> Joining | None:
    """Choose what joins at each horizon: the model that gained most of those that clearly did.

    None where too few products were tested to tell.
    """
    together = _stacked(parts)
    if np.isfinite(together.sold).any(axis=(1, 2)).sum() < _FEWEST_PRODUCTS:
        return None
    chosen, before, after = [], 0.0, 0.0
    for place in range(len(HORIZONS)):
        lost, gained = _gains(together, place)
        clear = {name: gain for name, gain in gained.items() if _is_clear(gain)}
        best = max(clear, key=lambda name: float(np.nansum(clear[name])), default=NOBODY)
        chosen.append(best)
        before += float(np.nansum(lost))
        after += float(np.nansum(lost - np.nan_to_num(clear[best]) if best else lost))
    return Joining(models=tuple(chosen), gain=1 - after / before if before > 0 else 0.0)


def _stacked(parts: Sequence[Outcomes]) -> Outcomes:
    """Put tests of several products under one another."""
    names = dict.fromkeys(name for part in parts for name in part.said)
    shape = (1, ORIGINS, len(HORIZONS))
    silent = np.full((*shape, len(SCORED_LEVELS)), np.nan)
    return Outcomes(
        sold=np.concatenate([part.sold for part in parts] or [np.full(shape, np.nan)]),
        said={
            name: np.concatenate([part.said.get(name, silent) for part in parts]) for name in names
        },
    )


def _gains(outcomes: Outcomes, place: int) -> tuple[Numbers, dict[str, Numbers]]:
    """What was lost at a horizon, and what less with each model; products × ORIGINS.

    By the root of what a product sells: neither best seller nor the many small ones decide alone.
    """
    own = outcomes.said.get(COMBINATION)
    if own is None:
        return np.zeros((0, ORIGINS)), {}
    sold = np.nan_to_num(outcomes.sold).sum(axis=1, keepdims=True)
    tested = np.isfinite(outcomes.sold).sum(axis=1, keepdims=True)
    scale = np.sqrt(np.maximum(sold / np.maximum(tested, 1), 1.0))

    def lost(said: Numbers) -> Numbers:
        return np.asarray((outcomes.losses(said) / scale)[:, :, place])

    without = lost(own)
    return without, {
        name: without - lost((1 - _SHARE) * own + _SHARE * said)
        for name, said in outcomes.said.items()
        if name != COMBINATION
    }


def _is_clear(gained: Numbers) -> bool:
    """Tell whether what products gained (× ORIGINS) holds in every test, and is beyond chance."""
    known = np.isfinite(gained)
    products = known.any(axis=1)
    each = np.nan_to_num(gained)[products]
    if products.sum() < _FEWEST_PRODUCTS or not (each.sum(axis=0) > 0).all():
        return False
    own = each.sum(axis=1)
    return bool(own.sum() > _STANDARD_ERRORS * own.std() * np.sqrt(len(own)))


def joined(forecast: Forecast, others: Mapping[str, Forecast], models: Sequence[str]) -> Forecast:
    """Let models join a forecast of the same products, each at its horizon.

    Args:
        forecast: by the combination.
        others: by models; without any the forecast stays, and so it does where one is missing.
        models: from Joining, one for each of HORIZONS.
    """
    if not others:
        return forecast
    partners = [others.get(name, forecast) for name in models]
    days = np.arange(1, HORIZON_DAYS + 1)
    totals = _by_horizon([_mixed(forecast.totals, one.totals) for one in partners], TOTAL_DAYS)
    mean = _by_horizon([_mixed(forecast.mean, one.mean) for one in partners], days)
    variance = _by_horizon([_mixed(forecast.variance, one.variance) for one in partners], days)
    expected = [
        _mixed(forecast.total_mean(end), one.total_mean(end))
        for end, one in zip(HORIZONS, partners, strict=True)
    ]
    return replace(
        forecast,
        mean=_adding_up(mean, np.stack(expected, axis=1)),
        variance=variance,
        later=_mixed(forecast.later, partners[-1].later),
        totals=np.maximum.accumulate(totals, axis=1),
        models=np.full(len(forecast.skus), COMBINATION),
    )


def _mixed(one: Numbers, other: Numbers) -> Numbers:
    return np.asarray((1 - _SHARE) * one + _SHARE * other)


def _by_horizon(each: Sequence[Numbers], days: np.ndarray) -> Numbers:
    """Take each day, n × days × anything, from the part of the first horizon that reaches it."""
    place = np.minimum(np.searchsorted(HORIZONS, days), len(HORIZONS) - 1)
    return np.stack([each[part][:, day] for day, part in enumerate(place)], axis=1)


def _adding_up(daily: Numbers, totals: Numbers) -> Numbers:
    """Scale days up to each of HORIZONS so that they add up to its expected total; n × days."""
    scaled, begin = daily.copy(), 0
    for place, end in enumerate(HORIZONS):
        due = np.maximum(totals[:, place] - scaled[:, :begin].sum(axis=1), 0.0)
        there = np.maximum(daily[:, begin:end].sum(axis=1), 1e-9)
        scaled[:, begin:end] *= (due / there)[:, None]
        begin = int(end)
    return scaled
