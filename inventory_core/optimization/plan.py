"""The plan: for every product what to order now, and every number that led there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import HORIZON_DAYS, Demand
from inventory_core.domain.distribution import Distribution
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import PRODUCTS, STOCK, check
from inventory_core.domain.products import lost_with_a_sale, with_defaults
from inventory_core.domain.settings import CLASS_NAMES, ServiceRule, Settings
from inventory_core.optimization import service
from inventory_core.optimization.budget import (
    Buyable,
    Purchase,
    Ranking,
    SupplierMinimums,
    ranked,
)
from inventory_core.optimization.eoq import economic_order_quantity
from inventory_core.optimization.price_breaks import PriceBreaks
from inventory_core.optimization.reorder import lasts_too_long, order_quantity
from inventory_core.optimization.stocking import StockingTerms, cheapest_rule
from inventory_core.optimization.supplier_orders import (
    Fill,
    joint_orders,
    smallest_order,
    supplier_places,
    with_companions,
    with_minimums,
)
from inventory_core.optimization.supplier_terms import (
    SupplierTerms,
    breaks_of,
    lot_at_prices,
    usual_cost,
)
from inventory_core.optimization.tables import PLAN

Numbers = npt.NDArray[np.float64]

DAYS_A_YEAR = 365
MOQ_TOO_LARGE, NOT_WORTH_STOCKING = "minimum order too large", "not worth stocking"
SPOILS = "minimum order spoils"
"""Why something lacking is not ordered."""
_DEMAND_DAYS = 28
_SLOWEST = 1 / 1000
"""Below one sale in so many days, days of cover say nothing."""
_DEFAULTED = ("cost", "lead_time_days")
"""Guesses that move money or dates so much that the plan points at them."""


def make_plan(
    demand: Demand,
    forecast: Forecast,
    *,
    products: pd.DataFrame,
    stock: pd.DataFrame,
    settings: Settings,
    terms: SupplierTerms | None = None,
) -> pd.DataFrame:
    """Decide for every product what to order now.

    A product is ordered when its stock position lies below the reorder point: at least what lifts
    it there, at least the economic order quantity (but never more than a year's demand), in whole
    packs, and at least the minimum order, but no more than is expected to sell within its shelf
    life. One-shot products are never reordered, and neither is what the supplier sells only by so
    many that they would last for years. The reorder point goes by the shop's service rule; a
    product's own service level comes before it. What is ordered at one supplier shares the cost of
    the order where that is known, and is lifted to the least that the supplier takes.

    The plan is made for the first day after the sales; products without a count are taken as
    having none on hand, and say so.

    Args:
        demand, forecast: of the products that ever sold.
        products: PRODUCTS, all of them.
        stock: STOCK, of the products that were ever counted.
        settings: the shop's.
        terms: of the suppliers that have such.

    Returns:
        PLAN, in the order of products.
    """
    terms = terms or SupplierTerms()
    known = check(products, PRODUCTS).reset_index(drop=True)
    known = known.assign(cost=usual_cost(known, terms.price_breaks))
    own_level = known["service_level"].notna()
    assumed = with_defaults(known, settings).assign(follows_shop=~own_level)
    skus = known["sku"].to_numpy(dtype=str)
    expected = forecast.align(skus)
    assumed = assumed.assign(yearly_demand=yearly_demand(expected))
    together = joint_orders_of(assumed, terms.suppliers)
    shared = assumed["sku"].map(together.set_index("sku")["order_cost"])
    assumed = assumed.assign(order_cost=shared.fillna(assumed["order_cost"]))
    plan = pd.concat(
        [
            assumed[["sku", "name", "category", "supplier", "one_shot", "cost", "price"]],
            assumed[["moq_units", "pack_size_units", "shelf_life_days"]],
            assumed[["holding_rate", "order_cost", "yearly_demand"]],
            _positions(skus, check(stock, STOCK)),
            _history(skus, demand),
        ],
        axis=1,
    )
    plan = plan.assign(defaults=_defaults(known))
    plan = _with_orders(plan, assumed, expected, settings)
    prices = _prices(plan, terms.price_breaks)
    plan = _with_usual_lots(plan, prices)
    plan = with_companions(plan, together, expected_units=expected.total_mean)
    plan = _with_lots_at_prices(plan, prices)
    fill = Fill(
        cover_days=settings.cover_days,
        expected_units=expected.total_mean,
        spend_of=lambda units: _spend(plan, units, prices),
    )
    plan = _with_spend(with_minimums(plan, terms.suppliers, fill), prices)
    return check(_with_risks(plan, assumed, expected, settings), PLAN)


def yearly_demand(forecast: Forecast) -> Numbers:
    """Return the units expected in a year at the pace of the horizon, n."""
    return forecast.total_mean(HORIZON_DAYS) * DAYS_A_YEAR / HORIZON_DAYS


def joint_orders_of(products: pd.DataFrame, suppliers: pd.DataFrame) -> pd.DataFrame:
    """Find what is best ordered together (JOINT_ORDERS), and how often.

    Args:
        products: with sku, supplier, yearly_demand, holding_rate and cost; order_cost of adding
            each to an order (that of PLAN is its share already).
        suppliers: SUPPLIERS.
    """
    holding_cost = np.nan_to_num(products["holding_rate"] * products["cost"])
    return joint_orders(products.assign(holding_cost=holding_cost), suppliers)


def _positions(skus: npt.NDArray[np.str_], stock: pd.DataFrame) -> pd.DataFrame:
    counted = stock.set_index("sku").reindex(skus)[["on_hand", "on_order", "committed"]]
    position = counted.fillna(0.0).reset_index(drop=True)
    return position.assign(
        stock_position=position["on_hand"] + position["on_order"] - position["committed"],
        stock_known=counted["on_hand"].notna().to_numpy(),
    )


def _history(skus: npt.NDArray[np.str_], demand: Demand) -> pd.DataFrame:
    ages = pd.DataFrame(
        {"days_since_sale": demand.days_since_sale(), "days_on_sale": demand.days_on_sale()},
        index=demand.skus,
    )
    return ages.reindex(skus).astype(float).reset_index(drop=True)


def _defaults(known: pd.DataFrame) -> pd.Series:
    """Name the guessed fields of each product, separated by blanks."""
    texts = pd.Series("", index=known.index, dtype="str")
    for field in _DEFAULTED:
        texts = texts + np.where(known[field].isna(), f" {field}", "")
    return texts.str.strip()


def _with_orders(
    plan: pd.DataFrame, assumed: pd.DataFrame, forecast: Forecast, settings: Settings
) -> pd.DataFrame:
    lead_times, review = lead_times_of(assumed), assumed["review_period_days"].to_numpy(dtype=float)
    protection = forecast.protection_demand(lead_time_days=lead_times, review_period_days=review)
    ordering = ordering_of(assumed, forecast, protection=protection, settings=settings)
    rule, yearly = ordering.rule, plan["yearly_demand"].to_numpy(dtype=float)
    position = plan["stock_position"].to_numpy(dtype=float)
    wanted, units = ordering.wanted(position), ordering.units(position)
    too_large = (rule.reorder_point > position) & ordering.lasts_too_long
    refused = np.select(
        [plan["one_shot"], ~rule.stocked, too_large, wanted > units],
        ["", NOT_WORTH_STOCKING, MOQ_TOO_LARGE, np.where(units > 0, "", SPOILS)],
        "",
    )
    return plan.assign(
        model=forecast.models,
        daily_demand=forecast.total_mean(_DEMAND_DAYS) / _DEMAND_DAYS,
        lead_time_days=lead_times[:, 1],
        protection_days=lead_times[:, 1] + review,
        protection_demand=protection.mean,
        safety_stock=np.maximum(rule.reorder_point - protection.mean, 0.0),
        reorder_point=rule.reorder_point,
        service_level=rule.level,
        **{"class": _classes(assumed, yearly=yearly, protection=protection)},
        refused=pd.Series(refused, index=plan.index, dtype="str"),
        eoq_units=ordering.eoq_units,
        lot_units=rule.lot,
        wanted_units=wanted,
        most_units=ordering.most(position),
        order_units=units,
        order_by=_order_by(plan, forecast, rule.reorder_point),
    )


def lead_times_of(assumed: pd.DataFrame) -> Numbers:
    """Shortest, usual and longest lead time of PRODUCTS with defaults, with allowance, n × 3."""
    names = ["lead_time_shortest_days", "lead_time_days", "lead_time_longest_days"]
    allowance = assumed["lead_time_allowance_days"]
    return assumed[names].add(allowance, axis=0).to_numpy(dtype=float)


def _prices(plan: pd.DataFrame, price_breaks: pd.DataFrame) -> dict[int, PriceBreaks]:
    """Prices that fall with larger orders, by the row of their product."""
    rows: dict[str, int] = {sku: row for row, sku in enumerate(plan["sku"])}
    cost = plan["cost"].to_numpy(dtype=float)
    return {
        rows[str(sku)]: breaks_of(prices, cost=float(cost[rows[str(sku)]]))
        for sku, prices in price_breaks.groupby("sku")
        if sku in rows
    }


def _with_usual_lots(plan: pd.DataFrame, prices: Mapping[int, PriceBreaks]) -> pd.DataFrame:
    lots = plan["lot_units"].to_numpy(copy=True)
    for row, breaks in prices.items():
        lots[row] = _lot_at_prices(plan.iloc[row], breaks, least_units=1.0)
    return plan.assign(lot_units=lots)


def _with_lots_at_prices(plan: pd.DataFrame, prices: Mapping[int, PriceBreaks]) -> pd.DataFrame:
    """Lift orders to the number of units that costs least at the supplier's prices."""
    wanted, units = (plan[name].to_numpy(copy=True) for name in ("wanted_units", "order_units"))
    for row in [row for row in prices if units[row] > 0]:
        product = plan.iloc[row]
        lacking = float(product["reorder_point"] - product["stock_position"])
        wanted[row] = _lot_at_prices(product, prices[row], least_units=max(lacking, 1.0))
        units[row] = _orderable(product)(wanted[row])
    return plan.assign(wanted_units=wanted, order_units=units)


def _lot_at_prices(product: pd.Series, breaks: PriceBreaks, *, least_units: float) -> float:
    return lot_at_prices(
        breaks,
        least_units=least_units,
        demand_rate=float(product["yearly_demand"]),
        order_cost=float(product["order_cost"]),
        holding_rate=float(product["holding_rate"]),
        orderable=_orderable(product),
    )


def _orderable(product: pd.Series) -> Callable[[npt.ArrayLike], Numbers]:
    """Say what can be ordered of a product where so many are wanted."""
    return lambda wanted: order_quantity(
        wanted_units=wanted,
        moq_units=product["moq_units"],
        pack_size_units=product["pack_size_units"],
        most_units=product["most_units"],
    )


def _spend(plan: pd.DataFrame, units: Numbers, prices: Mapping[int, PriceBreaks]) -> Numbers:
    """Money that orders cost at the supplier's prices for so many, n."""
    spend = units * plan["cost"].to_numpy(dtype=float)
    for row, breaks in prices.items():
        spend[row] = breaks.lot_cost(units[row]) if units[row] > 0 else 0.0
    return spend


def _with_spend(plan: pd.DataFrame, prices: Mapping[int, PriceBreaks]) -> pd.DataFrame:
    """Say what the orders cost, and a unit of them; where none is ordered, a unit usually."""
    units = plan["order_units"].to_numpy(dtype=float)
    spend, unit_cost = _spend(plan, units, prices), plan["cost"].to_numpy(copy=True)
    np.divide(spend, units, out=unit_cost, where=units > 0)
    return plan.assign(spend=spend, unit_cost=unit_cost)


@dataclass(frozen=True, eq=False, kw_only=True)
class ReorderRule:
    """Order at least the lot once the stock position is below the reorder point; n each, in units.

    level: chance of lasting that the reorder point gives. stocked: it is worth keeping at all.
    """

    reorder_point: Numbers
    lot: Numbers
    level: Numbers
    stocked: npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False, kw_only=True)
class Ordering:
    """What is ordered of n products, whatever their stock position is; units, n each.

    fewest_units: the smallest order. sellable_units: expected to sell before an order of today
    spoils, without end where it keeps. lasts_too_long: the smallest order would last for years.
    """

    rule: ReorderRule
    eoq_units: Numbers
    fewest_units: Numbers
    moq_units: Numbers
    pack_size_units: Numbers
    sellable_units: Numbers
    lasts_too_long: npt.NDArray[np.bool_]
    one_shot: npt.NDArray[np.bool_]

    def wanted(self, position: Numbers) -> Numbers:
        """Units that are lacking, and at least the lot, before pack and minimum order."""
        lacking = np.maximum(self.rule.reorder_point - position, 0.0)
        reordered = (lacking > 0) & ~self.one_shot & ~self.lasts_too_long
        return np.where(reordered, np.maximum(lacking, self.rule.lot), 0.0)

    def most(self, position: Numbers) -> Numbers:
        """Units that will sell within the shelf life beside what there is already."""
        return np.maximum(self.sellable_units - position, 0.0)

    def units(self, position: Numbers) -> Numbers:
        """Units to order."""
        return order_quantity(
            wanted_units=self.wanted(position),
            moq_units=self.moq_units,
            pack_size_units=self.pack_size_units,
            most_units=self.most(position),
        )


def ordering_of(
    assumed: pd.DataFrame, forecast: Forecast, *, protection: Distribution, settings: Settings
) -> Ordering:
    """Say when and how many to order of each product.

    assumed: PRODUCTS with defaults, follows_shop and yearly_demand.
    """
    yearly = assumed["yearly_demand"].to_numpy(dtype=float)
    moq, pack = (assumed[name].to_numpy(dtype=float) for name in ("moq_units", "pack_size_units"))
    eoq = economic_order_quantity(
        demand_rate=yearly,
        order_cost=assumed["order_cost"],
        holding_cost=assumed["holding_rate"] * assumed["cost"],
    )
    fewest = order_quantity(wanted_units=1, moq_units=moq, pack_size_units=pack)
    keeps = lead_times_of(assumed)[:, 1] + assumed["shelf_life_days"]
    sellable = forecast.total_mean(keeps.fillna(0.0))
    return Ordering(
        rule=reorder_rule(
            assumed.assign(eoq_units=eoq, fewest_units=fewest),
            protection=protection,
            settings=settings,
        ),
        eoq_units=eoq,
        fewest_units=fewest,
        moq_units=moq,
        pack_size_units=pack,
        sellable_units=np.where(keeps.notna(), sellable, np.inf),
        lasts_too_long=lasts_too_long(
            fewest, yearly_demand=yearly, protection_demand=protection.mean
        ),
        one_shot=assumed["one_shot"].to_numpy(dtype=bool),
    )


def reorder_rule(
    assumed: pd.DataFrame, *, protection: Distribution, settings: Settings
) -> ReorderRule:
    """Say when and how many to order by the shop's service rule, or the product's own level.

    assumed: PRODUCTS with defaults, follows_shop, and yearly_demand, eoq_units and fewest_units.
    """
    yearly, eoq = (assumed[name].to_numpy(dtype=float) for name in ("yearly_demand", "eoq_units"))
    lot = np.round(np.minimum(np.nan_to_num(eoq), yearly))
    level = _levels(assumed.assign(lot=lot), protection=protection, settings=settings)
    usual = ReorderRule(
        reorder_point=np.where(level > 0, np.ceil(protection.quantile(level) - 1e-6), 0.0),
        lot=lot,
        level=level,
        stocked=np.ones(len(lot), dtype=bool),
    )
    if settings.service_rule != ServiceRule.COSTS:
        return usual
    cheapest = _cheapest(assumed, protection=protection)
    lost = lost_with_a_sale(assumed).to_numpy(dtype=float)
    # Where cost or price is unknown, costs cannot decide.
    decided = assumed["follows_shop"].to_numpy(dtype=bool) & np.isfinite(lost) & (yearly > 0)
    return ReorderRule(
        reorder_point=np.where(decided, cheapest.reorder_point, usual.reorder_point),
        lot=np.where(decided, cheapest.lot, usual.lot),
        level=np.where(decided, cheapest.level, usual.level),
        stocked=np.where(decided, cheapest.stocked, usual.stocked),
    )


def _cheapest(assumed: pd.DataFrame, *, protection: Distribution) -> ReorderRule:
    """Let ordering, holding and lost sales decide, also whether to keep a product at all."""
    yearly = assumed["yearly_demand"].to_numpy(dtype=float)
    found = cheapest_rule(
        protection,
        StockingTerms(
            yearly_demand=np.maximum(yearly, _SLOWEST),
            order_cost=assumed["order_cost"].to_numpy(dtype=float),
            holding_cost=np.nan_to_num(assumed["holding_rate"] * assumed["cost"]),
            lost_sale_cost=np.maximum(np.nan_to_num(lost_with_a_sale(assumed)), 0.0),
            moq_units=assumed["moq_units"].to_numpy(dtype=float),
            pack_size_units=assumed["pack_size_units"].to_numpy(dtype=float),
        ),
    )
    # That rule orders at its point; here an order is placed below it.
    point = np.where(found.stocked, np.floor(found.reorder_point) + 1, 0.0)
    return ReorderRule(
        reorder_point=point,
        lot=np.round(np.minimum(found.lot, np.maximum(yearly, assumed["fewest_units"]))),
        level=np.where(found.stocked, protection.chance(point), 0.0),
        stocked=found.stocked,
    )


def _levels(assumed: pd.DataFrame, *, protection: Distribution, settings: Settings) -> Numbers:
    """Return the chance of lasting that each product's reorder point has to give, n.

    assumed: PRODUCTS with defaults, follows_shop, and lot and yearly_demand in units.
    """
    level = assumed["service_level"].to_numpy(dtype=float)
    shops = assumed["follows_shop"].to_numpy(dtype=bool)
    if settings.service_rule == ServiceRule.FILL_RATE:
        between_looks = assumed["yearly_demand"] * assumed["review_period_days"] / DAYS_A_YEAR
        lot = np.maximum.reduce([assumed["lot"], assumed["fewest_units"], between_looks])
        served = service.stock_for_fill_rate(protection, lot=lot, fill_rate=level)
        return protection.chance(served)
    if settings.service_rule == ServiceRule.CLASSES:
        by_class = dict(zip(CLASS_NAMES, settings.class_levels, strict=True))
        yearly = assumed["yearly_demand"].to_numpy(dtype=float)
        classes = _classes(assumed, yearly=yearly, protection=protection)
        return np.where(shops, [by_class[name] for name in classes], level)
    return level


def _classes(
    assumed: pd.DataFrame, *, yearly: Numbers, protection: Distribution
) -> npt.NDArray[np.str_]:
    profit = yearly * (assumed["price"] - assumed["cost"]).to_numpy(dtype=float)
    return np.char.add(service.profit_classes(profit), service.steadiness_classes(protection))


def _order_by(plan: pd.DataFrame, forecast: Forecast, reorder_point: Numbers) -> pd.Series:
    """Day on which the expected position falls below the reorder point; none beyond the horizon."""
    slack = (plan["stock_position"] - reorder_point).to_numpy(dtype=float)
    day = _day_reached(forecast, slack)
    return day.mask(plan["one_shot"] | (reorder_point <= 0) & (slack >= 0))


def _with_risks(
    plan: pd.DataFrame, assumed: pd.DataFrame, forecast: Forecast, settings: Settings
) -> pd.DataFrame:
    lead_time = plan["lead_time_days"].to_numpy()
    lead_time_demand = forecast.total_mean(lead_time)
    free = (plan["on_hand"] - plan["committed"]).to_numpy(dtype=float)
    # Sales that an order placed now is too late to save.
    late = forecast.protection_demand(
        lead_time_days=np.stack([lead_time] * 3, axis=1), review_period_days=0
    )
    sold_off = forecast.total_mean(lead_time + settings.cover_days)
    daily = plan["daily_demand"].to_numpy()
    cover = np.divide(free, daily, out=np.full(len(plan), np.nan), where=daily > _SLOWEST)
    return plan.assign(
        stockouts_a_year=_stockouts_a_year(plan, assumed, forecast),
        lead_time_demand=lead_time_demand,
        lost_units=late.expected_short(np.maximum(plan["stock_position"], 0.0)),
        overstock_units=np.floor(np.maximum(free - sold_off, 0.0)),
        stockout_day=_day_reached(forecast, np.maximum(free, 0.0)),
        cover_days=np.maximum(cover, 0.0),
    )


def _stockouts_a_year(plan: pd.DataFrame, assumed: pd.DataFrame, forecast: Forecast) -> Numbers:
    review = assumed["review_period_days"].to_numpy(dtype=float)
    protection = forecast.protection_demand(
        lead_time_days=lead_times_of(assumed), review_period_days=review
    )
    yearly = plan["yearly_demand"].to_numpy(dtype=float)
    lot = np.maximum.reduce(
        [plan["lot_units"], smallest_order(plan), yearly * review / DAYS_A_YEAR]
    )
    point = plan["reorder_point"].to_numpy(dtype=float)
    return service.stockouts_a_year(protection, point, lot=lot, demand_rate=yearly)


def _day_reached(forecast: Forecast, units: Numbers) -> pd.Series:
    """First day on which expected total demand exceeds these units; none beyond the horizon."""
    exceeds = forecast.mean.cumsum(axis=1) > units[:, None]
    days = exceeds.argmax(axis=1)
    starts = pd.Timestamp(forecast.start) + pd.to_timedelta(days, unit="D")
    reached = np.asarray(exceeds.any(axis=1), dtype=bool)
    now = pd.Timestamp(forecast.start)
    day = pd.Series(starts).where(reached).where(units >= 0, now)
    return day.astype("datetime64[us]")


def rank_purchases(
    plan: pd.DataFrame,
    forecast: Forecast,
    *,
    products: pd.DataFrame,
    suppliers: pd.DataFrame,
    settings: Settings,
) -> Ranking:
    """Rank all packs that could be bought now by the profit expected for their money.

    Args:
        plan: PLAN, in the order of products; one-shot products are left out as if without margin.
        forecast: that the plan was made from.
        products: PRODUCTS.
        suppliers: SUPPLIERS, whose smallest orders are kept.
        settings: the shop's.
    """
    assumed = with_defaults(check(products, PRODUCTS).reset_index(drop=True), settings)
    assumed = assumed.assign(cost=plan["cost"].to_numpy())
    aligned = forecast.align(plan["sku"].to_numpy(dtype=str))
    protection = aligned.protection_demand(
        lead_time_days=lead_times_of(assumed),
        review_period_days=assumed["review_period_days"].to_numpy(dtype=float),
    )

    def numbers(name: str) -> Numbers:
        return plan[name].to_numpy(dtype=float)

    return ranked(
        Buyable(
            stock_position=numbers("stock_position"),
            unit_cost=numbers("cost"),
            margin=np.where(plan["one_shot"], 0.0, lost_with_a_sale(assumed)),
            holding_cost=numbers("holding_rate") * numbers("cost") / DAYS_A_YEAR,
            daily_demand=numbers("daily_demand"),
            pack_size_units=numbers("pack_size_units"),
            moq_units=numbers("moq_units"),
            order_cost=numbers("order_cost"),
            limit_units=np.minimum(numbers("yearly_demand"), numbers("most_units")),
            supplier=supplier_places(plan["supplier"], suppliers),
        ),
        protection,
        SupplierMinimums(
            units=suppliers["least_units"].to_numpy(dtype=float),
            money=suppliers["least_money"].to_numpy(dtype=float),
        ),
    )


def plan_within(
    plan: pd.DataFrame, purchase: Purchase, *, price_breaks: pd.DataFrame
) -> pd.DataFrame:
    """Return the plan (PLAN) with what a budget buys in place of what would be best without one.

    The ranking knows usual costs only; where so many units cost less (PRICE_BREAKS), less of the
    budget is spent.
    """
    bought = plan.assign(order_units=purchase.units, added_units=0.0, joins=False)
    return _with_spend(bought, _prices(bought, price_breaks))
