"""How buyers respond to a price: as measured, as with similar products, or as assumed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

_LIKELY, _SURE = 1.2816, 1.96
"""Standard errors either side that hold the truth in 8 of 10 cases, and in 95 of 100."""

HARDLY, USUALLY, STRONGLY = "hardly", "usually", "strongly"
"""How buyers look at the price where only the seller can tell."""


@dataclass(frozen=True, kw_only=True)
class PriceResponse:
    """How demand follows the price: units go with price to the power of elasticity.

    elasticity: below zero. weak, strong: the ends of the range that holds it in 8 of 10 cases; weak
    is the one nearer to zero.
    """

    elasticity: float
    weak: float
    strong: float

    def __post_init__(self) -> None:
        if not self.strong <= self.elasticity <= self.weak < 0:
            raise ValueError(f"elasticity must lie in its range below zero, got {self}")

    def more_sold(self, price_cut: float) -> tuple[float, float, float]:
        """Return the share sold more at a price cut: as expected, at the weak and the strong end.

        >>> [round(share, 2) for share in ASSUMED[USUALLY].more_sold(0.2)]
        [0.48, 0.25, 0.79]
        """
        powers = (self.elasticity, self.weak, self.strong)
        expected, weak, strong = ((1 - price_cut) ** power - 1 for power in powers)
        return expected, weak, strong


FEWEST_SIMILAR = 3
"""Fewer products of a category do not tell what the others are like."""


@dataclass(frozen=True, kw_only=True)
class KnownResponse:
    """A response that the shop's own prices tell.

    similar_products: how many others of its category it was measured on; 0 where on its own.
    """

    response: PriceResponse
    similar_products: int = 0


ASSUMED: Mapping[str, PriceResponse] = {
    HARDLY: PriceResponse(elasticity=-1.0, weak=-0.5, strong=-1.76),
    USUALLY: PriceResponse(elasticity=-1.76, weak=-1.0, strong=-2.62),
    STRONGLY: PriceResponse(elasticity=-2.62, weak=-1.76, strong=-4.0),
}
"""What to assume where a shop's own prices do not tell.

Means of published elasticities: −1.76 of 367 (Tellis 1988), −2.62 of 1,851 (Bijmolt, van Heerde and
Pieters 2005). Both are of brands that buyers see side by side with others, so the weaker one stands
for what is usual in a shop of one's own. At −1 a lower price sells more, but takes no more money.
"""


def measured_response(*, elasticity: float, low: float, high: float) -> PriceResponse:
    """Return a response that was measured, low to high holding it in 95 of 100 cases.

    >>> response = measured_response(elasticity=-2.0, low=-3.96, high=-0.04)
    >>> round(response.weak, 2), round(response.strong, 2)
    (-0.72, -3.28)
    """
    share = _LIKELY / _SURE
    return PriceResponse(
        elasticity=elasticity,
        weak=elasticity + share * (high - elasticity),
        strong=elasticity + share * (low - elasticity),
    )


def pooled_response(measured: Sequence[PriceResponse]) -> PriceResponse:
    """Return what similar products say of one that tells nothing; the surer ones weigh more.

    Only products whose prices told clearly are known, and those are the ones that respond strongly.
    So what is usual elsewhere counts as one product more. Products differ: the ends are those of
    the weakest and the strongest.

    >>> as_sure = PriceResponse(elasticity=-3.0, weak=-2.19, strong=-3.81)
    >>> pooled = pooled_response([as_sure])
    >>> round(pooled.elasticity, 2), pooled.weak, pooled.strong
    (-2.38, -1.0, -3.81)
    """
    every = [*measured, ASSUMED[USUALLY]]
    precision = [1 / (one.weak - one.strong) ** 2 for one in every]
    elasticities = [one.elasticity for one in every]
    return PriceResponse(
        elasticity=float(np.average(elasticities, weights=precision)),
        weak=max(one.weak for one in every),
        strong=min(one.strong for one in every),
    )
