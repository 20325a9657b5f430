"""What was asked for in vain, as far as days without stock tell: an estimate."""

import numpy as np
import pandas as pd

from inventory_core.corrections.corrections import shop_exposure
from inventory_core.corrections.ranges import Runs, columns_of, marked
from inventory_core.corrections.sold_out import SOLD_OUT
from inventory_core.domain.demand import Demand, Texts


def missed(skus: Texts, demand: Demand, corrections: pd.DataFrame, *, days: int) -> pd.DataFrame:
    """Return lost_units, days_on_sale and stockout_days of n products (of PRODUCT_FIGURES).

    On a day on which a product was sold out, its usual demand was missed as far as the shop was
    open and sold less of it than that.

    Args:
        skus: n, sorted; of a product that never sold nothing was missed.
        demand: usual demand of the products that ever sold.
        corrections: CORRECTIONS.
        days: how many of the last days count.
    """
    found = corrections[corrections["active"] & (corrections["kind"] == SOLD_OUT)]
    start, end = columns_of(found, demand, days=demand.days)
    row = np.searchsorted(demand.skus, found["sku"].to_numpy(dtype=str))
    out = marked(Runs(row=row, start=start, end=end), demand.units.shape)
    open_for = shop_exposure(demand, corrections)[: demand.days]
    hidden = np.maximum(open_for - demand.exposure[:, : demand.days], 0.0)
    last = slice(max(demand.days - days, 0), demand.days)
    lost = (out * hidden * demand.usual_units())[:, last].sum(axis=1)
    by_product = pd.DataFrame(
        {
            "lost_units": lost,
            "days_on_sale": np.minimum(demand.days_on_sale(), days).astype(float),
            "stockout_days": out[:, last].sum(axis=1).astype(float),
        },
        index=demand.skus,
    )
    return by_product.reindex(skus).fillna(0.0).reset_index(drop=True)
