"""Combination: the forecasts of the models that did best, averaged by how well they did."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from inventory_core.domain.demand import Numbers
from inventory_core.domain.forecast import Forecast

NAME = "combination"

_CLOSE = 1.15
"""A model takes part where it loses at most so many times what the best one loses."""
_POWER = 4.0
"""A model that loses a tenth more weighs a third less."""


def weights(expected: pd.DataFrame) -> pd.DataFrame:
    """Return each model's weight per product, rows adding up to 1.

    Args:
        expected: expected loss of each model (columns) on each product (index sku); NaN where a
            model cannot forecast a product.

    >>> weights(pd.DataFrame({"count": [1.0, 1.0], "arima": [1.0, 2.0]})).to_numpy().tolist()
    [[0.5, 0.5], [1.0, 0.0]]
    """
    losses = np.maximum(expected.to_numpy(dtype=float), 1e-9)
    relative = losses / np.nanmin(losses, axis=1, keepdims=True)
    shares = np.where(relative <= _CLOSE, relative**-_POWER, 0.0)
    shares = shares / shares.sum(axis=1, keepdims=True)
    return pd.DataFrame(shares, index=expected.index, columns=expected.columns)


def combine(forecasts: Mapping[str, Forecast], shares: pd.DataFrame) -> Forecast:
    """Average forecasts of the same products, quantile by quantile.

    That keeps the shape of the distributions, which averaging their chances would flatten. Source:
    Lichtendahl, Grushka-Cockayne and Winkler, Is it better to average probabilities or quantiles?,
    2013.

    Args:
        forecasts: by model.
        shares: weights of the models (columns) for each of the products (index sku).
    """
    first = next(iter(forecasts.values()))
    mean, variance, totals = (
        np.zeros_like(numbers) for numbers in (first.mean, first.variance, first.totals)
    )
    for name, forecast in forecasts.items():
        share = shares[name].reindex(first.skus).to_numpy()
        aligned = forecast.align(first.skus)
        mean += _times(share, aligned.mean)
        variance += _times(share, aligned.variance)
        totals += _times(share, aligned.totals)
    return Forecast(
        skus=first.skus,
        start=first.start,
        mean=mean,
        variance=variance,
        totals=totals,
        models=np.full(len(first.skus), NAME),
    )


def _times(share: Numbers, numbers: Numbers) -> Numbers:
    return np.asarray(share.reshape(-1, *[1] * (numbers.ndim - 1)) * numbers)
