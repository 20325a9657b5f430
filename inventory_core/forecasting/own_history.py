"""Models of one product alone: how much history each needs, and one product after the other."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from inventory_core.domain.demand import Demand, Flags
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.forecast import Forecast, stack
from inventory_core.domain.language import gettext as _


@dataclass(frozen=True, kw_only=True)
class OwnHistory:
    """What a model needs of a product: so many days on sale, and sales on so many of them.

    refusal: the sentence for a product that has less, with sku, days and sales to fill in.
    """

    days: int
    sales: int
    refusal: str

    def suffices(self, demand: Demand) -> Flags:
        """Tell for each product whether it has as much, n."""
        sold = (demand.units > 0).sum(axis=1) >= self.sales
        return np.asarray(sold & (demand.days_on_sale() >= self.days))

    def forecast_each(self, demand: Demand, forecast: Callable[[Demand], Forecast]) -> Forecast:
        """Forecast one product after the other.

        Raises:
            ForecastError: a product has too little history.
        """
        young = demand.skus[~self.suffices(demand)]
        if len(young):
            sentence = _(self.refusal)
            raise ForecastError(sentence.format(sku=young[0], days=self.days, sales=self.sales))
        return stack([forecast(demand.product(sku)) for sku in demand.skus])
