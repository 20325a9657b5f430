"""How much totals vary: variance divided by mean, as past forecasts of them tell."""

import numpy as np

from inventory_core.domain.demand import Numbers

_LEAST_MEAN = 1e-6
_LEAST_CURVATURE = 0.02


def spread_of_totals(
    actual: Numbers, foretold: Numbers, *, told: Numbers, own_share: Numbers, prior_totals: float
) -> Numbers:
    """Return variance divided by mean of totals over several numbers of days, n × spans.

    From the errors of past forecasts; a product's own are shrunk towards the catalogue's, where
    variance = mean + k mean².

    Args:
        actual: what came, n × past forecasts × spans.
        foretold: what was expected.
        told: how much each of them counts, from 0 to 1.
        own_share: what part of a forecast shares no days with the next one, by span.
        prior_totals: how many independent forecasts the catalogue counts as.
    """
    mean = np.where(told > 0, told * foretold, 0.0)
    squares = np.where(told > 0, told * (actual - foretold) ** 2, 0.0)
    number = told.sum(axis=1)
    each = np.maximum(number, _LEAST_MEAN)
    average = np.maximum(mean.sum(axis=1) / each, _LEAST_MEAN)
    excess = (squares - mean).sum(axis=(0, 1))
    squared = np.where(told > 0, told * foretold**2, 0.0).sum(axis=(0, 1))
    curvature = np.maximum(excess / np.maximum(squared, _LEAST_MEAN), _LEAST_CURVATURE)
    typical = 1 + curvature * average
    own = squares.sum(axis=1) / each / average
    independent = number * own_share
    share = independent / (independent + prior_totals)
    return np.asarray(share * own + (1 - share) * typical)
