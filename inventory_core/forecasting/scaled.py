"""Features brought to one scale, for regressions of scikit-learn that gaps and extremes upset."""

from typing import Protocol

import numpy as np

from inventory_core.domain.demand import Numbers
from inventory_core.forecasting.trees import Features, one_thread

_EXTREME = 0.01
"""Share of a feature's values at either end that count as no farther out than the others."""
_LARGEST = 5.0
"""Times the level that a total counts as at most, so that one bulk order teaches no explosions."""


class Estimator(Protocol):
    """What scikit-learn's regressions share."""

    def fit(self, X: Features, y: Numbers, *, sample_weight: Numbers) -> object:  # noqa: N803
        """Learn from weighted rows."""

    def predict(self, X: Features) -> Numbers:  # noqa: N803
        """Foretell the target of each row."""


class Scaled:
    """A regression on features without gaps or extremes, each with mean 0 and deviation 1."""

    def __init__(self, estimator: Estimator, *, most_examples: int) -> None:
        """Set up a regression that learns from so many examples at most, drawn from all."""
        self._estimator = estimator
        self._most_examples = most_examples

    def fit(self, features: Features, target: Numbers, weight: Numbers) -> None:
        """Learn from rows of features, which may be NaN where nothing is known."""
        drawn = np.random.default_rng(0).permutation(len(features))[: self._most_examples]
        learned, weight = features[drawn], weight[drawn]
        finite = np.isfinite(learned)
        known = np.where(finite, learned, np.where(finite.any(axis=0), np.nan, 0.0))
        self._low, self._middle, self._high = np.nanquantile(
            known, [_EXTREME, 0.5, 1 - _EXTREME], axis=0
        )
        filled = self._filled(learned)
        self._mean, deviation = filled.mean(axis=0), filled.std(axis=0)
        self._deviation = np.where(deviation > 0, deviation, 1.0)
        with one_thread():
            # Weights of 1 on average, so that a ridge means the same in every catalogue.
            self._estimator.fit(
                self._scale(learned),
                np.minimum(target[drawn], _LARGEST),
                sample_weight=weight / weight.mean(),
            )

    def predict(self, features: Features) -> Numbers:
        """Foretell the target of rows of features, from 0 to a few times the level."""
        with one_thread():
            foretold = self._estimator.predict(self._scale(features))
        return np.asarray(np.clip(foretold, 0.0, _LARGEST))

    def _scale(self, features: Features) -> Numbers:
        return np.asarray((self._filled(features) - self._mean) / self._deviation)

    def _filled(self, features: Features) -> Numbers:
        """Put the middle where nothing is known, and bring extremes in."""
        filled = np.where(np.isfinite(features), features, self._middle)
        return np.asarray(np.clip(filled.astype(float), self._low, self._high))
