"""Make the sample shop: two years of sales, its products, its stock, and a messy workbook.

    python -m sample_data.make_sample_shop [--last-day 2026-11-15] [--folder sample_data]

What the shop sells stands in catalogue.csv, and how each product behaves:

- daily_units and season: demand on an ordinary day, and a function of seasons.py that bends it;
- wholesale_units: usual size of another shop's order, which comes about once a month;
- launched_, ended_days_ago, sold_out_from, sold_out_to: in days before the last day;
- cover_days: stock at the end, as days of sales beyond the lead time (of a product that has
  ended: the units left); empty is never counted.

The same day always gives the same files.
"""

import argparse
import zlib
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from sample_data import seasons
from sample_data.messy_workbook import write_messy_workbook

FOLDER = Path(__file__).parent
LAST_DAY = date(2026, 11, 15)
HISTORY_DAYS = 730

SEASONS = {
    season.__name__: season
    for season in (
        seasons.steady,
        seasons.christmas,
        seasons.summer,
        seasons.winter,
        seasons.rising,
        seasons.falling,
        seasons.advent,
    )
}

_SEED = 20261115
_FIRST_ORDER = 10_001
_PROMOTION_UPLIFT = 1.9
_PROMOTION_PRICE = 0.8
_WHOLESALE_PRICE = 0.65
_DAYS_BETWEEN_WHOLESALE = 28
_RECENT_DAYS = 42


class Supplier(NamedTuple):
    """Days from order to arrival."""

    usual: int
    shortest: int
    longest: int


SUPPLIERS = {
    "Weberei Lindgren & Töchter": Supplier(usual=7, shortest=5, longest=10),
    "Nordlys Wholesale": Supplier(usual=21, shortest=14, longest=30),
    "Jingdezhen Kiln Trading": Supplier(usual=75, shortest=60, longest=95),
}


def main() -> None:
    """Write the files into the folder."""
    parser = argparse.ArgumentParser(description="Make the sample shop.")
    parser.add_argument("--last-day", type=date.fromisoformat, default=LAST_DAY)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    make_sample_shop(arguments.folder, last_day=arguments.last_day)


def make_sample_shop(folder: Path, *, last_day: date = LAST_DAY) -> None:
    """Write sales.csv, products.csv, stock.csv and messy_workbook.xlsx into the folder."""
    catalogue = pd.read_csv(FOLDER / "catalogue.csv", dtype={"sku": str})
    sales = make_sales(catalogue, last_day=last_day)
    _write(sales, folder / "sales.csv")
    _write(make_products(catalogue), folder / "products.csv")
    _write(make_stock(catalogue, sales, last_day=last_day), folder / "stock.csv")
    write_messy_workbook(sales, folder / "messy_workbook.xlsx", last_day=last_day)


def make_sales(catalogue: pd.DataFrame, *, last_day: date) -> pd.DataFrame:
    """Invent the order lines of all products and number the orders."""
    days = pd.date_range(end=last_day, periods=HISTORY_DAYS)
    lines = pd.concat(
        [
            sold
            for __, product in catalogue.iterrows()
            for sold in (_retail(product, days), _wholesale(product, days))
        ]
    )
    lines = lines.merge(catalogue[["sku", "name"]], on="sku")
    # A stable order of the day, in which products come mixed as customers do.
    mixed = lines.assign(turn=np.random.default_rng(_SEED).permutation(len(lines)))
    mixed = mixed.sort_values(["day", "turn"], ignore_index=True)
    sales = pd.DataFrame(
        {
            "Date": mixed["day"].dt.strftime("%Y-%m-%d"),
            "Order number": _order_numbers(mixed),
            "SKU": mixed["sku"],
            "Product name": mixed["name"],
            "Units": mixed["units"],
            "Unit price": mixed["unit_price"].map("{:.2f}".format),
        }
    )
    headings = list(sales.columns)
    same = [heading for heading in headings if heading != "Units"]
    return sales.groupby(same, sort=False, as_index=False).agg({"Units": "sum"})[headings]


def _retail(product: pd.Series, days: pd.DatetimeIndex) -> pd.DataFrame:
    """Order lines of people who buy a piece or two."""
    rng = _randomness(product["sku"], "retail")
    promoted = seasons.on_promotion(days)
    rate = product["daily_units"] * SEASONS[product["season"]](days) * seasons.weekdays(days)
    rate = rate * np.where(promoted, _PROMOTION_UPLIFT, 1.0) * _moods(rng, len(days))
    customers = rng.poisson(rate / 1.2) * _offered(product, days)
    day = np.repeat(np.arange(len(days)), customers)
    price = product["price"] * np.where(promoted[day], _PROMOTION_PRICE, 1.0)
    units = rng.choice([1, 2, 3], size=len(day), p=[0.84, 0.12, 0.04])
    return _lines(product["sku"], days[day], units, price)


def _wholesale(product: pd.Series, days: pd.DatetimeIndex) -> pd.DataFrame:
    """Order lines of other shops, rare and large."""
    rng = _randomness(product["sku"], "wholesale")
    usual = 0 if np.isnan(product["wholesale_units"]) else int(product["wholesale_units"])
    ordered = (rng.random(len(days)) < 1 / _DAYS_BETWEEN_WHOLESALE) & (usual > 0)
    day = np.flatnonzero(ordered & _offered(product, days))
    units = usual * rng.choice([1, 2, 3], size=len(day), p=[0.6, 0.3, 0.1])
    price = np.full(len(day), product["price"] * _WHOLESALE_PRICE)
    return _lines(product["sku"], days[day], units, price)


def _lines(
    sku: str,
    days: pd.DatetimeIndex,
    units: npt.NDArray[np.int64],
    unit_price: npt.NDArray[np.float64],
) -> pd.DataFrame:
    return pd.DataFrame({"day": days, "sku": sku, "units": units, "unit_price": unit_price})


def _moods(rng: np.random.Generator, days: int) -> npt.NDArray[np.float64]:
    """Good and bad weeks, by a fifth or so: shops vary more than chance alone would make them."""
    weeks = rng.gamma(25.0, 1 / 25.0, size=days // 7 + 1)
    return np.repeat(weeks, 7)[:days]


def _offered(product: pd.Series, days: pd.DatetimeIndex) -> npt.NDArray[np.bool_]:
    """Days on which the product could be bought: on offer, and not sold out."""
    days_ago = np.arange(len(days))[::-1]
    launched = np.inf if np.isnan(product["launched_days_ago"]) else product["launched_days_ago"]
    ended = -1 if np.isnan(product["ended_days_ago"]) else product["ended_days_ago"]
    # Comparing with an empty cell (NaN) is never true: a product that was never sold out.
    sold_out = (days_ago <= product["sold_out_from"]) & (days_ago >= product["sold_out_to"])
    return np.asarray((days_ago <= launched) & (days_ago > ended) & ~sold_out)


def _order_numbers(lines: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Most orders have one line, some two or three; an order never spans two days."""
    new_day = lines["day"].ne(lines["day"].shift()).to_numpy()
    own = np.random.default_rng(_SEED + 1).random(len(lines)) < 0.7
    return _FIRST_ORDER - 1 + np.cumsum(new_day | own)


def make_products(catalogue: pd.DataFrame) -> pd.DataFrame:
    """Return the product list as the shop keeps it."""
    lead_times = catalogue["supplier"].map(SUPPLIERS).where(catalogue["lead_time"].isna())
    return pd.DataFrame(
        {
            "SKU": catalogue["sku"],
            "Product name": catalogue["name"],
            "Category": catalogue["category"],
            "Supplier": catalogue["supplier"],
            "Cost": catalogue["cost"],
            "Price": catalogue["price"],
            "Lead time days": _days(lead_times, "usual"),
            "Shortest lead time days": _days(lead_times, "shortest"),
            "Longest lead time days": _days(lead_times, "longest"),
            "Minimum order units": catalogue["moq_units"].astype("Int64"),
            "Pack size units": catalogue["pack_units"].astype("Int64"),
            "One shot": np.where(catalogue["season"] == "advent", "yes", "no"),
            "Salvage value": catalogue["salvage_value"],
            "Goodwill cost": catalogue["goodwill_cost"],
        }
    )


def _days(lead_times: pd.Series, which: str) -> pd.Series:
    known = [pd.NA if pd.isna(times) else getattr(times, which) for times in lead_times]
    return pd.Series(known, dtype="Int64")


def make_stock(catalogue: pd.DataFrame, sales: pd.DataFrame, *, last_day: date) -> pd.DataFrame:
    """Return the count on the evening of the last day; products never counted are left out."""
    lead_times = catalogue["supplier"].map(lambda supplier: SUPPLIERS[supplier].usual)
    days = (lead_times + catalogue["cover_days"]).clip(lower=0)
    on_hand = (days * _recent_daily_units(catalogue, sales, last_day=last_day)).round()
    on_hand = on_hand.where(catalogue["sold_out_to"] != 0, 0)
    leftover = catalogue["ended_days_ago"].notna()
    stock = pd.DataFrame(
        {
            "Date": last_day.isoformat(),
            "SKU": catalogue["sku"],
            "On hand": on_hand.mask(leftover, catalogue["cover_days"]),
            "On order": catalogue["on_order_units"].fillna(0).astype(int),
            "Committed": _committed(sales, last_day=last_day).reindex(catalogue["sku"]).to_numpy(),
        }
    )
    counted = stock[catalogue["cover_days"].notna()]
    return counted.fillna({"Committed": 0}).astype({"On hand": int, "Committed": int})


def _recent_daily_units(
    catalogue: pd.DataFrame, sales: pd.DataFrame, *, last_day: date
) -> pd.Series:
    since = (pd.Timestamp(last_day) - pd.Timedelta(days=_RECENT_DAYS)).strftime("%Y-%m-%d")
    sold = sales[sales["Date"] > since].groupby("SKU")["Units"].sum()
    days_on_sale = catalogue["launched_days_ago"].clip(upper=_RECENT_DAYS).fillna(_RECENT_DAYS)
    return catalogue["sku"].map(sold).fillna(0) / days_on_sale


def _committed(sales: pd.DataFrame, *, last_day: date) -> pd.Series:
    """The last day's orders are packed tomorrow."""
    return sales[sales["Date"] == last_day.isoformat()].groupby("SKU")["Units"].sum()


def _randomness(sku: str, purpose: str) -> np.random.Generator:
    """Each product draws on its own, so that a new one leaves the others as they are."""
    return np.random.default_rng([_SEED, zlib.crc32(f"{purpose} {sku}".encode())])


def _write(frame: pd.DataFrame, path: Path) -> None:
    frame.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


if __name__ == "__main__":
    main()
