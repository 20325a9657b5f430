"""The shop in figures: each with the products that it stands on, and the table behind all.

What is not known is left out and said: a product that was never counted has no stock to value, one
of unknown cost no margin. Money is at the cost of today, as everywhere in the plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
import pandas as pd

from inventory_core.domain.demand import Demand, Numbers
from inventory_core.domain.frames import check, typed
from inventory_core.domain.products import DAYS_A_WEEK, DAYS_A_YEAR, NO_SUPPLIER
from inventory_core.monitoring.alerts import is_dead
from inventory_core.monitoring.figures import ageing
from inventory_core.monitoring.figures.earnings import (
    added,
    margin_by,
    months_beside,
    weeks_before,
    with_margins,
)
from inventory_core.monitoring.figures.evenings import LATELY_DAYS, evenings_of, stock_values
from inventory_core.monitoring.figures.missed import missed
from inventory_core.monitoring.figures.tables import (
    AGEING,
    MARGIN_BY,
    PRODUCT_FIGURES,
)
from inventory_core.monitoring.figures.year import ratio, year_of
from inventory_core.optimization.overstock import YOUNGEST_DAYS
from inventory_core.optimization.plan import Plan
from inventory_core.optimization.service import variation

MOST_SELLERS = 10
"""So many of the best and of the worst sellers are told."""


class FigureKind(StrEnum):
    """What a figure tells, in the order in which they are shown; each name stands in JSON."""

    STOCK_VALUE = "stock_value"
    COVER_DAYS = "cover_days"
    TURNOVER = "turnover"
    GMROI = "gmroi"
    SELL_THROUGH = "sell_through"
    FILL_RATE = "fill_rate"
    LOST_SALES = "lost_sales"
    STOCKOUT_RATE = "stockout_rate"
    OVERSTOCK = "overstock"
    DEAD_STOCK = "dead_stock"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure of the shop; NaN where nothing is known. products: so many it stands on."""

    kind: FigureKind
    value: float
    products: int


@dataclass(frozen=True, eq=False, kw_only=True)
class ShopFigures:
    """The shop in figures.

    products: PRODUCT_FIGURES. suppliers, channels: of MARGIN_BY. months: MONTHS_BESIDE. weeks:
    WEEKS_SOLD, of LATELY_DAYS. stock_values: STOCK_VALUES, none where nothing is known of both
    stock and cost. year_days: days of which sales are known, a year at most. counted_days: of
    these, days on which the stock of a product is known, on average of those that turnover stands
    on; NaN without any. lately_counted: products that were first counted in the weeks that
    stock_values shows.
    """

    figures: tuple[Figure, ...]
    products: pd.DataFrame
    suppliers: pd.DataFrame
    channels: pd.DataFrame
    months: pd.DataFrame
    weeks: pd.DataFrame
    stock_values: pd.DataFrame
    year_days: int
    counted_days: float
    lately_counted: int

    def best_sellers(self) -> pd.DataFrame:
        """Return the products (PRODUCT_FIGURES) that took most in the last 13 weeks."""
        sold = self.products[self.products["recent_units"] > 0]
        took = sold.sort_values(["recent_takings", "recent_units"], ascending=False, kind="stable")
        return took.head(MOST_SELLERS)

    def worst_sellers(self) -> pd.DataFrame:
        """Return the products that lie there and sold least of late, the most money in them first.

        PRODUCT_FIGURES; what came into the shop of late had no time to sell.
        """
        products = self.products
        lying = products[(products["on_hand"] > 0) & (products["days_on_sale"] >= YOUNGEST_DAYS)]
        least = lying.sort_values(
            ["recent_units", "stock_value"], ascending=[True, False], kind="stable"
        )
        return least.head(MOST_SELLERS)

    def ages(self) -> pd.DataFrame:
        """Return the stock of all products at cost by its age (AGEING), in one row.

        Empty where no stock at cost is known.
        """
        return self.products[list(AGEING)].sum(min_count=1).to_frame().T

    @property
    def is_valued(self) -> bool:
        """Whether the stock of any product is known, and its cost."""
        return bool(self.products["stock_value"].notna().any())


@dataclass(frozen=True, eq=False, kw_only=True)
class Evidence:
    """What the figures are made of; takings: CHANNEL_TAKINGS, moves: MOVES.

    plan: of the shop, with `frame`, its table (PLAN). projected: units on hand on the evenings
    from today on, in the plan's order, n × days. overstock: OVERSTOCK.
    """

    plan: Plan
    frame: pd.DataFrame
    overstock: pd.DataFrame
    projected: Numbers
    demand: Demand
    corrections: pd.DataFrame
    takings: pd.DataFrame
    moves: pd.DataFrame
    dead_stock_days: int
    today: date


def shop_figures(told: Evidence) -> ShopFigures:
    """Work out the figures of a shop."""
    first_day, end = told.demand.first_day, told.demand.start
    first = max(first_day, end - timedelta(days=DAYS_A_YEAR))
    cost = _known_cost(told.frame)
    takings = told.takings[told.takings["day"] < pd.Timestamp(end)]
    sold = with_margins(takings, cost)
    in_year = added(sold[sold["day"] >= pd.Timestamp(first)], ["channel", "sku"])
    skus = cost.index.to_numpy(dtype=str)
    evenings = evenings_of(skus, told.moves, since=first, today=told.today)
    year = year_of(skus, takings, evenings.during(first, end), first_day=first, end=end)
    parts = [
        _stock(told, cost),
        _earned(in_year, sold, cost, end=end),
        year.figures(cost.to_numpy(dtype=float)),
        _missed(told, in_year, days=year.days),
    ]
    products = check(typed(pd.concat(parts, axis=1), PRODUCT_FIGURES), PRODUCT_FIGURES)
    return ShopFigures(
        figures=_figures(products),
        products=products,
        suppliers=_margins(in_year, "supplier", products),
        channels=_margins(in_year, "channel", products),
        months=months_beside(sold, first_day=first_day, last_day=end - timedelta(days=1)),
        weeks=weeks_before(sold, first_day=first_day, end=end, weeks=LATELY_DAYS // DAYS_A_WEEK),
        stock_values=stock_values(evenings, cost.to_numpy(dtype=float), told.projected),
        year_days=year.days,
        counted_days=float(products["counted_days"].where(products["turnover"].notna()).mean()),
        lately_counted=evenings.first_counted_since(LATELY_DAYS),
    )


def _known_cost(plan: pd.DataFrame) -> pd.Series:
    """Return what a unit costs; NaN where that is only guessed from the price; index sku."""
    guessed = plan["defaults"].str.contains("cost", regex=False)
    return plan["cost"].where(~guessed).set_axis(plan["sku"])


def _stock(told: Evidence, cost: pd.Series) -> pd.DataFrame:
    """Return what lies there of each product, since when, and how much of it too long."""
    frame, skus = told.frame, cost.index.to_numpy(dtype=str)
    unit, on_hand = cost.to_numpy(dtype=float), frame["on_hand"].clip(lower=0.0)
    arrived = ageing.came(told.moves)
    by_age = ageing.units_by_age(
        skus, on_hand.fillna(0.0).to_numpy(dtype=float), arrived, today=told.today
    )
    ages = by_age.mul(unit, axis=0).where(on_hand.notna())
    taken = ageing.sell_through(skus, told.moves, arrived, today=told.today)
    overstocked = told.overstock.set_index("sku")["money"].reindex(skus).to_numpy()
    dead = is_dead(frame, dead_stock_days=told.dead_stock_days)
    names = ["sku", "name", "supplier", "class", "price", "on_hand", "committed"]
    facts = frame[[*names, "daily_demand", "cover_days"]].assign(
        cost=unit,
        stock_value=on_hand * unit,
        overstock_money=overstocked,
        dead_money=(frame["on_hand"] * frame["cost"]).where(dead),
        variation=variation(told.plan.protection),
        profit_a_year=frame["yearly_demand"] * (frame["price"] - unit),
    )
    return pd.concat([facts, taken, ages], axis=1)


def _earned(
    in_year: pd.DataFrame, sold: pd.DataFrame, cost: pd.Series, *, end: date
) -> pd.DataFrame:
    """Return what each product brought in the year (MARGIN), and in the last 13 weeks."""
    lately = sold[sold["day"] >= pd.Timestamp(end - timedelta(days=LATELY_DAYS))]
    recent = margin_by(lately, "sku").reindex(cost.index)
    earned = margin_by(in_year, "sku").reindex(cost.index)
    return earned.assign(
        units=earned["units"].fillna(0.0),
        unknown_units=earned["unknown_units"].fillna(0.0),
        recent_units=recent["units"].fillna(0.0),
        recent_takings=recent["takings"],
    ).reset_index(drop=True)


def _missed(told: Evidence, in_year: pd.DataFrame, *, days: int) -> pd.DataFrame:
    """Return what was asked for in vain of each product, in units and at its price."""
    skus = told.frame["sku"].to_numpy(dtype=str)
    found = missed(skus, told.demand, told.corrections, days=days)
    served = in_year.groupby("sku")["units"].sum().reindex(skus).fillna(0.0).to_numpy(dtype=float)
    lost = found["lost_units"].to_numpy(dtype=float)
    return found.assign(
        lost_money=lost * told.frame["price"].to_numpy(dtype=float),
        fill_rate=ratio(served, served + lost),
    )


def _margins(in_year: pd.DataFrame, key: str, products: pd.DataFrame) -> pd.DataFrame:
    """Return what each supplier or channel brought (of MARGIN_BY), the most takings first."""
    supplier = products.set_index("sku")["supplier"]
    keyed = in_year.assign(supplier=in_year["sku"].map(supplier).fillna(NO_SUPPLIER))
    ordered = (
        margin_by(keyed, key)
        .reset_index()
        .sort_values(["takings", "units"], ascending=False, kind="stable")
    )
    return typed(ordered.reset_index(drop=True), MARGIN_BY[key])


def _figures(products: pd.DataFrame) -> tuple[Figure, ...]:
    """Work out the shop's figures from those of its products."""
    sells = products[products["units"] > 0]
    needed = products["daily_demand"] * products["cost"]
    free = (products["on_hand"] - products["committed"]).clip(lower=0.0) * products["cost"]
    turns = products[products["turnover"].notna()]
    earns = products[products["gmroi"].notna()]
    had = products[products["available_units"] > 0]
    lost, served = sells["lost_units"].sum(), sells["units"].sum()
    told: Mapping[FigureKind, tuple[float, int]] = {
        FigureKind.STOCK_VALUE: _total(products["stock_value"]),
        FigureKind.COVER_DAYS: _share(free, needed.where(free.notna())),
        FigureKind.TURNOVER: _share(turns["cost_a_year"], turns["average_value"]),
        FigureKind.GMROI: _share(earns["margin_a_year"], earns["average_value"]),
        FigureKind.SELL_THROUGH: _share(had["taken_units"], had["available_units"]),
        FigureKind.FILL_RATE: (served / (served + lost) if len(sells) else np.nan, len(sells)),
        FigureKind.LOST_SALES: _total(sells["lost_money"]),
        FigureKind.STOCKOUT_RATE: _share(sells["stockout_days"], sells["days_on_sale"]),
        FigureKind.OVERSTOCK: _asleep(products, "overstock_money"),
        FigureKind.DEAD_STOCK: _asleep(products, "dead_money"),
    }
    return tuple(
        Figure(kind=kind, value=float(value), products=count)
        for kind, (value, count) in told.items()
    )


def _total(money: pd.Series) -> tuple[float, int]:
    return float(money.sum(min_count=1)), int(money.notna().sum())


def _share(part: pd.Series, whole: pd.Series) -> tuple[float, int]:
    total = float(whole.sum())
    return (float(part.sum()) / total if total > 0 else np.nan), int(whole.notna().sum())


def _asleep(products: pd.DataFrame, column: str) -> tuple[float, int]:
    """Add up money that sleeps; none where what lies there is known and none of it does.

    A cost that nobody said is guessed from the price here, as everywhere in the plan.
    """
    valued = products["cost"].notna() | products["price"].notna()
    known = int((products["on_hand"].notna() & valued).sum())
    return (float(products[column].sum()) if known else np.nan), known
