"""What the store keeps of prices, promotions, closures and corrections switched off."""

from collections.abc import Callable
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.frames import CLOSURES, COMPONENTS, PROMOTIONS, SWITCHED_OFF, typed
from inventory_core.domain.products import cells_of
from inventory_core.imports.drop import import_file
from inventory_core.shop import actions
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store

NOW = datetime(2026, 2, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone
TODAY = NOW.date()


def save(store: Store, text: str, name: str = "sales.csv") -> None:
    actions.save_import(store, import_file(name, text.encode(), today=TODAY), now=NOW)


def test_a_day_has_its_mean_price_and_its_largest_order_line(store: Store) -> None:
    save(
        store,
        "Date,Order ID,SKU,Units,Unit price\n"
        "2026-01-05,1,TEA,1,10\n2026-01-05,2,TEA,3,6\n2026-01-06,3,TEA,2,\n",
    )

    days = store.daily_sales().sort_values("day")

    assert days["units"].tolist() == [4, 2]
    assert days["unit_price"].tolist() == pytest.approx([7.0, np.nan], nan_ok=True)
    assert days["largest_units"].tolist() == [3, 2]


def test_a_week_in_one_row_tells_no_order_line(store: Store) -> None:
    save(store, "Week,SKU,Units\n2026-W02,TEA,14\n2026-W03,TEA,7\n")

    days = store.daily_sales()

    assert days["units"].sum() == 21
    assert days["largest_units"].isna().all()


def test_the_price_of_a_pack_is_not_that_of_a_product_in_it(store: Store) -> None:
    save(store, "Date,SKU,Units,Unit price\n2026-01-05,TEA-3,2,24\n2026-01-06,TEA,1,10\n")
    pack = pd.DataFrame([{"sku": "TEA-3", "component": "TEA", "units": 3.0}])
    store.replace(COMPONENTS, typed(pack, COMPONENTS))

    days = store.daily_sales().sort_values("day")

    assert days["units"].tolist() == [6, 1]
    assert days["unit_price"].tolist() == pytest.approx([np.nan, 10.0], nan_ok=True)


def test_the_days_that_uploads_cover_are_known(store: Store) -> None:
    save(store, "Date,SKU,Units\n2026-01-01,TEA,1\n2026-01-10,TEA,1\n", "january.csv")
    save(store, "SKU,On hand\nTEA,5\n", "stock.csv")

    assert store.covered().to_numpy().tolist() == [
        ["shop", pd.Timestamp("2026-01-01"), pd.Timestamp("2026-01-10")]
    ]


def days(first: str, last: str) -> dict[str, pd.Timestamp]:
    return {"first_day": pd.Timestamp(first), "last_day": pd.Timestamp(last)}


def save_promotion(store: Store) -> None:
    row = {"name": "Fair", **days("2026-03-01", "2026-03-02"), "sku": "", "category": "tea"}
    store.replace(PROMOTIONS, typed(pd.DataFrame([row]), PROMOTIONS))


def save_closure(store: Store) -> None:
    row = {**days("2026-03-01", "2026-03-02"), "note": "beach"}
    store.replace(CLOSURES, typed(pd.DataFrame([row]), CLOSURES))


def switch_off(store: Store) -> None:
    store.switch_correction(
        "TEA",
        "sold out",
        first_day=date(2026, 1, 3),
        last_day=date(2026, 1, 9),
        active=False,
    )


def name_category(store: Store) -> None:
    store.edit_products(cells_of("TEA", {"category": "tea"}), now=NOW)


def choose_country(store: Store) -> None:
    store.save_settings(country="GB")


@pytest.mark.parametrize(
    "change", [save_promotion, save_closure, switch_off, name_category, choose_country]
)
def test_whatever_changes_demand_raises_the_version_of_sales(
    store: Store, change: Callable[[Store], None]
) -> None:
    before = store.versions().sales

    change(store)

    assert store.versions().sales == before + 1


def test_other_settings_do_not_change_demand(store: Store) -> None:
    store.save_settings(order_cost=3.0)

    assert store.versions().sales == 0


def test_promotions_and_closures_take_the_place_of_the_earlier_ones(store: Store) -> None:
    for _ in range(2):
        save_promotion(store)
        save_closure(store)

    assert store.read(PROMOTIONS)[["name", "category"]].to_numpy().tolist() == [["Fair", "tea"]]
    assert store.read(CLOSURES)["note"].tolist() == ["beach"]


def test_a_correction_is_switched_off_and_on_again_wherever_its_days_touch(store: Store) -> None:
    switch_off(store)
    switch_off(store)
    assert store.read(SWITCHED_OFF)[["sku", "kind"]].to_numpy().tolist() == [["TEA", "sold out"]]

    store.switch_correction(
        "TEA", "sold out", first_day=date(2026, 1, 9), last_day=date(2026, 1, 20), active=True
    )

    assert store.read(SWITCHED_OFF).empty


def test_demand_is_corrected_on_its_way_from_the_store(store: Store) -> None:
    january = pd.date_range("2025-10-01", "2026-01-31")
    lines = [
        f"{day:%Y-%m-%d},{number},{sku},3,5"
        for day in january
        for number, sku in enumerate(("TEA", "MUG", "PEN"))
        if sku != "TEA" or not 40 <= (day - january[0]).days < 50
    ]
    save(store, "\n".join(["Date,Order ID,SKU,Units,Unit price", *lines]))
    name_category(store)

    past = open_shop(store, today=TODAY).past
    sold, corrections, demand = past.sold, past.corrections, past.demand

    assert corrections[["sku", "kind"]].to_numpy().tolist() == [["TEA", "sold out"]]
    row = sold.skus.tolist().index("TEA")
    assert sold.exposure[row, 45] == 1.0
    assert demand.exposure[row, 38:52].tolist() == [1, 1, *[0] * 10, 1, 1]
    assert demand.category[row] == "tea"
    assert demand.price[row, 45] == 5.0
