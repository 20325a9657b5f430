"""The main job: a real file of order lines in, a purchase list out, beside plain pandas.

The data are a folder with online_retail.csv.gz, the UCI Online Retail file. Libraries are imported
inside the jobs, so that the process that starts them stays small and the start is measured too.
"""

import re
import tempfile
from datetime import date, datetime, time
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING

from benchmarks.measuring import Watch, comparison, run_alone

if TYPE_CHECKING:
    from inventory_core.store.store import Store

FILE_NAME = "online_retail.csv.gz"
TODAY = date(2011, 12, 10)
"""The day after the last sale of the file."""


def report(data: Path, repetitions: int) -> str:
    """Run both jobs and return their table."""
    (data / FILE_NAME).stat()
    return comparison(
        run_alone(solostock, data, repetitions=repetitions),
        run_alone(plain_pandas, data, repetitions=repetitions),
        reference_name="pandas",
    )


def solostock(data: Path, watch: Watch) -> None:
    """Do it the way the app and the command line do."""
    with watch.step("start"):
        from inventory_core import __main__ as _everything  # noqa: F401, loads every room
        from inventory_core.store.store import Store
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "shop.duckdb")
        _keep_sales(data, watch, store)
        _write_list(watch, store, Path(folder))


def _keep_sales(data: Path, watch: Watch, store: "Store") -> None:
    from inventory_core.imports import importing, recognition, sheets, spreadsheet
    from inventory_core.imports.format import Sheet
    from inventory_core.shop import actions

    with watch.step("read"):
        content = (data / FILE_NAME).read_bytes()
        table = sheets.readable(spreadsheet.read_tables(FILE_NAME, content))[0]
    with watch.step("clean"):
        (mapping,) = recognition.candidates(table)
        sheet = Sheet(table=table, mapping=mapping, content=importing.fingerprint(content))
        imported = importing.interpret(sheet, today=TODAY)
        if not isinstance(imported, importing.Imported):
            raise ValueError(f"{FILE_NAME} leaves questions open")
    with watch.step("save"):
        actions.save_import(store, imported, now=datetime.combine(TODAY, time()))
    watch.outcome["order lines kept"] = imported.rows_accepted
    watch.outcome["units sold"] = imported.sales["units"].sum()


def _write_list(watch: Watch, store: "Store", folder: Path) -> None:
    from inventory_core.domain.download import to_csv
    from inventory_core.forecasting.engine import count_forecast
    from inventory_core.optimization import purchases
    from inventory_core.optimization.plan import make_plan
    from inventory_core.optimization.reason_words import order_reasons
    from inventory_core.optimization.tables import PURCHASES
    from inventory_core.shop.shop import open_shop

    with watch.step("forecast"):
        demand = open_shop(store, today=TODAY).past.demand
        forecast = count_forecast(demand)
    with watch.step("plan"):
        products, stock, settings = store.products(), store.stock(), store.settings()
        made = make_plan(demand, forecast, products=products, stock=stock, settings=settings)
        plan = made.frame()
    with watch.step("CSV"):
        listed = purchases.purchase_list(plan, order_reasons(plan))
        content = to_csv(listed, PURCHASES)
        (folder / "list.csv").write_bytes(content)
    watch.outcome["products"] = len(products)
    watch.outcome["products to order"] = len(listed)


NO_PRODUCTS = re.compile(
    r"(?i)POST|DOT|M|D|S|B|C2|CRUK|PADS|BANK CHARGES|AMAZONFEE|gift_.*|DCGS.*|TEST.*"
)
LEAD_TIME_DAYS, REVIEW_DAYS, RECENT_DAYS = 14, 7, 90
SERVICE_LEVEL, HOLDING_RATE, ORDER_COST, COST_SHARE_RATE = 0.95, 0.25, 10.0, 0.5


def plain_pandas(data: Path, watch: Watch) -> None:  # noqa: PLR0915, a notebook is one long page
    """Do it the way a competent analyst does in one notebook: no reasons, no checks, no undo.

    Moving average over 90 days, safety stock from a normal distribution, economic order quantity.
    """
    with watch.step("start"):
        import numpy as np
        import pandas as pd
    with watch.step("read"):
        lines = pd.read_csv(data / FILE_NAME, dtype={"InvoiceNo": "str", "StockCode": "str"})
    with watch.step("clean"):
        lines = lines.drop_duplicates()
        kept = (
            ~lines["InvoiceNo"].str.startswith("C")
            & (lines["Quantity"] > 0)
            & (lines["UnitPrice"] > 0)
            & ~lines["StockCode"].str.fullmatch(NO_PRODUCTS)
        )
        lines = lines[kept].assign(
            day=pd.to_datetime(lines["InvoiceDate"]).dt.normalize(),
            sku=lines["StockCode"].str.upper(),
        )
    with tempfile.TemporaryDirectory() as folder:
        with watch.step("save"):
            lines.to_parquet(Path(folder) / "sales.parquet")
        with watch.step("forecast"):
            sold = lines.pivot_table(
                index="sku", columns="day", values="Quantity", aggfunc="sum", fill_value=0
            )
            sold = sold.reindex(columns=pd.date_range(sold.columns[0], TODAY), fill_value=0)
            recent = sold[sold.columns[-1 - RECENT_DAYS : -1]]
            mean, deviation = recent.mean(axis=1), recent.std(axis=1)
        with watch.step("plan"):
            protection = LEAD_TIME_DAYS + REVIEW_DAYS
            safety = NormalDist().inv_cdf(SERVICE_LEVEL) * deviation * np.sqrt(protection)
            price = lines.groupby("sku")["UnitPrice"].median()
            holding_cost = price * COST_SHARE_RATE * HOLDING_RATE
            plan = pd.DataFrame(
                {
                    "name": lines.groupby("sku")["Description"].last(),
                    "reorder_point": np.ceil(mean * protection + safety),
                    "eoq": np.sqrt(2 * 365 * mean * ORDER_COST / holding_cost),
                    "cost": price * COST_SHARE_RATE,
                }
            )
            plan["order"] = np.maximum(plan["reorder_point"], plan["eoq"].round())
            plan["spend"] = plan["order"] * plan["cost"]
        with watch.step("CSV"):
            listed = plan[plan["order"] > 0].sort_values("spend", ascending=False)
            listed.to_csv(Path(folder) / "list.csv", encoding="utf-8-sig")
    watch.outcome["order lines kept"] = len(lines)
    watch.outcome["units sold"] = lines["Quantity"].sum()
    watch.outcome["products"] = len(plan)
    watch.outcome["products to order"] = len(listed)
