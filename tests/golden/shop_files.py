"""The three shops to record, as the files that a seller would drop, and what she would type.

The sample shop has all of it. Of the real ones only the sales are real: suppliers, costs, lead
times and stock are drawn for each product from a digest of its code, so that they stay the same
whatever else is in the shop.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.float64]

SAMPLE_CHANNEL = "sample shop"
SAMPLE_TODAY = date(2026, 11, 16)
ONLINE_RETAIL_TODAY = date(2011, 12, 10)
M5_TODAY = date(2016, 5, 23)
"""Each the day after the last sale."""
BEST_SELLING, EVERY_OTHER = 300, 10
"""Of the large shops: so many products that sell most, and one in so many of the others."""
_RECENT_DAYS = 90
_SUPPLIERS = 12


@dataclass(frozen=True, eq=False, kw_only=True)
class ShopFiles:
    """What a shop is made from.

    files: contents by name, in the order in which they are dropped. channel: named with the drop.
    period: what each row is the total of, "" where it is an order. country: whose holidays count.
    suppliers, price_breaks: as the seller types them (SUPPLIERS, PRICE_BREAKS). budgets: three.
    walked_days: how far back its past is walked.
    """

    today: date
    files: Mapping[str, bytes]
    channel: str = ""
    period: str = ""
    country: str = ""
    suppliers: pd.DataFrame = field(default_factory=pd.DataFrame)
    price_breaks: pd.DataFrame = field(default_factory=pd.DataFrame)
    budgets: tuple[float, float, float]
    walked_days: int


def sample_shop(folder: Path) -> ShopFiles:
    """Return the sample shop as it is, without terms of suppliers."""
    names = ("sales.csv", "products.csv", "stock.csv")
    return ShopFiles(
        today=SAMPLE_TODAY,
        files={name: (folder / name).read_bytes() for name in names},
        channel=SAMPLE_CHANNEL,
        budgets=(800.0, 3000.0, 8000.0),
        walked_days=182,
    )


def sample_terms(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return terms for the sample shop's suppliers, and prices that fall (SUPPLIERS, PRICE_BREAKS).

    The shop itself has none.
    """
    products = pd.read_csv(folder / "products.csv", dtype={"SKU": str})
    return supplier_terms(products), price_breaks(products)


def online_retail(folder: Path) -> ShopFiles:
    """Return UCI Online Retail with suppliers, costs and stock drawn for its products."""
    content = folder / "online_retail.csv.gz"
    lines = pd.read_csv(content, dtype={"InvoiceNo": str, "StockCode": str})
    lines = lines[(lines["Quantity"] > 0) & (lines["UnitPrice"] > 0)].assign(
        day=lambda kept: pd.to_datetime(kept["InvoiceDate"]).dt.normalize(),
        sku=lambda kept: kept["StockCode"].str.upper(),
    )
    sold = lines.rename(columns={"Quantity": "units", "UnitPrice": "price"})
    skus = _chosen(sold[sold["sku"].str.fullmatch(r"\d{5}[A-Z]*")])
    whole = pd.read_csv(content, dtype=str, keep_default_na=False)
    files = {"online_retail.csv": _csv(whole[whole["StockCode"].str.upper().isin(skus)])}
    return _described(
        sold[sold["sku"].isin(skus)],
        ShopFiles(
            today=ONLINE_RETAIL_TODAY,
            files=files,
            country="GB",
            budgets=(5_000.0, 50_000.0, 250_000.0),
            walked_days=84,
        ),
    )


def m5_ca1(folder: Path) -> ShopFiles:
    """Return the M5 store CA_1 with suppliers, costs and stock drawn for its products."""
    sales = pd.read_parquet(folder / "sales.parquet")
    sold = sales[sales["units"] > 0].astype({"sku": str, "price": float})
    sold = sold[sold["sku"].isin(_chosen(sold))]
    department = pd.read_parquet(folder / "products.parquet").set_index("sku")["department"]
    table = pd.DataFrame(
        {
            "Date": sold["day"].dt.strftime("%Y-%m-%d"),
            "SKU": sold["sku"],
            "Category": sold["sku"].map(department),
            "Units": sold["units"],
            "Unit price": sold["price"].round(2),
        }
    ).sort_values(["Date", "SKU"], kind="stable")
    return _described(
        sold,
        ShopFiles(
            today=M5_TODAY,
            files={"sales.csv": _csv(table)},
            period="day",
            country="US",
            budgets=(2_000.0, 10_000.0, 40_000.0),
            walked_days=56,
        ),
    )


def _chosen(sold: pd.DataFrame) -> list[str]:
    """Choose the products that sold most units, and some of the others, sorted."""
    units = sold.groupby("sku")["units"].sum().reset_index()
    ranked = units.sort_values(["units", "sku"], ascending=[False, True])["sku"].tolist()
    return sorted([*ranked[:BEST_SELLING], *sorted(ranked[BEST_SELLING:])[::EVERY_OTHER]])


# What is drawn


def _described(sold: pd.DataFrame, shop: ShopFiles) -> ShopFiles:
    """Add what the sales do not tell: files of products and stock, and terms of suppliers.

    sold: columns sku, day, units and price.
    """
    recent = sold[sold["day"] >= pd.Timestamp(shop.today) - pd.Timedelta(days=_RECENT_DAYS)]
    price = sold.groupby("sku")["price"].median().sort_index()
    pace = recent.groupby("sku")["units"].sum().reindex(price.index).fillna(0) / _RECENT_DAYS
    products = _products(price)
    files = {
        **shop.files,
        "products.csv": _csv(products),
        "stock.csv": _csv(_stock(pace, shop.today)),
    }
    return ShopFiles(
        **vars(shop)
        | {
            "files": files,
            "suppliers": supplier_terms(products),
            "price_breaks": price_breaks(products),
        }
    )


def _products(price: pd.Series) -> pd.DataFrame:
    skus = price.index
    lead = np.floor(3 + 60 * drawn(skus, "lead time") ** 2)
    cost = (price * (0.3 + 0.5 * drawn(skus, "cost"))).round(2).clip(lower=0.01)
    supplier = np.floor(_SUPPLIERS * drawn(skus, "supplier")).astype(int)
    shelf_life = np.where(drawn(skus, "shelf life") < 0.08, 60.0, np.nan)
    return pd.DataFrame(
        {
            "SKU": skus,
            "Supplier": [f"Supplier {number:02}" for number in supplier],
            "Cost": cost.where(drawn(skus, "known") > 0.05).to_numpy(),
            "Lead time days": lead,
            "Shortest lead time days": np.floor(lead * 0.7),
            "Longest lead time days": np.ceil(lead * 1.6),
            "Minimum order units": _one_of(skus, "minimum", [1, 1, 12, 50]),
            "Pack size units": _one_of(skus, "pack", [1, 1, 6, 24]),
            "Shelf life days": shelf_life,
            "One shot": np.where(drawn(skus, "once") < 0.03, "yes", "no"),
        }
    )


def _stock(pace: pd.Series, today: date) -> pd.DataFrame:
    skus = pace.index
    counted = drawn(skus, "counted") > 0.05
    stock = pd.DataFrame(
        {
            "Date": f"{today - pd.Timedelta(days=1):%Y-%m-%d}",
            "SKU": skus,
            "On hand": np.floor(pace.to_numpy() * 120 * drawn(skus, "on hand") ** 2),
            "On order": np.where(drawn(skus, "on order") < 0.2, np.ceil(pace.to_numpy() * 30), 0.0),
            "Committed": np.floor(2 * drawn(skus, "committed") ** 4 * pace.to_numpy() * 3),
        }
    )
    return stock[counted]


def supplier_terms(products: pd.DataFrame) -> pd.DataFrame:
    """Draw what each supplier of a products file asks for (SUPPLIERS)."""
    names = pd.Index(sorted(products["Supplier"].dropna().unique()))
    return pd.DataFrame(
        {
            "supplier": names,
            "least_units": _one_of(names, "least units", [0, 0, 100]),
            "least_money": _one_of(names, "least money", [0, 150, 600]),
            "order_cost": _one_of(names, "order cost", [0, 25, 60]),
            "deposit_share": _one_of(names, "deposit", [0, 0.3, 0.5]),
            "balance_days": _one_of(names, "balance", [0, 14, 30]),
        }
    ).astype({"supplier": "str"})


def price_breaks(products: pd.DataFrame) -> pd.DataFrame:
    """Draw lower prices for larger orders of one product in ten (PRICE_BREAKS)."""
    cheaper = products[(drawn(products["SKU"], "price break") < 0.1) & products["Cost"].notna()]
    skus = pd.Index(cheaper["SKU"])
    return pd.DataFrame(
        {
            "sku": skus,
            "from_units": _one_of(skus, "from", [48, 120, 300]),
            "unit_cost": (cheaper["Cost"] * 0.85).round(4).to_numpy(),
            "whole_order": drawn(skus, "whole order") < 0.5,
        }
    ).astype({"sku": "str"})


def drawn(texts: "pd.Index | pd.Series", what: str) -> Numbers:
    """Draw a number from 0 to 1 for each text; the same one each time."""
    keys = (blake2b(f"{what}|{text}".encode(), digest_size=6).digest() for text in texts)
    return np.array([int.from_bytes(key) for key in keys], dtype=float) / 2.0**48


def _one_of(texts: "pd.Index | pd.Series", what: str, choices: list[float]) -> Numbers:
    return np.array(choices, dtype=float)[(len(choices) * drawn(texts, what)).astype(int)]


def _csv(table: pd.DataFrame) -> bytes:
    return table.to_csv(index=False, lineterminator="\n").encode()
