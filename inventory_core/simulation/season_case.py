"""One product whose season is to be scheduled: its periods, demand and costs, and the plan's rule.

A period is the time from one look at the plan to the next. Goods that are on their way count as
on hand.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.errors import SettingsError
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import PRODUCTS, check
from inventory_core.domain.language import gettext as _
from inventory_core.domain.products import lost_with_a_sale, with_defaults
from inventory_core.domain.settings import ServiceRule, Settings
from inventory_core.optimization.eoq import economic_order_quantity
from inventory_core.optimization.period_demand import LeadTimes, PeriodDemand, period_demand
from inventory_core.optimization.plan import (
    DAYS_A_YEAR,
    ReorderRule,
    lead_times_of,
    reorder_rule,
)
from inventory_core.optimization.reorder import order_quantity
from inventory_core.optimization.season_levels import (
    SeasonLevels,
    SeasonTerms,
    fixed_orders,
    season_levels,
)
from inventory_core.optimization.tables import PLAN

Numbers = npt.NDArray[np.float64]

HALF_YEAR_DAYS = 182
_FEWEST_DAYS = 56
"""A schedule of fewer days is none."""
_SHORTEST_PERIOD_DAYS = 7
"""Who looks more often is taken to order once a week."""
_LONGEST_PERIOD_DAYS = 14
"""Longer periods tell too little of lead times that end within them."""
_LONGEST_LOT_YEARS = 2.0
"""Who must buy for longer at once needs no schedule."""


@dataclass(frozen=True, eq=False, kw_only=True)
class SeasonCase:
    """A product, and the periods at whose start it may be ordered.

    first_day: of the first period. stock: the stock position then, units. assumed: PRODUCTS with
    defaults, follows_shop and fewest_units, its row.
    """

    first_day: pd.Timestamp
    period_days: int
    periods: int
    stock: float
    demand: PeriodDemand
    lead_times: LeadTimes
    terms: SeasonTerms
    assumed: pd.DataFrame

    @property
    def days(self) -> pd.DatetimeIndex:
        """The first day of each period."""
        step = pd.Timedelta(days=self.period_days)
        return pd.date_range(self.first_day, periods=self.periods, freq=step)

    @property
    def follows_shop(self) -> bool:
        """Tell whether the shop's service rule decides, and no level of the product's own."""
        return bool(self.assumed["follows_shop"].iloc[0])

    def plan_rule(self, settings: Settings) -> ReorderRule:
        """Return what the plan would go by in each period, made from the forecast from then on."""
        season = self.demand.total_mean(self.demand.known)[: self.periods]
        yearly = season * DAYS_A_YEAR / (self.demand.known * self.period_days)
        rows = self.assumed.iloc[np.zeros(self.periods, dtype=int)].reset_index(drop=True)
        lots = economic_order_quantity(
            demand_rate=yearly,
            order_cost=rows["order_cost"],
            holding_cost=rows["holding_rate"] * rows["cost"],
        )
        if settings.service_rule == ServiceRule.CLASSES:  # the product's class holds all the time
            settings = replace(settings, service_rule=ServiceRule.LEVEL)
        return reorder_rule(
            rows.assign(yearly_demand=yearly, eoq_units=lots),
            protection=self.demand.protection(self.lead_times, more=1, periods=self.periods),
            settings=settings,
        )

    @property
    def to_serve(self) -> PeriodDemand:
        """Demand without what cannot be served any more, since no order arrives in time."""
        return self.demand.served_from(self.stock, periods=self.lead_times.usual)

    def levels(self) -> SeasonLevels:
        """Return the levels that cost least."""
        return season_levels(
            self.to_serve, self.terms, lead_times=self.lead_times, stock=self.stock
        )

    def fixed_orders(self, rule: ReorderRule) -> Numbers:
        """Return orders fixed ahead that keep the safety stock of a rule, units in each period."""
        lasting = self.demand.protection(self.lead_times, more=1, periods=self.periods)
        return fixed_orders(
            self.to_serve,
            self.terms,
            lead_times=self.lead_times,
            stock=self.stock,
            safety_stock=np.maximum(rule.reorder_point - lasting.mean, 0.0),
        )


def season_case(
    forecast: Forecast, *, plan: pd.DataFrame, product: pd.DataFrame, settings: Settings
) -> SeasonCase:
    """Take down all that decides about one product's season.

    Args:
        forecast: of the product alone.
        plan: PLAN, its row.
        product: PRODUCTS, its row.
        settings: the shop's.

    Raises:
        SettingsError: something that costs is unknown, or there is nothing to schedule.
    """
    planned = check(plan, PLAN).iloc[0]
    assumed = _assumed(plan, product, settings)
    known = assumed.iloc[0]
    _refuse(planned, assumed)
    period_days = max(int(known["review_period_days"]), _SHORTEST_PERIOD_DAYS)
    lead_times = LeadTimes.of_days(lead_times_of(assumed)[0], period_days=period_days)
    demand = period_demand(
        forecast, period_days=period_days, protection_periods=lead_times.usual + 1
    )
    periods = min(HALF_YEAR_DAYS // period_days, demand.known - lead_times.longest)
    if periods * period_days < _FEWEST_DAYS:
        raise SettingsError(
            _(
                "The forecast of {name} ends too soon after an order of today could arrive late: "
                "for a schedule, enter a shorter longest lead time."
            ).format(name=planned["name"])
        )
    return SeasonCase(
        first_day=pd.Timestamp(forecast.start),
        period_days=period_days,
        periods=periods,
        stock=max(float(planned["stock_position"]), 0.0),
        demand=demand,
        lead_times=lead_times,
        terms=_terms(assumed, period_days),
        assumed=assumed,
    )


def _assumed(plan: pd.DataFrame, product: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    known = check(product, PRODUCTS).reset_index(drop=True)
    assumed = with_defaults(known, settings).assign(follows_shop=known["service_level"].isna())
    fewest = order_quantity(
        wanted_units=1, moq_units=assumed["moq_units"], pack_size_units=assumed["pack_size_units"]
    )
    # Of what an order of several products costs, the plan knows this one's part; and of what
    # sells most in the shop, this one's class.
    told = plan.reset_index(drop=True)
    if settings.service_rule == ServiceRule.CLASSES:
        assumed = assumed.assign(service_level=told["service_level"])
    return assumed.assign(fewest_units=fewest, order_cost=told["order_cost"])


def _terms(assumed: pd.DataFrame, period_days: int) -> SeasonTerms:
    known = assumed.iloc[0]
    holding_rate = float(known["holding_rate"]) * period_days / DAYS_A_YEAR
    return SeasonTerms(
        order_cost=float(known["order_cost"]),
        holding_cost=holding_rate * float(known["cost"]),
        lost_sale_cost=float(lost_with_a_sale(assumed).iloc[0]),
        fewest_units=float(known["fewest_units"]),
        pack_size_units=float(known["pack_size_units"]),
    )


def _refuse(planned: pd.Series, assumed: pd.DataFrame) -> None:
    """Raise where there is nothing to schedule, or nothing to judge a schedule by."""
    known, name = assumed.iloc[0], planned["name"]
    reasons = (
        (
            planned["one_shot"],
            _("{name} is bought only once, so it needs no schedule: see One-shot buys."),
        ),
        (
            not planned["yearly_demand"] > 0,
            _("{name} is not expected to sell: a schedule has to wait for its sales."),
        ),
        (
            np.isnan(lost_with_a_sale(assumed).iloc[0]),
            _("A schedule weighs costs: add cost and price of {name} on the Products page."),
        ),
        (
            lost_with_a_sale(assumed).iloc[0] <= 0,
            _("Selling {name} earns nothing, so no schedule can pay: check its cost and price."),
        ),
        (
            planned["most_units"] < np.inf,
            _("{name} spoils, which a schedule does not reckon with: order it by the plan."),
        ),
        (
            known["fewest_units"] > _LONGEST_LOT_YEARS * planned["yearly_demand"],
            _("The smallest order of {name} lasts for years: ask the supplier for fewer first."),
        ),
        (
            planned["stock_position"] < 0,
            _("More of {name} is promised than there is: order it by the plan first."),
        ),
        (
            known["review_period_days"] > _LONGEST_PERIOD_DAYS,
            _(
                "A schedule goes by weeks: to compare one for {name}, look at the plan at least "
                "every two weeks (review period)."
            ),
        ),
    )
    for applies, sentence in reasons:
        if applies:
            raise SettingsError(sentence.format(name=name))
