"""What there is of each product, what is on its way, and what is promised."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from inventory_core.domain.arrival import Supply
from inventory_core.domain.demand import HORIZON_DAYS, Flags, Numbers, Texts
from inventory_core.domain.frames import STOCK, check, empty
from inventory_core.domain.purchase_orders import INCOMING


@dataclass(frozen=True, eq=False, kw_only=True)
class StockPosition:
    """What there is of n products, and what is promised of it; units, n each."""

    on_hand: Numbers
    on_order: Numbers
    committed: Numbers
    known: Flags
    """Whether it was ever counted; if not, only what is known to have come counts as there."""
    unseen_days: Numbers
    """Days between the newest sale and a later count: their sales are expected, but none are of
    what was counted."""
    coming: Numbers
    """What of on order arrives on a known day, n × arrivals, the next first."""
    coming_days: Numbers
    """Days from the first of the forecast to those arrivals, n × arrivals."""

    @classmethod
    def of(
        cls, skus: Texts, stock: pd.DataFrame, incoming: pd.DataFrame | None, *, forecast_from: date
    ) -> "StockPosition":
        """Find n products in STOCK, beside a forecast from the day after the newest sale on.

        What is on its way by a purchase order (INCOMING) is part of what is on order.
        """
        counted = check(stock, STOCK)
        rows = {sku: row for row, sku in enumerate(counted["sku"])}
        place = np.array([rows.get(sku, -1) for sku in skus.tolist()], dtype=np.int64)

        def units(name: str) -> Numbers:
            return np.nan_to_num(np.append(counted[name].to_numpy(dtype=float), 0.0)[place])

        coming, coming_days = _arrivals(skus, incoming, forecast_from=forecast_from)
        after = (counted["day"] - pd.Timestamp(forecast_from)).dt.days.to_numpy(dtype=float) + 1
        return cls(
            on_hand=units("on_hand"),
            on_order=units("on_order"),
            committed=units("committed"),
            known=~np.isnan(np.append(after, np.nan)[place]),
            unseen_days=np.clip(np.nan_to_num(np.append(after, 0.0)[place]), 0, HORIZON_DAYS),
            coming=coming,
            coming_days=coming_days,
        )

    @property
    def position(self) -> Numbers:
        """Stock position: on hand and on order, less what is promised."""
        return self.on_hand + self.on_order - self.committed

    @property
    def free(self) -> Numbers:
        """What of the units on hand is not promised."""
        return self.on_hand - self.committed

    @property
    def told(self) -> Flags:
        """Whether anything is known of what is on hand: a count, or what came."""
        return self.known | (self.on_hand > 0)

    def arrivals(self, row: int) -> list[tuple[int, float]]:
        """Return days after the first of the forecast, and units, of what comes of a product."""
        dated = np.isfinite(self.coming_days[row])
        days = self.coming_days[row, dated].astype(np.int64)
        return list(zip(days.tolist(), self.coming[row, dated].tolist(), strict=True))

    def supply(self, sold_unseen: Numbers) -> Supply:
        """What there is and what is on its way, at the beginning of a forecast.

        What arrives on a day that nobody said counts as there: taken to be late, it would make room
        for orders that are too small.

        Args:
            sold_unseen: units expected to have sold before the count, n.
        """
        there = self.position - self.coming.sum(axis=1) + sold_unseen
        return Supply(free=there, coming=self.coming, coming_days=self.coming_days)


def _arrivals(
    skus: Texts, incoming: pd.DataFrame | None, *, forecast_from: date
) -> tuple[Numbers, Numbers]:
    """Return what arrives of n products and in how many days, n × arrivals; none at the end."""
    rows = {sku: row for row, sku in enumerate(skus.tolist())}
    known = empty(INCOMING) if incoming is None else check(incoming, INCOMING)
    of_these = known[known["sku"].isin(rows)]
    if of_these.empty:
        return np.zeros((len(skus), 0)), np.zeros((len(skus), 0))
    known = of_these.groupby(["sku", "arrives"])["units"].sum().reset_index()
    row = known["sku"].map(rows).to_numpy(dtype=np.int64)
    place = known.groupby("sku").cumcount().to_numpy(dtype=np.int64)
    shape = (len(skus), int(place.max(initial=-1)) + 1)
    units, days = np.zeros(shape), np.full(shape, np.inf)
    units[row, place] = known["units"]
    days[row, place] = (known["arrives"] - pd.Timestamp(forecast_from)).dt.days.clip(lower=0)
    return units, days
