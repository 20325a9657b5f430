"""What the app says of three shops, in the form that golden files keep.

`python -m tests.golden.record SHOP …` writes the golden files anew, where they are meant to change.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from inventory_core.domain.download import to_csv
from inventory_core.domain.forecast import LEVELS, TOTAL_DAYS, Forecast
from inventory_core.domain.frames import (
    CLOSURES,
    COMPONENTS,
    HAND_CHANGES,
    PRICE_BREAKS,
    PROMOTIONS,
    SUPPLIERS,
    typed,
)
from inventory_core.domain.products import cells_of
from inventory_core.domain.settings import ServiceRule
from inventory_core.forecasting import engine
from inventory_core.imports.drop import Answers, import_file
from inventory_core.monitoring.alert_words import alert_sentences
from inventory_core.optimization import purchases
from inventory_core.optimization.reason_words import order_reasons
from inventory_core.optimization.tables import PURCHASES
from inventory_core.shop import actions
from inventory_core.shop.shop import Shop, open_shop
from inventory_core.simulation.cash import Cash
from inventory_core.store.store import Store
from tests.golden.command_line import answers
from tests.golden.recording import (
    Numbers,
    Recording,
    compact_json_bytes,
    digests,
    in_order,
    quantiles_table,
    readable,
    write,
)
from tests.golden.shop_files import ShopFiles, m5_ca1, online_retail, sample_shop, sample_terms

RECORDED = Path(__file__).parent / "recorded"
PROJECT = Path(__file__).parents[2]
SAMPLE_FOLDER = PROJECT / "sample_data"

SHOWN_DAYS, SHOWN_LEVELS = (7, 28, 84, 210), (0.05, 0.5, 0.9, 0.95, 0.99)
OTHER_SETTINGS: dict[str, dict[str, object]] = {
    **{f"rule {rule}": {"service_rule": rule} for rule in ServiceRule},
    "level 0.99": {"service_level": 0.99},
    "monthly review, long allowance": {"review_period_days": 28, "lead_time_allowance_days": 20},
    "holidays, half of it lost": {"country": "GB", "lost_share": 0.5},
    "dear money": {"holding_rate": 0.6, "order_cost": 40.0, "currency": "€"},
}

Tables = dict[str, pd.DataFrame]
Files = dict[str, bytes]


@dataclass(frozen=True, eq=False, kw_only=True)
class Recorded:
    """A shop in its database, and what it was made from."""

    store: Store
    made_from: ShopFiles

    def shop(self) -> Shop:
        """Return the shop as it stands."""
        return open_shop(self.store, today=self.made_from.today)

    def history(self) -> tuple[Tables, dict[str, Numbers]]:
        """Return what was corrected and how rules would have done; the demand as arrays."""
        shop = self.shop()
        past, demand = shop.past, shop.past.demand
        days = self.made_from.walked_days
        walked = shop.replay(days, beside_real_past=False, progress=lambda _share: None)
        tables = {
            # They come in the order in which the database happened to hand out the sales.
            "corrections": in_order(past.corrections, "sku", "kind", "first_day", "last_day"),
            "replay": walked.totals().assign(left_out=walked.left_out),
            "replay_by_day": walked.by_day(),
            "products": shop.outlook.products,
            "stock": shop.outlook.stock,
            "history": pd.DataFrame(
                {"sku": demand.skus, "launched": demand.launched, "category": demand.category}
            ),
        }
        names = ("units", "exposure", "price")
        arrays = {f"demand.{name}": getattr(demand, name) for name in names}
        return tables, {"sold.units": past.sold.units, **arrays}

    def decisions(self) -> tuple[Tables, Files]:
        """Return all that follows from the forecast in force, as tables and files."""
        shop = self.shop()
        tables, files = orders(shop)
        alerts = shop.alerts
        every = {
            **tables,
            "alerts": alerts.assign(advice=alert_sentences(alerts, shop.settings.currency)),
            **_cash_tables(shop.cash),
            **self._budgets(shop),
        }
        return every, files

    def _budgets(self, shop: Shop) -> Tables:
        ranking, budgets = shop.ranking, self.made_from.budgets
        bought = [ranking.buy(budget) for budget in budgets]
        more = ranking.next_buy(bought[0], budgets[0])
        units = {f"units {one.budget:g}": one.units for one in [*bought, more]}
        reasons = {f"reason {one.budget:g}": one.reasons for one in bought}
        money = ("budget", "spend", "profit")
        return {
            "budgets": pd.DataFrame({"sku": shop.plan["sku"], **units, **reasons}),
            "budget_totals": pd.DataFrame(
                [{name: getattr(one, name) for name in money} for one in [*bought, more]]
            ).assign(
                left=[max(one.budget - one.spend, 0.0) for one in [*bought, more]],
                smallest_order=ranking.smallest_order,
                largest_order=ranking.largest_order,
            ),
        }

    def other_settings(self) -> Iterator[tuple[str, dict[str, object]]]:
        """Yield digests of plan and purchase list under other settings, and put them back."""
        usual = self.store.settings()
        for name, changed in OTHER_SETTINGS.items():
            self.store.save_settings(**changed)
            tables, files = orders(self.shop())
            yield name, digests(tables, files=files)
            self.store.save_settings(**usual.changes_from(self.store.settings()))


def orders(shop: Shop) -> tuple[Tables, Files]:
    """Return the tables plan and purchases, and the file of the latter."""
    listed = purchases.purchase_list(shop.plan, order_reasons(shop.plan, shop.settings.currency))
    content = to_csv(listed, PURCHASES)
    return {"plan": shop.plan, "purchases": listed}, {"purchase-list.csv": content}


def _cash_tables(cash: Cash) -> Tables:
    names = ("stock_value", "on_order_value", "uncosted", "guessed", "unpriced", "due_later")
    rest = pd.DataFrame([{name: getattr(cash, name) for name in names}])
    return {"payments": cash.payments, "cash": cash.weeks, "cash_rest": rest}


def opened(made_from: ShopFiles, folder: Path) -> Recorded:
    """Make a shop from its files as the app does, with what the seller types."""
    store = Store(folder / "shop.duckdb")
    now = datetime.combine(made_from.today, time(12))
    given = Answers(channel=made_from.channel or None, period=made_from.period)
    for name, content in made_from.files.items():
        imported = import_file(name, content, today=made_from.today, answers=given)
        if made_from.channel:
            imported = replace(imported, channel=made_from.channel)
        actions.save_import(store, imported, now=now)
    store.save_settings(country=made_from.country)
    if len(made_from.suppliers):
        type_terms(store, made_from.suppliers, made_from.price_breaks)
    return Recorded(store=store, made_from=made_from)


def type_terms(store: Store, suppliers: pd.DataFrame, price_breaks: pd.DataFrame) -> None:
    """Keep terms of suppliers and prices that fall."""
    store.replace(SUPPLIERS, typed(suppliers, SUPPLIERS))
    store.replace(PRICE_BREAKS, typed(price_breaks, PRICE_BREAKS))


def forecast_arrays(forecast: Forecast) -> dict[str, Numbers]:
    """Return all numbers of a forecast by name."""
    return {f"forecast.{name}": getattr(forecast, name) for name in ("mean", "variance", "totals")}


def models_table(forecast: Forecast) -> pd.DataFrame:
    """Return the model of each product."""
    return pd.DataFrame({"sku": forecast.skus, "model": forecast.models})


def shown_quantiles(forecast: Forecast) -> pd.DataFrame:
    """Return a few of the quantiles, to read."""
    days = [int(np.flatnonzero(one == TOTAL_DAYS)[0]) for one in SHOWN_DAYS]
    levels = [int(np.argmin(np.abs(LEVELS - one))) for one in SHOWN_LEVELS]
    return quantiles_table(
        forecast.skus,
        forecast.models,
        forecast.totals[:, days][:, :, levels],
        days=SHOWN_DAYS,
        levels=SHOWN_LEVELS,
    )


# The shops


def record_sample_shop() -> Recording:
    """Record the sample shop so that it can be read, before and after the catalogue's contest."""
    made_from = sample_shop(SAMPLE_FOLDER)
    with TemporaryDirectory() as folder:
        made = opened(made_from, Path(folder))
        tables, arrays = made.history()
        summed: dict[str, object] = {"history": digests(tables, arrays=arrays)}
        shown = ("corrections", "replay", "products", "stock")
        recorded = {f"{name}.csv": readable(tables[name]) for name in shown}
        recorded |= _state(made, "count", summed)
        summed["settings"] = dict(made.other_settings())
        past = made.shop().past
        actions.compare_catalogue(past, engine.fit_catalogue(past.demand))
        recorded |= _state(made, "contest", summed)
        recorded["contest/scores.csv"] = readable(made.shop().outlook.scores)
        type_terms(made.store, *sample_terms(SAMPLE_FOLDER))
        recorded |= _state(made, "terms", summed)
        _type_much(made)
        recorded |= _state(made, "typed", summed)
    recorded["digests.json"] = compact_json_bytes(summed, depth=4)
    return {f"sample_shop/{name}": content for name, content in recorded.items()}


def _state(made: Recorded, name: str, summed: dict[str, object]) -> Recording:
    """Record what follows from the forecast in force, and add its digests to the sums."""
    forecast = made.shop().outlook.forecast
    tables, files = made.decisions()
    arrays = forecast_arrays(forecast)
    summed[name] = digests(tables | {"models": models_table(forecast)}, arrays=arrays, files=files)
    recorded = {f"{table}.csv": readable(frame) for table, frame in tables.items()}
    del recorded["purchases.csv"]
    recorded["quantiles.csv"] = readable(shown_quantiles(forecast), digits=6)
    return {f"{name}/{file}": content for file, content in (recorded | files).items()}


def _type_much(made: Recorded) -> None:
    """Let the seller type into every table: calendar, changes by hand, facts of single products."""
    store, past = made.store, made.shop().past
    months = pd.date_range(past.demand.start.replace(day=1), periods=3, freq="MS")
    changes = {"sku": "MUG-FOX", "month": months, "units": [40.0, 0.0, 25.0], "note": "a fair"}
    actions.change_by_hand(past, typed(pd.DataFrame(changes), HAND_CHANGES))
    promotions = {
        "name": ["Spring", "Mugs again"],
        "first_day": pd.to_datetime(["2026-03-02", "2026-12-01"]),
        "last_day": pd.to_datetime(["2026-03-15", "2026-12-07"]),
        "sku": ["", ""],
        "category": ["Ceramics", "Ceramics"],
    }
    store.replace(PROMOTIONS, typed(pd.DataFrame(promotions), PROMOTIONS))
    closed = {"first_day": ["2026-08-01"], "last_day": ["2026-08-09"], "note": ["holiday"]}
    store.replace(CLOSURES, typed(pd.DataFrame(closed), CLOSURES))
    facts: dict[str, dict[str, object]] = {
        "MUG-MOSS": {"service_level": 0.8, "review_period_days": 14, "order_cost": 35},
        "TEA-YUZU": {"like_sku": "TEA-SENCHA", "like_factor": 0.5, "holding_rate": 0.5},
        "CND-SOY-LAV": {"shelf_life_days": 45, "lead_time_allowance_days": 9},
    }
    now = datetime.combine(made.made_from.today, time(13))
    for sku, cells in facts.items():
        store.edit_products(cells_of(sku, cells), now=now)
    store.make_alias("BOWL-S", product="BOWL-L")
    pack = {"sku": "BOX-COSY", "component": ["MUG-FOX", "TEA-CHAI"], "units": [1.0, 2.0]}
    store.replace(COMPONENTS, typed(pd.DataFrame(pack), COMPONENTS))
    # Last, since a result is kept for the history that all of the above made.
    actions.choose_model(made.shop().past, sku="MUG-COBALT", model="arima", now=now)


def record_command_line() -> Recording:
    """Record what the command line answers for the sample shop."""
    made_from = sample_shop(SAMPLE_FOLDER)
    recorded = answers(
        PROJECT,
        made_from.files,
        today=made_from.today,
        commands={
            "plan": ("plan", "--csv", "{folder}/list.csv"),
            "alerts": ("alerts",),
            "forecast": ("forecast", "--processes", "1"),
            "plan_compared": (
                *("plan", "--csv", "{folder}/list_compared.csv"),
                *("--supplier", "Nordlys Wholesale"),
            ),
        },
    )
    return {f"command_line/{name}": content for name, content in recorded.items()}


def record_large(name: str, made_from: ShopFiles) -> Recording:
    """Record a large shop by digests."""
    with TemporaryDirectory() as folder:
        made = opened(made_from, Path(folder))
        tables, arrays = made.history()
        decided, files = made.decisions()
        forecast = made.shop().outlook.forecast
        tables |= decided | {"models": models_table(forecast)}
        summed = digests(tables, arrays=arrays | forecast_arrays(forecast), files=files)
        summed["settings"] = dict(made.other_settings())
    return {f"{name}.json": compact_json_bytes(summed)}


SHOPS: dict[str, Callable[[Path], Recording]] = {
    "sample_shop": lambda _data: record_sample_shop(),
    "command_line": lambda _data: record_command_line(),
    "online_retail": lambda data: record_large(
        "online_retail", online_retail(data / "online_retail")
    ),
    "m5_ca1": lambda data: record_large("m5_ca1", m5_ca1(data / "m5_ca1")),
}
"""How each is recorded; data is the folder of real data sets."""


def main() -> None:
    """Write golden files anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shops", nargs="+", choices=SHOPS, metavar="SHOP")
    data = Path(os.environ.get("SOLOSTOCK_SHARED_DATA") or PROJECT / ".." / "shared" / "data")
    for name in parser.parse_args().shops:
        write(SHOPS[name](data), RECORDED)
        sys.stderr.write(f"{name}\n")


if __name__ == "__main__":
    main()
