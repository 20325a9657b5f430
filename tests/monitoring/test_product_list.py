"""Every product at a glance, of a shop that can be reckoned by hand."""

from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from inventory_core.imports.drop import import_file
from inventory_core.shop import actions
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from tests.clock import NOW, TODAY


@pytest.fixture
def listed(tmp_path: Path) -> pd.DataFrame:
    """Thirty weeks: two mugs every day, a pen in the last week only, and a lamp that never sold."""
    store = Store(tmp_path / "shop.duckdb")
    days = [TODAY - timedelta(days=back) for back in range(210, 0, -1)]
    sales = [f"{day},MUG,Mug,2,10" for day in days] + [f"{days[-1]},PEN,Pen,5,"]
    for name, text in {
        "sales.csv": "Date,SKU,Product name,Units,Unit price\n" + "\n".join(sales),
        "stock.csv": f"Date,SKU,On hand\n{days[-1]},MUG,20\n{days[-1]},LAMP,3\n",
        "products.csv": "SKU,Cost,Supplier\nMUG,4,Clay & Co\n",
    }.items():
        actions.save_import(store, import_file(name, text.encode(), today=TODAY), now=NOW)
    return open_shop(store, today=TODAY).product_list.set_index("sku")


def test_what_sold_is_added_up_by_week_until_the_newest_sale(listed: pd.DataFrame) -> None:
    assert listed["weeks"]["MUG"] == [14.0] * 26
    assert listed["weeks"]["PEN"] == [0.0] * 25 + [5.0]
    assert listed["weeks"]["LAMP"] == [0.0] * 26


def test_days_left_and_margin_are_told_where_they_are_known(listed: pd.DataFrame) -> None:
    assert listed["days_left"]["MUG"] == pytest.approx(10, abs=1)  # twenty, two a day
    assert listed["margin_rate"]["MUG"] == 0.6
    assert listed[["on_hand", "days_left"]].loc["PEN"].isna().all()  # never counted
    assert pd.isna(listed["margin_rate"]["PEN"])  # of unknown price
    assert listed["on_hand"]["LAMP"] == 3


def test_the_most_urgent_alert_marks_a_product(listed: pd.DataFrame) -> None:
    assert listed["alert"].to_dict() == {"MUG": "too_late", "PEN": "", "LAMP": ""}
