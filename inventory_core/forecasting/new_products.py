"""New products: expected to sell like another product times a factor, until their own sales tell.

Before a product has sold for some weeks no model can be tested on it, and before its first sale
none can say anything. A seller can: this candle will go like that one, half as often.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Demand, Numbers
from inventory_core.domain.forecast import Forecast, from_counts, moments, stack
from inventory_core.forecasting.contest import BACKTEST_DAYS, FEWEST_DAYS

NAME = "like another"

GIVES_WAY_DAYS = FEWEST_DAYS + BACKTEST_DAYS
"""From so many days on sale on, a product's own tests decide how it is forecast."""

_SHAPE = 2.0
"""How sure a factor is, as the shape of a gamma distribution: two in three lie between 0.37 and 1.6
times it. New products of a real store (M5, CA_1), each beside one of its department and about its
price, had 1; a seller who compares two products knows more than their category and price."""

_NEAREST = 15
_LEAST = 1e-9


def like_others(forecast: Forecast, demand: Demand, likes: pd.DataFrame) -> Forecast:
    """Return a forecast in which new products sell like those that the seller named.

    A product's own sales so far correct the factor: gamma and Poisson, so that after some dozens of
    units the factor is what was sold over what the other sold in the same days. Source: Gelman et
    al., Bayesian Data Analysis, section 2.6.

    Args:
        forecast: of all products that ever sold.
        demand: of the same products.
        likes: columns sku, like_sku and like_factor. Left aside are products that have their own
            history (GIVES_WAY_DAYS), and those like one that never sold.
    """
    new = likes[likes["sku"].isin(still_new(demand, likes["sku"]))]
    new = new[new["like_sku"].isin(demand.skus) & (new["like_sku"] != new["sku"])]
    if new.empty:
        return forecast
    skus = new["sku"].to_numpy(dtype=str)
    factor, shape = _own_sales(demand, new)
    other = forecast.align(new["like_sku"].to_numpy(dtype=str))
    made = _times(other, skus, factor=factor, shape=shape)
    return stack([forecast.select(~np.isin(forecast.skus, skus)), made])


def like_another(forecast: Forecast, like_sku: str, factor: float) -> Forecast:
    """Return the forecast of what is not in the shop yet: like a product of it, times a factor.

    Args:
        forecast: of all products that ever sold.
        like_sku: one of these.
        factor: how many times as much, as the seller guesses it.
    """
    other, no_code = forecast.product(like_sku), np.array([""])
    return _times(other, no_code, factor=np.array([factor]), shape=np.array([_SHAPE]))


def still_new(demand: Demand, skus: pd.Series) -> list[str]:
    """Name those products that no model can be tested on yet, or that never sold."""
    known = demand.skus[demand.days_on_sale() >= GIVES_WAY_DAYS]
    return skus[~skus.isin(known)].tolist()


def _own_sales(demand: Demand, new: pd.DataFrame) -> tuple[Numbers, Numbers]:
    """Return each product's factor after its own sales so far, and how sure it is."""
    usual = demand.usual_units()
    row = {sku: number for number, sku in enumerate(demand.skus)}
    sold, other = np.zeros(len(new)), np.zeros(len(new))
    for place, (sku, like) in enumerate(zip(new["sku"], new["like_sku"], strict=True)):
        if sku in row:
            own = demand.exposure[row[sku], : demand.days]
            sold[place] = demand.units[row[sku]].sum()
            other[place] = (own * usual[row[like]]).sum()
    shape = _SHAPE + sold
    return shape / (_SHAPE / new["like_factor"].to_numpy(dtype=float) + other), shape


def _times(
    other: Forecast, skus: npt.NDArray[np.str_], *, factor: Numbers, shape: Numbers
) -> Forecast:
    """The forecast of other products, times factors that are sure by a shape each."""
    return from_counts(
        skus,
        other.start,
        factor[:, None] * other.mean,
        spread=_spread(other, factor, shape),
        later=factor * other.later,
        model=NAME,
    )


def _spread(other: Forecast, factor: Numbers, shape: Numbers) -> Numbers:
    """Variance over mean of each total: the other product's, and that of the factor."""
    middle, variance = moments(other.totals)
    # Of a negative binomial count: mean + overdispersion · mean²; chance weighs more in a small one
    overdispersion = np.maximum(variance - middle, 0.0) / np.maximum(middle, _LEAST) ** 2
    return np.asarray(1 + factor[:, None] * middle * (overdispersion + 1 / shape[:, None]))


def suggested(products: pd.DataFrame, demand: Demand, sku: str) -> str | None:
    """Name a product that a new one may sell like; None where none sold long enough.

    Of those in its category whose price is nearest, the one that sells neither much nor little.

    Args:
        products: PRODUCTS.
        demand: of all products that ever sold.
        sku: the new product.
    """
    facts = products.set_index("sku")[["category", "price"]]
    recent = pd.Series(demand.units[:, -GIVES_WAY_DAYS:].sum(axis=1), index=demand.skus)
    settled = (demand.days_on_sale() >= GIVES_WAY_DAYS) & (recent > 0).to_numpy()
    able = facts.reindex(demand.skus[settled & (demand.skus != sku)])
    alike = able[able["category"].fillna("") == (facts["category"].fillna("").get(sku, ""))]
    pool = alike if len(alike) else able
    if pool.empty:
        return None
    distance = np.log(pool["price"] / facts["price"].get(sku, np.nan)).abs()
    near = recent[distance.sort_values(kind="stable").index[:_NEAREST]]
    return str(near.sort_values(kind="stable").index[len(near) // 2])
