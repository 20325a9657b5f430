"""What a product costs and brings: what the seller said, and the shop's defaults for the rest."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property, reduce

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Flags, Numbers, Places, Texts
from inventory_core.domain.frames import PRODUCT_FACTS, PRODUCTS, check
from inventory_core.domain.language import gettext as _
from inventory_core.domain.policy import order_quantity, smallest_order
from inventory_core.domain.settings import Settings

DAYS_A_WEEK, DAYS_A_YEAR = 7, 365

SHORTEST_SHARE = 0.75
"""Shortest lead time as a share of the usual one, where the seller gave none."""
LONGEST_SHARE = 1.5
"""Longest lead time as a share of the usual one, where the seller gave none."""

NO_SUPPLIER = ""

AUTOMATIC = "automatic"
"""Not a model: the product goes by the winner of its own backtest."""


@dataclass(frozen=True, eq=False, kw_only=True)
class PeriodTerms:
    """What ordering, keeping and not having n products costs by the period, and how they are sold.

    A period may be a day, a week or a year; n numbers each, money or units.
    """

    lead_time_periods: Places
    """Whole periods from an order to its arrival."""
    moq_units: Numbers
    """The least that is ordered."""
    pack_size_units: Numbers
    """An order is a multiple of it; 0 where any amount can be had."""
    unit_cost: Numbers
    """Money that a unit in stock ties up."""
    order_cost: Numbers
    """Money for each order."""
    holding_cost: Numbers
    """Money for each unit left at the end of a period."""
    lost_sale_cost: Numbers
    """Money for each unit not sold at once: margin and goodwill."""

    def __post_init__(self) -> None:
        shapes = {name: np.shape(value) for name, value in vars(self).items()}
        if len(set(shapes.values())) > 1:
            raise ValueError(f"terms must all have one number for each product, got {shapes}")
        if any((value < 0).any() for value in vars(self).values()):
            raise ValueError("no term may be negative")

    def orderable(self, wanted_units: Numbers) -> Numbers:
        """Return what the supplier sells where so many are wanted; n, or n × anything."""
        pack, moq = (
            value.reshape(-1, *(1 for _ in wanted_units.shape[1:]))
            for value in (self.pack_size_units, self.moq_units)
        )
        whole = order_quantity(
            wanted_units=wanted_units,
            moq_units=moq,
            pack_size_units=np.where(pack > 0, pack, 1.0),
        )
        loose = np.where(wanted_units > 0, np.maximum(wanted_units, moq), 0.0)
        return np.where(pack > 0, whole, loose)

    @property
    def smallest_order(self) -> Numbers:
        """The fewest units that can be ordered, n."""
        return self.orderable(np.ones(len(self.moq_units)))


@dataclass(frozen=True, eq=False, kw_only=True)
class Economics:
    """What n products cost and bring, and how they are bought; n each.

    Made once, from what the seller said and the shop's settings for the rest. Money is NaN where
    neither cost nor price is known: no amount is made up.
    """

    skus: Texts
    names: Texts
    categories: Texts
    suppliers: Texts
    cost: Numbers
    """Money that a unit costs in the smallest order."""
    price: Numbers
    goodwill_cost: Numbers
    """Money that a sale lost costs beyond its margin; less than 0 where the shop would rather have
    too little."""
    holding_rate: Numbers
    """Cost of keeping a unit for a year, as a share of its cost."""
    line_cost: Numbers
    """Money for adding the product to an order."""
    order_cost: Numbers
    """Money for each order of the product: its share, where products of one supplier are ordered
    together, and else the cost of adding it."""
    order_cost_known: Flags
    """Whether somebody said what an order costs; else it is the default of every shop."""
    lead_times_days: Numbers
    """Shortest, usual and longest lead time with its allowance, n × 3."""
    review_period_days: Numbers
    moq_units: Numbers
    pack_size_units: Numbers
    shelf_life_days: Numbers
    """Days that it keeps from its arrival on; NaN where it keeps for good."""
    one_shot: Flags
    """Bought only once."""
    discontinued: Flags
    """Sold off, and never bought again."""
    no_order_until: npt.NDArray[np.datetime64]
    """The day from which on it may be ordered again; NaT where it may be now."""
    service_level: Numbers
    """Chance to last that the product should have: its own, or the shop's."""
    follows_shop: Flags
    """No service level of its own: the shop's service rule decides."""
    defaults: Texts
    """Facts for which the shop's default stands in, of those that move much, with blanks."""

    @classmethod
    def of(
        cls, products: pd.DataFrame, settings: Settings, *, cost: Numbers | None = None
    ) -> "Economics":
        """Fill what is not known of each product with the default of the shop.

        Args:
            products: PRODUCTS.
            settings: the shop's.
            cost: what a unit costs at the supplier's prices, n; that of the products if left out.
        """
        known = check(products, PRODUCTS)

        def numbers(name: str, default: npt.ArrayLike) -> Numbers:
            values = known[name].to_numpy(dtype=float)
            return np.where(np.isnan(values), default, values)

        skus, price = known["sku"].to_numpy(dtype=str), known["price"].to_numpy(dtype=float)
        own_cost = known["cost"].to_numpy(dtype=float) if cost is None else cost
        own_level = known["service_level"].notna().to_numpy()
        no_lead_time = known["lead_time_days"].isna().to_numpy()
        order_cost = numbers("order_cost", settings.order_cost)
        cost = np.where(np.isnan(own_cost), price * settings.cost_share_rate, own_cost)
        leaning = (settings.leaning.margins - 1) * np.maximum(np.nan_to_num(price - cost), 0.0)
        return cls(
            skus=skus,
            names=_texts(known["name"], skus),
            categories=_texts(known["category"], ""),
            suppliers=_texts(known["supplier"], NO_SUPPLIER),
            cost=cost,
            price=price,
            goodwill_cost=numbers("goodwill_cost", leaning),
            holding_rate=numbers("holding_rate", settings.holding_rate),
            line_cost=order_cost,
            order_cost=order_cost,
            order_cost_known=known["order_cost"].notna().to_numpy()
            | (settings.order_cost != Settings.order_cost),
            lead_times_days=_lead_times(numbers, settings),
            review_period_days=numbers("review_period_days", settings.review_period_days),
            moq_units=numbers("moq_units", 1.0),
            pack_size_units=numbers("pack_size_units", 1.0),
            shelf_life_days=numbers("shelf_life_days", np.nan),
            one_shot=_flags(known["one_shot"]),
            discontinued=_flags(known["discontinued"]),
            no_order_until=known["no_order_until"].to_numpy(dtype="datetime64[us]"),
            service_level=numbers("service_level", settings.service_level),
            follows_shop=~own_level,
            defaults=_guessed(cost=np.isnan(own_cost), lead_time_days=no_lead_time),
        )

    def select(self, rows: Places | Flags | slice) -> "Economics":
        """Return some of the products, in this order."""
        return Economics(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    @property
    def lead_time_days(self) -> Numbers:
        """Usual lead time, n."""
        return self.lead_times_days[:, 1]

    @property
    def lost_sale_cost(self) -> Numbers:
        """Money that a sale loses that cannot be made: margin and goodwill, n."""
        return self.price - self.cost + self.goodwill_cost

    @property
    def holding_cost(self) -> Numbers:
        """Money for keeping a unit for a year, n."""
        return self.holding_rate * self.cost

    def resting_days(self, first_day: date) -> Numbers:
        """Return for how many days from one on the seller wants no order, n; 0 for none."""
        days = (self.no_order_until - np.datetime64(first_day)) / np.timedelta64(1, "D")
        return np.maximum(np.nan_to_num(days), 0.0)

    @cached_property
    def smallest_order(self) -> Numbers:
        """The fewest units that can be ordered, n."""
        return smallest_order(moq_units=self.moq_units, pack_size_units=self.pack_size_units)

    @cached_property
    def supplier_numbers(self) -> Places:
        """A number for each supplier, from 0 on, n."""
        return np.unique(self.suppliers, return_inverse=True)[1]

    def by_period(self, days: float) -> PeriodTerms:
        """Return what a period of so many days costs; what is not known costs nothing."""
        return PeriodTerms(
            lead_time_periods=np.round(self.lead_time_days / days).astype(np.int64),
            moq_units=self.moq_units,
            pack_size_units=self.pack_size_units,
            unit_cost=np.nan_to_num(self.cost),
            order_cost=self.order_cost,
            holding_cost=np.nan_to_num(self.holding_cost) * (days / DAYS_A_YEAR),
            lost_sale_cost=np.maximum(np.nan_to_num(self.lost_sale_cost), 0.0),
        )


def _lead_times(numbers: Callable[[str, npt.ArrayLike], Numbers], settings: Settings) -> Numbers:
    usual = numbers("lead_time_days", settings.lead_time_days)
    shortest = numbers("lead_time_shortest_days", np.floor(usual * SHORTEST_SHARE))
    longest = numbers("lead_time_longest_days", np.ceil(usual * LONGEST_SHARE))
    allowance = numbers("lead_time_allowance_days", settings.lead_time_allowance_days)
    # A seller who changes one of the three should not have to change the others at once.
    times = np.stack([np.minimum(shortest, usual), usual, np.maximum(longest, usual)], axis=1)
    return np.asarray(times + allowance[:, None])


def _texts(column: pd.Series, default: npt.ArrayLike) -> Texts:
    texts = column.fillna("").to_numpy(dtype=str)
    return np.where(texts == "", default, texts)


def _flags(column: pd.Series) -> Flags:
    return column.astype("boolean").to_numpy(dtype=bool, na_value=False)


def _guessed(**facts: Flags) -> Texts:
    """Name the guessed facts of each product, separated by blanks."""
    texts = [np.where(guessed, f"{name} ", "") for name, guessed in facts.items()]
    return np.char.rstrip(reduce(np.char.add, texts))


def choices(products: pd.DataFrame) -> pd.Series:
    """Return the model each product should go by, "automatic" or a name; index sku."""
    chosen = _texts(products["model"], AUTOMATIC)
    return pd.Series(chosen, index=products["sku"], dtype="str")


def likes(products: pd.DataFrame) -> pd.DataFrame:
    """Return which products should sell like which others: sku, like_sku and like_factor."""
    new = _texts(products["like_sku"], "") != ""
    columns = products.loc[new, ["sku", "like_sku", "like_factor"]].reset_index(drop=True)
    return columns.assign(like_factor=columns["like_factor"].fillna(1.0))


def changed_cells(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Find what the seller changed in a table of PRODUCTS.

    Args:
        before, after: the same products in the same order.

    Returns:
        One row per changed cell with columns sku, field and value; value is text, empty where the
        seller cleared the cell.
    """
    parts = []
    for field in PRODUCT_FACTS:
        old, new = _as_text(before[field]), _as_text(after[field])
        changed = (old.fillna("") != new.fillna("")).to_numpy()
        parts.append(
            pd.DataFrame({"sku": after["sku"][changed], "field": field, "value": new[changed]})
        )
    return pd.concat(parts, ignore_index=True)


def _as_text(column: pd.Series) -> pd.Series:
    texts = column.astype("str").where(column.notna())
    return texts.where(texts != "")


def cells_of(sku: str, values: Mapping[str, object]) -> pd.DataFrame:
    """Write some facts of one product as cells (sku, field, value); None clears a cell."""
    texts = [None if value is None else str(value) for value in values.values()]
    return pd.DataFrame({"sku": sku, "field": list(values), "value": pd.Series(texts, dtype="str")})


def no_such_product(codes: Iterable[str]) -> str:
    """Say that no product has one of these codes, and what to do."""
    return _("There is no product {codes}: check the code, or add it on the Products page.").format(
        codes=", ".join(codes)
    )
