"""Regressions of scikit-learn, set up for features with gaps and extremes, and for one core.

Gradient-boosted trees take such features as they are; others need them brought to one scale.
"""

from contextlib import AbstractContextManager
from typing import Protocol

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Numbers

Features = npt.NDArray[np.floating]
"""Rows of features."""

_BINS = 250
_SAMPLE = 20_000
_LEARNING_RATE = 0.08
_SHRINKAGE = 10.0
"""Added to the weight of each leaf, against giant steps where it holds next to no weight."""

_EXTREME = 0.01
"""Share of a feature's values at either end that count as no farther out than the others."""
_LARGEST = 5.0
"""Times the level that a total counts as at most, so that one bulk order teaches no explosions."""


def one_thread() -> AbstractContextManager[object]:
    """Keep scikit-learn to one core.

    Its threads wait for one another without rest: beside any other busy program two of them were
    found to take thirty times as long as one.
    """
    # Only libraries that are loaded can be told.
    import sklearn.ensemble  # noqa: F401
    from threadpoolctl import threadpool_limits

    return threadpool_limits(limits=1)


class Trees:
    """A regression by many small trees, each one mending the errors of those before it.

    Source: Friedman, Greedy Function Approximation, 2001; the histograms are scikit-learn's.
    """

    def __init__(
        self, loss: str, *, leaves: int, rounds: int, fewest: int, feature_share: float
    ) -> None:
        """Set up trees for a loss of scikit-learn ("poisson", "gamma").

        Args:
            loss: what the trees minimise.
            leaves: most leaves of a tree.
            rounds: number of trees.
            fewest: least number of examples in a leaf.
            feature_share: share of the features, drawn anew, that each cut may choose from.
        """
        self._settings = {
            "loss": loss,
            "max_leaf_nodes": leaves,
            "max_iter": rounds,
            "min_samples_leaf": fewest,
            "max_features": feature_share,
        }

    def fit(self, features: Features, target: Numbers, weight: Numbers | None = None) -> None:
        """Learn from rows of features, which may be NaN where nothing is known."""
        from sklearn.ensemble import HistGradientBoostingRegressor

        self._trees = HistGradientBoostingRegressor(
            learning_rate=_LEARNING_RATE,
            l2_regularization=_SHRINKAGE,
            early_stopping=False,
            random_state=0,
            **self._settings,
        )
        # Cut into bins here: with weights scikit-learn takes longer for that than for the trees.
        sample = features[:: max(len(features) // _SAMPLE, 1)]
        self._edges = [_edges(column[np.isfinite(column)]) for column in sample.T]
        with one_thread():
            self._trees.fit(self._bins(features), target, sample_weight=weight)

    def predict(self, features: Features) -> Numbers:
        """Foretell the target of rows of features."""
        with one_thread():
            return np.asarray(self._trees.predict(self._bins(features)))

    def _bins(self, features: Features) -> npt.NDArray[np.float32]:
        bins = np.zeros(features.shape, dtype=np.float32)
        for number, (column, edges) in enumerate(zip(features.T, self._edges, strict=True)):
            if len(edges):
                found = np.searchsorted(edges, column).astype(np.float32)
                bins[:, number] = np.where(np.isfinite(column), found, np.nan)
        return bins


def _edges(known: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    """Return where to cut what is known of a feature; nowhere where nothing is."""
    if len(known) == 0:
        return known
    return np.unique(np.quantile(known, np.linspace(0, 1, _BINS + 1)[1:-1]))


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
