"""The season of the year: how much more or less than usual each week sells, where it came back.

Two like weeks a year apart are the only witness of a season. So it is believed as far as the shape
of one year came back in the next: first of the whole shop's sales, then of the category's beside
it, then of the product's.
"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import HORIZON_DAYS, Demand, Flags, Numbers, Places, so_far
from inventory_core.domain.products import DAYS_A_YEAR
from inventory_core.forecasting.christmas import first_season

YEAR_WEEKS = 52
FEWEST_WEEKS = 78
"""A year and a half: the second half of it shows whether the first came back."""
_MOST_WEEKS = 2 * YEAR_WEEKS
_LATER_WEEKS = 13
"""The first sale may be that of a season: so much later than the others a product may come."""
_FEWEST_OWN_WEEKS = YEAR_WEEKS + 4
_HARDLY_ANY = 0.02
"""Share of all sales that between two seasons may sell."""
_SMOOTHING = np.array([1, 2, 3, 2, 1]) / 9
"""Weights of the weeks around: Easter and sales weeks move."""
_MANY_UNITS = 2.0
_PRODUCT_UNITS = 1.0
"""Units a week added to what was sold and to what is usual: a few sales make no season. The surer
a season came back, the fewer: of what sold in no week between two equal seasons, none is expected.
"""
_FEWEST_UNITS = 0.01
_MEDIAN_OF_SQUARES = 0.455
"""Of normal numbers with a variance of one."""
_LEAST_ALIKE = 0.5
"""Of shapes that came by chance, about one in fifty is so much alike a year later."""


def seasonal(demand: Demand) -> tuple[Demand, Numbers, Numbers]:
    """Return demand whose days show more in high season, so that levels are those of usual days.

    Beside it stands how much a day without a sale tells, from 0 to 1, n × days + horizon: what is
    usual in the quietest of the weeks around, since a season may begin or end some days sooner. And
    how many usual days' demand the days after the horizon show until a year is full, n.
    """
    season, later = np.split(
        yearly_season(demand, ahead_days=DAYS_A_YEAR), [demand.exposure.shape[1]], axis=1
    )
    around = np.pad(season, ((0, 0), (7, 7)), mode="edge")
    quietest = np.minimum(np.minimum(around[:, :-14], around[:, 14:]), season)
    tells = np.minimum(demand.exposure * quietest, 1.0)
    return replace(demand, exposure=demand.exposure * season), tells, later.sum(axis=1)


def yearly_season(demand: Demand, *, ahead_days: int = HORIZON_DAYS) -> Numbers:
    """Return what each past and coming day sells relative to an average one, n × days + ahead.

    Where history is shorter than a year and a half, a Christmas that is over is the only season.
    """
    weeks = min(demand.days // 7, _MOST_WEEKS)
    if weeks < FEWEST_WEEKS:
        return first_season(demand, ahead_days=ahead_days)
    sold = _weekly(demand, weeks)
    season = np.ones((len(sold), YEAR_WEEKS))
    back = (-1 - np.arange(weeks)[::-1]) % YEAR_WEEKS
    for names in (np.zeros(len(sold)), demand.category):
        season = season * _shared(sold, season[:, back], names)
    begun = (demand.launched - demand.days) // 7 + weeks
    # What followed its first sale says nothing of the weeks before.
    since = np.where(_is_before(weeks, begun), 0.0, sold)
    own = _shape(since, season[:, back], _PRODUCT_UNITS)
    season = season * np.where(_has_own_season(sold, begun)[:, None], own, 1.0)
    season = season / season.mean(axis=1, keepdims=True)
    days = np.arange(demand.days + ahead_days)
    return np.asarray(season[:, ((days - demand.days) // 7) % YEAR_WEEKS])


def _weekly(demand: Demand, weeks: int) -> Numbers:
    """Units of the last weeks as if all days had been usual, n × weeks."""
    usual = demand.usual_units()[:, demand.days - 7 * weeks :]
    return np.asarray(usual.reshape(len(usual), weeks, 7).sum(axis=2))


def _has_own_season(sold: Numbers, begun: Places) -> Flags:
    """Tell which products were on sale for long enough to show a season of their own, n.

    Nearly all the time; or for two seasons at least, where next to nothing sold in the year before
    the second one, so that the first sale was that of the first one.

    Args:
        sold: units of the last weeks, n × weeks.
        begun: the week of each product's first sale, n.
    """
    weeks = sold.shape[1]
    on_time = begun <= min(_LATER_WEEKS, weeks - FEWEST_WEEKS)
    a_year_later = sold[:, np.minimum(np.arange(weeks) + YEAR_WEEKS, weeks - 1)]
    between = np.where(_is_before(weeks, begun), a_year_later, 0.0).sum(axis=1)
    quiet = between <= _HARDLY_ANY * sold.sum(axis=1)
    return np.asarray(on_time | quiet & (begun <= weeks - _FEWEST_OWN_WEEKS))


def _is_before(weeks: int, begun: Places) -> Flags:
    """Tell which weeks lie before the first sale, n × weeks."""
    return np.asarray(np.arange(weeks) < begun[:, None])


def _shared(sold: Numbers, expected: Numbers, names: np.ndarray) -> Numbers:
    """Return the weeks of the year that products of one name share, n × YEAR_WEEKS; mean 1.

    As far as one half of them shows the same as the other: the season of one product is its own.
    """
    groups, group = np.unique(names, return_inverse=True)
    # Each product has a say, so that one best seller does not decide; on the whole their units
    # count as many as they are, for what is a matter of chance in so many.
    root = np.sqrt(np.maximum(sold.sum(axis=1), 1.0))
    say = root / (np.bincount(group, root) / np.bincount(group))[group]
    half = np.empty(len(sold), dtype=np.int64)
    half[np.lexsort((root, group))] = np.arange(len(sold)) % 2
    units, usual = np.zeros((2, 2, len(groups), sold.shape[1]))
    np.add.at(units, (half, group), sold / say[:, None])
    np.add.at(usual, (half, group), expected * (sold.mean(axis=1) / say)[:, None])
    one, other = (_beyond(units[part], usual[part], _MANY_UNITS) for part in (0, 1))
    together = usual.sum(axis=0)
    together = together / np.maximum(together.mean(axis=1, keepdims=True), _FEWEST_UNITS)
    agreed = _reliability(_alike(one, other))
    return _shape(units.sum(axis=0), together, _MANY_UNITS, agreed=agreed)[group]


def _shape(
    sold: Numbers, expected: Numbers, prior_units: float, *, agreed: Numbers | float = 1.0
) -> Numbers:
    """Return each row's weeks of the year beyond an expected shape, rows × YEAR_WEEKS; mean 1.

    The logarithm of the shape is shrunk by how alike two years are: by the reliability of a test
    that was taken twice. Source: Spearman 1910, Brown 1910.

    Args:
        sold: units of the last weeks, rows × weeks.
        expected: the shape that is known already, rows × weeks.
        prior_units: units a week added to both.
        agreed: how far each row is believed besides, rows × 1.
    """
    overlap = sold.shape[1] - YEAR_WEEKS
    around = _year_around(sold / np.maximum(expected, _FEWEST_UNITS))
    today = around[:, -YEAR_WEEKS:].mean(axis=1, keepdims=True)
    level = sold * today / np.maximum(around, _FEWEST_UNITS)  # as if at one level all along
    usual = expected * today
    beyond = _beyond(level, usual, prior_units)
    trust = agreed * _reliability(_alike(beyond[:, -overlap:], beyond[:, :overlap]))
    added = np.maximum(prior_units * (1 - trust), _FEWEST_UNITS)
    level, usual = (_year(part, overlap) for part in _told(level, usual, overlap))
    beyond = np.log((level + added) / (usual + added))
    shape = np.exp(trust * (beyond - beyond.mean(axis=1, keepdims=True)))
    # Column k is k weeks after the last of the past: the week that a year ago followed today's.
    return np.asarray(shape / shape.mean(axis=1, keepdims=True))


def _beyond(level: Numbers, usual: Numbers, prior_units: float) -> Numbers:
    """Return how far weeks with their neighbours lie beyond what is usual, in logarithms."""
    return np.asarray(np.log((_smooth(level) + prior_units) / (_smooth(usual) + prior_units)))


def _reliability(alike: Numbers) -> Numbers:
    """Return how far a shape is believed that was seen twice, rows × 1: 0 if it was not."""
    return np.where(alike >= _LEAST_ALIKE, 2 * alike / (1 + alike), 0.0)[:, None]


def _year(weekly: Numbers, overlap: int) -> Numbers:
    """Return the newest year, with the mean of two where there are two."""
    year = weekly[:, -YEAR_WEEKS:].copy()
    year[:, -overlap:] = (weekly[:, -overlap:] + weekly[:, :overlap]) / 2
    return year


def _told(level: Numbers, usual: Numbers, overlap: int) -> tuple[Numbers, Numbers]:
    """Return weeks, and what is usual in them, as far as those around them bear them out.

    A week that lay off those around it in both years, the same way and beyond chance, stands for
    itself: so begins and ends a season. All others are smoothed.
    """
    smooth, smooth_usual = _smooth(level), _smooth(usual)
    expected = usual * smooth / np.maximum(smooth_usual, _FEWEST_UNITS)
    off = (level - expected) / np.sqrt(expected + 1)
    usually = np.sqrt(np.median(off**2, axis=1, keepdims=True) / _MEDIAN_OF_SQUARES)
    off = off / np.maximum(usually, 1.0)
    now, before = off[:, -overlap:], off[:, :overlap]
    clear = (np.minimum(np.abs(now), np.abs(before)) > 1) & (now * before > 0)
    alone = np.zeros(level.shape, dtype=bool)
    alone[:, -overlap:] |= clear
    alone[:, :overlap] |= clear
    return np.where(alone, level, smooth), np.where(alone, usual, smooth_usual)


def _year_around(weekly: Numbers) -> Numbers:
    """Average the year around each week, rows × weeks; the first and last half year stand still.

    What a product sells may rise at once, or lie low for a while: a straight line through it would
    make all years fall alike, and so look like a season.
    """
    total = so_far(weekly)
    years = (total[:, YEAR_WEEKS:] - total[:, :-YEAR_WEEKS]) / YEAR_WEEKS
    half = YEAR_WEEKS // 2
    return np.pad(years, ((0, 0), (half, weekly.shape[1] - years.shape[1] - half)), mode="edge")


def _smooth(weekly: Numbers) -> Numbers:
    padded = np.pad(weekly, ((0, 0), (2, 2)), mode="edge")
    return np.asarray(
        sum(
            weight * padded[:, place : place + weekly.shape[1]]
            for place, weight in enumerate(_SMOOTHING)
        )
    )


def _alike(one: Numbers, other: Numbers) -> npt.NDArray[np.float64]:
    """Return how far rows agree with rows, in shape and in size; 0 where one does not vary.

    The concordance of Lin, A concordance correlation coefficient, 1989, each row less its mean.
    """
    one, other = (part - part.mean(axis=1, keepdims=True) for part in (one, other))
    size = ((one**2).sum(axis=1) + (other**2).sum(axis=1)) / 2
    together = (one * other).sum(axis=1)
    return np.divide(together, size, out=np.zeros_like(size), where=size > 1e-9)
