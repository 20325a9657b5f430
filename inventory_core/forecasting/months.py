"""How series of months carry on, all series at once: with their season and half of their trend.

After Assimakopoulos and Nikolopoulos, The theta model, 2000, in the reading of Hyndman and Billah,
Unmasking the Theta method, 2003: an exponential average that drifts by half the slope of a straight
line. Changed where past months of M3 were foretold better: the season is shrunk rather than tested,
the drift may turn and fades, and smoothings are averaged rather than chosen.
"""

import numpy as np

from inventory_core.domain.demand import Numbers

YEAR_MONTHS = 12

_FEWEST_MONTHS = 24
"""Before that, no month of the year was seen twice."""
_YEARLY_WEIGHT = 0.8
"""How much less each year before the last tells about the season."""
_LEAST_FACTOR = 0.05
"""Where a month sells less of the average, the season is added instead: what sells in December
alone would otherwise be divided by nothing."""
_LEVEL_SMOOTHING, _DRIFT_SMOOTHING = (
    grid.ravel() for grid in np.meshgrid([0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8], [0.0, 0.05, 0.15])
)
_SLOPE_SHARE = 0.5
_FADING = 0.8
"""Share of the drift that is left a month later."""
_START_MONTHS = 6
_NO_ERROR = 1e-9


def carry_on(past: Numbers, months: int) -> Numbers:
    """Forecast each series over the next so many months, n × months; nothing is negative.

    Args:
        past: monthly units of n series that end together, n × months; NaN before they begin and
            where nothing is known.
        months: how many months to forecast.
    """
    months_ago = np.arange(-past.shape[1], months)
    season = _season(past)[:, months_ago % YEAR_MONTHS]
    level = _year_around(past)[:, -1:]
    adds = season.min(axis=1, keepdims=True) < _LEAST_FACTOR
    factor, more = np.where(adds, 1.0, season), np.where(adds, level * (season - 1), 0.0)
    known = past.shape[1]
    straight = _without_season((past - more[:, :known]) / factor[:, :known], months)
    return np.asarray(np.maximum(straight * factor[:, known:] + more[:, known:], 0.0))


def _season(past: Numbers) -> Numbers:
    """Return what each month of the year is to its average month, n × 12, the coming one first.

    Shares of a centred average over a year, shrunk towards 1 as far as chance explains them
    (James and Stein, 1961): a season that is not there all but vanishes.
    """
    known = np.isfinite(past)
    average = _year_around(past)
    years_ago = np.arange(past.shape[1])[::-1] // YEAR_MONTHS
    weight = np.asarray(_YEARLY_WEIGHT**years_ago * known, dtype=np.float64)
    expected = _by_month(weight * average)
    season = _by_month(weight * np.nan_to_num(past)) / np.maximum(expected, _NO_ERROR)
    season = season / np.maximum(season.mean(axis=1, keepdims=True), _NO_ERROR)
    fitted = average * season[:, np.arange(-past.shape[1], 0) % YEAR_MONTHS]
    errors = weight * (np.nan_to_num(past) - fitted)
    chance = (_by_month(errors**2) / np.maximum(expected, _NO_ERROR) ** 2).mean(axis=1)
    years = known.sum(axis=1) / YEAR_MONTHS
    chance = chance * years / np.maximum(years - 1, 0.5)
    share = 1 - np.minimum(chance / np.maximum(season.var(axis=1, ddof=1), _NO_ERROR), 1.0)
    share = np.where(known.sum(axis=1) >= _FEWEST_MONTHS, share, 0.0)
    return np.asarray(1 + (season - 1) * share[:, None])


def _year_around(past: Numbers) -> Numbers:
    """Average the year around each month, n × months; the first and last half year share one.

    Series of a year or less have none.
    """
    months = past.shape[1]
    half = YEAR_MONTHS // 2
    if months <= YEAR_MONTHS:
        return np.zeros_like(past)
    weights = np.r_[0.5, np.ones(YEAR_MONTHS - 1), 0.5] / YEAR_MONTHS
    windows = np.lib.stride_tricks.sliding_window_view(past, len(weights), axis=1)
    told = np.isfinite(windows) @ weights
    average = np.nan_to_num(windows) @ weights / np.maximum(told, _NO_ERROR)
    begun = np.argmax(np.isfinite(past), axis=1)[:, None]
    centre = np.minimum(np.maximum(np.arange(months) - half, begun), months - 1 - 2 * half)
    return np.take_along_axis(average, centre, axis=1)


def _by_month(numbers: Numbers) -> Numbers:
    """Add up the same months of all years, n × 12, the coming month first."""
    missing = -numbers.shape[1] % YEAR_MONTHS
    years = np.pad(numbers, ((0, 0), (missing, 0)))
    return np.asarray(
        years.reshape(len(numbers), years.shape[1] // YEAR_MONTHS, YEAR_MONTHS).sum(axis=1)
    )


def _without_season(past: Numbers, months: int) -> Numbers:
    """Forecast months without season: exponential averages that drift, n × months.

    Each pair of smoothings counts by its likelihood, errors being normal with unknown spread.
    """
    known = np.isfinite(past)
    start, slope = _start(past), _SLOPE_SHARE * _slope(past)
    level = np.repeat(start[:, None], len(_LEVEL_SMOOTHING), axis=1)
    drift = np.repeat(slope[:, None], len(_LEVEL_SMOOTHING), axis=1)
    squares = np.zeros_like(level)
    for month in range(past.shape[1]):
        on = known[:, month, None]
        error = np.where(on, np.nan_to_num(past[:, month, None]) - level - drift, 0.0)
        squares += error**2
        level = level + on * drift + _LEVEL_SMOOTHING * error
        drift = drift + _LEVEL_SMOOTHING * _DRIFT_SMOOTHING * error
    evidence = -0.5 * known.sum(axis=1)[:, None] * np.log(np.maximum(squares, _NO_ERROR))
    weights = np.exp(evidence - evidence.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    drifted = np.cumsum(_FADING ** np.arange(months))
    level, drift = (weights * level).sum(axis=1), (weights * drift).sum(axis=1)
    return np.asarray(level[:, None] + drift[:, None] * drifted)


def _start(past: Numbers) -> Numbers:
    """Mean of the first half year known of each series, n."""
    known = np.isfinite(past)
    early = known & (known.cumsum(axis=1) <= _START_MONTHS)
    return np.asarray(np.where(early, past, 0.0).sum(axis=1) / np.maximum(early.sum(axis=1), 1))


def _slope(past: Numbers) -> Numbers:
    """Change from month to month along the straight line of least squares, n."""
    known = np.isfinite(past)
    number = np.maximum(known.sum(axis=1), 1)
    month = np.arange(past.shape[1])
    centred = known * (month - ((known * month).sum(axis=1) / number)[:, None])
    squares = np.maximum((centred**2).sum(axis=1), 1.0)
    return np.asarray((centred * np.nan_to_num(past)).sum(axis=1) / squares)
