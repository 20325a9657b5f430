"""Days unlike others for the whole shop."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from inventory_core.corrections.calendar import (
    CLOSED,
    HOLIDAY,
    NOT_COVERED,
    TOLD,
    closures,
    countries,
    holiday_effects,
    not_covered,
    public_holidays,
    typed_by_seller,
)
from inventory_core.domain.demand import Demand, daily_demand
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.frames import CLOSURES, COVERED, DAILY_SALES, PROMOTIONS, empty, typed

Maker = Callable[..., Demand]
Day = Callable[[int], pd.Timestamp]


def stretches(*rows: tuple[pd.Timestamp, pd.Timestamp]) -> pd.DataFrame:
    return typed(pd.DataFrame(list(rows), columns=["first_day", "last_day"]), COVERED)


def ranges(found: pd.DataFrame) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    return list(zip(found["first_day"], found["last_day"], strict=True))


def busy(days: int = 150, products: int = 40) -> np.ndarray:
    units = np.random.default_rng(6).poisson(2.0, (products, days)).astype(float)
    units[:, 0] = 1
    return units


# Days in no file


def test_a_month_between_two_files_is_not_taken_for_days_without_sales(
    demand_of: Maker, day: Day
) -> None:
    units = busy()
    units[:, 31:59] = 0
    covered = stretches((day(0), day(30)), (day(59), day(149)))

    found = not_covered(demand_of(units), covered)

    assert ranges(found) == [(day(31), day(58))]
    assert found["kind"].tolist() == [NOT_COVERED]
    assert found["factor"].tolist() == [0.0]


def test_a_few_days_between_two_files_are_days_without_sales(demand_of: Maker, day: Day) -> None:
    units = busy()
    units[:, 31:36] = 0

    found = not_covered(demand_of(units), stretches((day(0), day(30)), (day(36), day(149))))

    assert found.empty


def test_a_shop_that_is_often_silent_for_a_week_has_no_gap_of_a_week(
    demand_of: Maker, day: Day
) -> None:
    units = np.zeros((1, 100))
    units[0, [0, 9, 17, 27, 36, 47, 56, 66, 75, 86, 99]] = 1

    found = not_covered(demand_of(units), stretches((day(0), day(75)), (day(86), day(99))))

    assert found.empty


# Closed days


def test_a_day_on_which_all_but_nothing_sold_was_closed(demand_of: Maker, day: Day) -> None:
    units = busy()
    units[:, 80:83] = 0
    units[0, 81] = 1  # someone took a parcel from the back door

    found = closures(demand_of(units), empty(CLOSURES))

    assert ranges(found) == [(day(80), day(82))]
    assert found[["sku", "kind", "factor"]].to_numpy().tolist() == [["", CLOSED, 0.0]]


def test_a_weekday_without_business_is_no_closure(demand_of: Maker) -> None:
    units = busy()
    units[:, np.arange(150) % 7 == 6] = 0

    assert closures(demand_of(units), empty(CLOSURES)).empty


def test_a_small_shop_needs_a_longer_silence(demand_of: Maker, day: Day) -> None:
    units = np.random.default_rng(7).poisson(1.0, (3, 300)).astype(float)
    units[:, 0] = 1
    units[:, 150:152] = 0
    units[:, 200:220] = 0

    # About 1.9 products sell a day, so two silent days are hardly a wonder and twenty are.
    assert ranges(closures(demand_of(units), empty(CLOSURES))) == [(day(200), day(219))]


def test_what_the_seller_told_is_closed_past_and_to_come(demand_of: Maker, day: Day) -> None:
    units = busy()
    units[:, 80:83] = 0
    told = stretches((day(80), day(82)), (day(160), day(170))).assign(note=["", "beach"])

    found = closures(demand_of(units), typed(told, CLOSURES))

    assert ranges(found) == [(day(80), day(82)), (day(160), day(170))]
    assert found["note"].tolist() == [TOLD, "beach"]


def test_the_days_on_which_a_real_wholesaler_was_closed_are_found(shared_data: Path) -> None:
    sales = pd.read_csv(
        shared_data / "online_retail" / "online_retail.csv.gz",
        usecols=["StockCode", "Quantity", "InvoiceDate"],
        parse_dates=["InvoiceDate"],
        encoding="latin-1",
    )
    sold = sales[sales["Quantity"] > 0]
    by_day = sold.groupby(["StockCode", sold["InvoiceDate"].dt.normalize()])["Quantity"].sum()
    frame = by_day.rename_axis(["sku", "day"]).rename("units").reset_index()
    demand = daily_demand(
        typed(frame.astype({"sku": "str"}), DAILY_SALES), today=date(2011, 12, 10)
    )

    found = closures(demand, empty(CLOSURES))

    # It never opens on Saturdays. The rest are Christmas, Easter, the royal wedding with the
    # Saturday before the May bank holiday, and the other bank holidays of 2011.
    days = pd.DatetimeIndex(
        [day for first, last in ranges(found) for day in pd.date_range(first, last)]
    )
    assert {"2010-12-25", "2011-01-01", "2011-04-22", "2011-04-25", "2011-05-30"} <= set(
        days.strftime("%Y-%m-%d")
    )
    assert len(days) <= 22


# Holidays


def holidays_shop(demand_of: Maker, effect: float, *, years: int = 3) -> Demand:
    """Some years of 50 units a day, on 3 October (German Unity Day) so many times as many."""
    days = 365 * years
    rng = np.random.default_rng(8)
    units = rng.poisson(5.0, (10, days)).astype(float)
    units[:, 0] = 1
    calendar = pd.date_range("2025-01-06", periods=days)
    unity = (calendar.month == 10) & (calendar.day == 3)
    units[:, unity] = rng.poisson(5.0 * effect, (10, int(unity.sum())))
    return demand_of(units)


def factor_of(found: pd.DataFrame, day: str) -> float:
    rows = found[found["first_day"] == day]
    return float(rows["factor"].iloc[0]) if len(rows) else 1.0


def test_the_effect_of_a_holiday_is_learned_and_drawn_towards_none(demand_of: Maker) -> None:
    one = holiday_effects(holidays_shop(demand_of, 0.5, years=1), "DE")
    three = holiday_effects(holidays_shop(demand_of, 0.5), "DE")

    assert 0.6 < factor_of(one, "2025-10-03") < 0.85
    assert 0.5 < factor_of(three, "2025-10-03") < 0.7
    assert set(three["kind"]) == {HOLIDAY}


def test_it_holds_for_the_coming_holiday_of_the_same_name(demand_of: Maker) -> None:
    demand = holidays_shop(demand_of, 0.5, years=2).until(660)  # up to 27 October 2026

    found = holiday_effects(demand_of(demand.units[:, :600]), "DE")  # up to 28 August 2026

    assert factor_of(found, "2026-10-03") == factor_of(found, "2025-10-03") < 0.9


def test_a_holiday_on_which_the_shop_was_closed_is_closed_again(demand_of: Maker) -> None:
    units = busy(days=360)
    unity = (date(2025, 10, 3) - date(2025, 1, 6)).days
    units[:, unity] = 0
    demand = demand_of(units)
    demand.exposure[:, unity] = 0

    found = holiday_effects(demand, "DE")

    assert factor_of(found, "2025-10-03") == 1.0  # the closure stands for it
    assert factor_of(found, "2026-05-01") == 1.0  # Labour Day was a day like others
    assert factor_of(holiday_effects(demand_of(units), ""), "2025-10-03") == 1.0


def test_holidays_like_other_days_are_hardly_corrected(demand_of: Maker) -> None:
    found = holiday_effects(holidays_shop(demand_of, 1.0), "DE")

    assert found["factor"].between(0.85, 1.18).all()


def test_a_country_without_a_calendar_is_told_to_the_seller() -> None:
    with pytest.raises(SettingsError, match=r"country XX: please choose another one"):
        public_holidays("XX", first=date(2025, 1, 1), last=date(2025, 12, 31))


def test_holidays_outside_the_days_asked_for_are_left_out() -> None:
    found = public_holidays("GB", first=date(2025, 12, 20), last=date(2025, 12, 31))

    assert found == {date(2025, 12, 25): "Christmas Day", date(2025, 12, 26): "Boxing Day"}


def test_every_country_on_the_list_has_a_calendar() -> None:
    asked = list(countries())[::40]

    assert "US" in countries()
    assert all(
        public_holidays(one, first=date(2025, 1, 1), last=date(2025, 12, 31)) for one in asked
    )


# What the seller typed


def test_empty_rows_go_and_empty_texts_stay_empty() -> None:
    rows = pd.DataFrame(
        {
            "name": ["Fair", None],
            "first_day": [date(2026, 5, 1), None],
            "last_day": [date(2026, 5, 2), None],
            "sku": [None, None],
            "category": [None, None],
        }
    )

    assert typed_by_seller(rows, PROMOTIONS).to_numpy().tolist() == [
        ["Fair", pd.Timestamp("2026-05-01"), pd.Timestamp("2026-05-02"), "", ""]
    ]


@pytest.mark.parametrize("last", [None, date(2026, 4, 30)])
def test_a_stretch_without_an_end_is_refused(last: date | None) -> None:
    rows = pd.DataFrame({"first_day": [date(2026, 5, 1)], "last_day": [last], "note": ["x"]})

    with pytest.raises(SettingsError, match="please correct it"):
        typed_by_seller(rows, CLOSURES)
