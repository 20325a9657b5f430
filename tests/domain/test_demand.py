from datetime import date

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.demand import Demand, daily_demand
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.frames import DAILY_SALES, empty, typed

TODAY = date(2025, 3, 1)


def sold(*rows: tuple[str, str, float]) -> pd.DataFrame:
    """Sales of (product, day in February 2025 as "02-07", units)."""
    frame = pd.DataFrame(rows, columns=["sku", "day", "units"])
    return typed(frame.assign(day=pd.to_datetime("2025-" + frame["day"])), DAILY_SALES)


@pytest.fixture
def shop() -> Demand:
    """Candles sell from the 1st on, soap from the 3rd; the sales end on the 6th."""
    rows = (
        ("SOAP", "02-03", 5),
        ("CANDLE", "02-01", 2),
        ("CANDLE", "02-06", 1),
        ("SOAP", "02-04", 1),
    )
    return daily_demand(sold(*rows), today=TODAY)


def test_days_without_a_sale_are_zero_up_to_the_last_day_of_the_data(shop: Demand) -> None:
    assert shop.skus.tolist() == ["CANDLE", "SOAP"]
    assert shop.units.tolist() == [[2, 0, 0, 0, 0, 1], [0, 0, 5, 1, 0, 0]]
    assert shop.first_day == date(2025, 2, 1)
    assert shop.days == 6


def test_the_forecast_starts_on_the_day_after_the_data(shop: Demand) -> None:
    assert shop.start == date(2025, 2, 7)


def test_a_product_is_on_sale_from_its_first_sale(shop: Demand) -> None:
    assert shop.launched.tolist() == [0, 2]
    assert shop.days_on_sale().tolist() == [6, 4]


def test_days_since_the_last_sale_count_from_the_forecasts_start(shop: Demand) -> None:
    assert shop.days_since_sale().tolist() == [1, 3]


def test_several_rows_of_a_product_and_day_add_up() -> None:
    demand = daily_demand(sold(("A", "02-01", 2), ("A", "02-01", 3)), today=TODAY)

    assert demand.units.tolist() == [[5]]


def test_the_running_day_and_days_to_come_are_left_out() -> None:
    rows = (("A", "02-26", 1), ("A", "02-28", 4), ("B", "03-01", 9), ("A", "03-02", 9))
    demand = daily_demand(sold(*rows), today=TODAY)

    assert demand.skus.tolist() == ["A"]
    assert demand.units.tolist() == [[1, 0, 4]]
    assert demand.start == TODAY


def test_old_data_are_not_filled_with_zeros_up_to_today() -> None:
    demand = daily_demand(sold(("A", "02-01", 2), ("A", "02-03", 1)), today=date(2026, 1, 1))

    assert demand.days == 3


def test_one_sale_makes_one_day() -> None:
    demand = daily_demand(sold(("A", "02-01", 2)), today=TODAY)

    assert demand.units.tolist() == [[2]]
    assert demand.days_on_sale().tolist() == [1]
    assert demand.days_since_sale().tolist() == [1]


def test_a_product_that_never_sold_a_unit_is_left_out() -> None:
    rows = (("A", "02-01", 0), ("A", "02-09", 0), ("B", "02-03", 2))
    demand = daily_demand(sold(*rows), today=TODAY)

    assert demand.skus.tolist() == ["B"]
    # Its rows still say that the data reach to the 9th
    assert demand.units.tolist() == [[0, 0, 2, 0, 0, 0, 0, 0, 0]]
    assert demand.days_on_sale().tolist() == [7]


@pytest.mark.parametrize(
    "sales",
    [empty(DAILY_SALES), sold(("A", "03-01", 1)), sold(("A", "02-01", 0))],
    ids=["no rows", "only today", "nothing but zeros"],
)
def test_without_a_sale_before_today_the_seller_is_asked_for_one(sales: pd.DataFrame) -> None:
    with pytest.raises(ForecastError, match=r"^There are no sales before today: please upload"):
        daily_demand(sales, today=TODAY)


def test_select_keeps_rows_together(shop: Demand) -> None:
    soap = shop.select(shop.days_on_sale() < 5)

    assert soap.skus.tolist() == ["SOAP"]
    assert soap.units.tolist() == [[0, 0, 5, 1, 0, 0]]
    assert soap.launched.tolist() == [2]
    assert shop.select(np.array([1, 0])).skus.tolist() == ["SOAP", "CANDLE"]
    assert shop.select(slice(0, 1)).skus.tolist() == ["CANDLE"]


def test_the_history_of_one_product_begins_with_its_first_sale(shop: Demand) -> None:
    soap = shop.product("SOAP")

    assert soap.first_day == date(2025, 2, 3)
    assert soap.units.tolist() == [[5, 1, 0, 0]]
    assert soap.launched.tolist() == [0]
    assert soap.start == shop.start


@pytest.mark.parametrize("sku", ["BREAD", "ZEBRA", "candle"])
def test_a_product_that_never_sold_has_no_history(shop: Demand, sku: str) -> None:
    with pytest.raises(KeyError, match=sku):
        shop.product(sku)


def test_what_was_known_earlier_leaves_out_later_products(shop: Demand) -> None:
    known = shop.until(2)

    assert known.skus.tolist() == ["CANDLE"]
    assert known.units.tolist() == [[2, 0]]
    assert shop.until(3).skus.tolist() == ["CANDLE", "SOAP"]
    assert shop.until(0).skus.tolist() == []


def test_a_fingerprint_changes_with_the_products_history_alone(shop: Demand) -> None:
    candle, soap = shop.fingerprints()
    rows = (("CANDLE", "02-01", 2), ("CANDLE", "02-06", 1), ("SOAP", "02-03", 6))
    changed = daily_demand(sold(*rows), today=TODAY).fingerprints()

    assert changed[0] == candle
    assert changed[1] != soap
    assert shop.product("SOAP").fingerprints() == [soap]


def test_a_fingerprint_changes_when_a_day_without_a_sale_is_added(shop: Demand) -> None:
    longer = daily_demand(
        sold(("CANDLE", "02-01", 2), ("CANDLE", "02-06", 1), ("SOAP", "02-07", 1)), today=TODAY
    )

    assert longer.fingerprints()[0] != shop.fingerprints()[0]


def test_the_same_sales_on_other_days_have_another_fingerprint() -> None:
    first = daily_demand(sold(("A", "02-01", 2)), today=TODAY)
    second = daily_demand(sold(("A", "02-02", 2)), today=TODAY)

    assert first.fingerprints() != second.fingerprints()


def test_sales_of_the_running_day_show_that_the_days_before_it_are_covered() -> None:
    sales = pd.DataFrame(
        {
            "sku": ["A", "A"],
            "day": pd.to_datetime(["2025-01-01", "2025-01-20"]),
            "units": [5.0, 1.0],
        }
    )

    demand = daily_demand(typed(sales, DAILY_SALES), today=date(2025, 1, 20))

    assert demand.start == date(2025, 1, 20)
    assert demand.units.sum() == 5


def test_a_price_holds_until_the_next_one_and_the_first_one_before_it() -> None:
    sales = sold(("A", "02-01", 1), ("A", "02-03", 1), ("A", "02-05", 1), ("B", "02-04", 1))
    priced = sales.assign(unit_price=[np.nan, 4.0, 5.0, np.nan])

    demand = daily_demand(priced, today=TODAY)

    assert demand.price[0].tolist() == [4, 4, 4, 4, 5]
    assert np.isnan(demand.price[1]).all()
