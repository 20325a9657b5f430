"""The season of the year: how much more or less than usual each week sells, where it came back.

Two like weeks a year apart are the only witness of a season. So it is believed as far as the shape
of one year came back in the next: first of the category's sales, then of the product's beside it.
"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Demand, Numbers

YEAR_WEEKS = 52
FEWEST_WEEKS = 78
"""A year and a half: the second half of it shows whether the first came back."""
_MOST_WEEKS = 2 * YEAR_WEEKS
_SMOOTHING = np.array([1, 2, 3, 2, 1]) / 9
"""Weights of the weeks around: Easter and sales weeks move."""
_CATEGORY_UNITS = 2.0
_PRODUCT_UNITS = 1.0
"""Units a week added to what was sold and to what is usual: a few sales make no season."""
_LEAST_ALIKE = 0.5
"""Of shapes that came by chance, about one in fifty is so much alike a year later."""


def seasonal(demand: Demand) -> Demand:
    """Return demand whose days show more in high season, so that levels are those of usual days."""
    return replace(demand, exposure=demand.exposure * yearly_season(demand))


def yearly_season(demand: Demand) -> Numbers:
    """Return what each past and coming day sells relative to an average one, n × days + horizon.

    All 1 where history is shorter than a year and a half.
    """
    weeks = min(demand.days // 7, _MOST_WEEKS)
    if weeks < FEWEST_WEEKS:
        return np.ones_like(demand.exposure)
    sold = _weekly(demand, weeks)
    names, group = np.unique(demand.category, return_inverse=True)
    by_category = np.stack([sold[group == number].sum(axis=0) for number in range(len(names))])
    shared = _shape(by_category, np.ones_like(by_category), _CATEGORY_UNITS)[group]
    back = (-1 - np.arange(weeks)[::-1]) % YEAR_WEEKS
    own = _shape(sold, shared[:, back], _PRODUCT_UNITS)
    # What was not on sale all that time has no shape of its own to show.
    lived = demand.launched <= demand.days - 7 * weeks
    season = shared * np.where(lived[:, None], own, 1.0)
    season = season / season.mean(axis=1, keepdims=True)
    days = np.arange(demand.exposure.shape[1])
    return np.asarray(season[:, ((days - demand.days) // 7) % YEAR_WEEKS])


def _weekly(demand: Demand, weeks: int) -> Numbers:
    """Units of the last weeks as if all days had been usual, n × weeks."""
    usual = demand.usual_units()[:, demand.days - 7 * weeks :]
    return np.asarray(usual.reshape(len(usual), weeks, 7).sum(axis=2))


def _shape(sold: Numbers, expected: Numbers, prior_units: float) -> Numbers:
    """Return each row's weeks of the year beyond an expected shape, rows × YEAR_WEEKS; mean 1.

    The logarithm of the shape is shrunk by how alike two years are: by the reliability of a test
    that was taken twice. Source: Spearman 1910, Brown 1910.

    Args:
        sold: units of the last weeks, rows × weeks.
        expected: the shape that is known already, rows × weeks.
        prior_units: units a week added to both.
    """
    overlap = sold.shape[1] - YEAR_WEEKS
    now, before = sold[:, -overlap:], sold[:, :overlap]
    growth = (now.sum(axis=1) + prior_units) / (before.sum(axis=1) + prior_units)
    ages = np.arange(sold.shape[1])[::-1] / YEAR_WEEKS
    level = sold * growth[:, None] ** ages  # as if at today's level all along
    usual = expected * level[:, -YEAR_WEEKS:].mean(axis=1, keepdims=True)
    beyond = np.log((_smooth(level) + prior_units) / (_smooth(usual) + prior_units))
    newest, older = beyond[:, -YEAR_WEEKS:], beyond[:, :overlap]
    alike = _alike(newest[:, -overlap:], older)
    both = newest.copy()
    both[:, -overlap:] = (newest[:, -overlap:] + older) / 2
    both = both - both.mean(axis=1, keepdims=True)
    trust = np.where(alike >= _LEAST_ALIKE, 2 * alike / (1 + alike), 0.0)
    shape = np.exp(trust[:, None] * both)
    # Column k is k weeks after the last of the past: the week that a year ago followed today's.
    return np.asarray(shape / shape.mean(axis=1, keepdims=True))


def _smooth(weekly: Numbers) -> Numbers:
    padded = np.pad(weekly, ((0, 0), (2, 2)), mode="edge")
    return np.asarray(
        sum(
            weight * padded[:, place : place + weekly.shape[1]]
            for place, weight in enumerate(_SMOOTHING)
        )
    )


def _alike(one: Numbers, other: Numbers) -> npt.NDArray[np.float64]:
    """Correlate rows with rows; 0 where one does not vary."""
    one, other = (part - part.mean(axis=1, keepdims=True) for part in (one, other))
    size = np.sqrt((one**2).sum(axis=1) * (other**2).sum(axis=1))
    together = (one * other).sum(axis=1)
    return np.divide(together, size, out=np.zeros_like(size), where=size > 1e-9)
