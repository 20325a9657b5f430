"""The figures of a small shop of four products, worked out by hand."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.frames import CHANNEL_TAKINGS, RECEIPTS, check, typed
from inventory_core.monitoring.figures.figures import FigureKind, ShopFigures
from inventory_core.monitoring.figures.words import gaps, stands_on
from inventory_core.shop.purchases import order_goods
from inventory_core.shop.shop import Shop, open_shop
from inventory_core.store.store import Store
from tests.clock import NOW
from tests.store.files import facts_of, sales_of, stock_of, upload

FIRST = date(2026, 1, 1)
DAYS = 120
TODAY = FIRST + timedelta(days=DAYS)  # 1 May 2026
PRICES = {"MUG": 10.0, "TEA": 5.0, "OLD": 40.0, "PEN": 2.0}


def sold(sku: str, *, days: int = DAYS, channel: str = "shop") -> pd.DataFrame:
    """One unit a day from the first day on."""
    told = [FIRST + timedelta(days=back) for back in range(days)]
    lines = sales_of(*((f"{sku}{day}", sku, str(day), 1.0) for day in told), channel=channel)
    return lines.assign(unit_price=PRICES[sku])


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop of four products.

    Mugs are sold on two channels and bought twice; nobody knows what tea costs; old lamps do not
    sell any more; pens were never counted.
    """
    store = Store(tmp_path_factory.mktemp("figures") / "shop.duckdb")
    told = pd.concat(
        [sold("MUG"), sold("MUG", channel="Etsy"), sold("TEA"), sold("OLD", days=10), sold("PEN")]
    )
    bought = pd.DataFrame(
        [("1", "MUG", "2026-02-01", 80.0), ("2", "MUG", "2026-04-01", 100.0)],
        columns=["document", "sku", "day", "units"],
    )
    bought = bought.assign(line=bought["sku"], unit_cost=4.0, supplier="Clay & Co", rows=1.0)
    products = [
        facts_of("MUG", cost=4.0, price=10.0, supplier="Clay & Co"),
        facts_of("OLD", cost=20.0, price=40.0, supplier="Clay & Co"),
        facts_of("PEN", cost=1.0, price=2.0),
    ]
    counts = stock_of(
        ("MUG", "2025-12-31", 110.0), ("OLD", "2025-12-31", 25.0), ("TEA", "2026-03-31", 60.0)
    )
    for one in (
        upload("sales", sales=told),
        upload("stock", stock=counts),
        upload("bought", receipts=typed(bought, RECEIPTS)),
        upload("products", products=pd.concat(products)),
    ):
        store.save(one, now=NOW)
    return open_shop(store, today=TODAY)


@pytest.fixture(scope="module")
def figures(shop: Shop) -> ShopFigures:
    return shop.figures


def value(figures: ShopFigures, kind: FigureKind) -> tuple[float, int]:
    """A figure and the number of products that it stands on."""
    (found,) = (figure for figure in figures.figures if figure.kind == kind)
    return found.value, found.products


def of(figures: ShopFigures, sku: str) -> pd.Series:
    return figures.products.set_index("sku").loc[sku]


def test_the_stock_is_worth_what_is_there_at_todays_cost(figures: ShopFigures) -> None:
    # Mugs: 110 + 80 + 100 − 240 = 50, at 4 each. Lamps: 25 − 10 = 15, at 20 each. What the 30 bags
    # of tea cost is not known, and nobody knows how many pens there are.
    assert value(figures, FigureKind.STOCK_VALUE) == (50 * 4 + 15 * 20, 2)
    assert of(figures, "TEA")["on_hand"] == 30
    assert np.isnan(of(figures, "TEA")["stock_value"])
    assert np.isnan(of(figures, "PEN")["on_hand"])


def test_turnover_is_the_cost_of_a_years_sales_by_the_average_stock(figures: ShopFigures) -> None:
    # On day d of 120 there are 110 − 2 d mugs, 80 more from day 32 on, 100 more from day 91 on:
    # 120 × 110 − 2 × 7,260 + 89 × 80 + 30 × 100 = 8,800 evenings, 73.33 on average, at 4 each.
    mugs = 4 * 8800 / 120
    # There are 25 − d lamps until day 10, then 15: 120 × 25 − 55 − 110 × 10 = 1,845, at 20 each.
    lamps = 20 * 1845 / 120
    # 240 mugs and 10 lamps sold in 120 days.
    spent = (240 * 4 + 10 * 20) * 365 / 120
    earned = (240 * (10 - 4) + 10 * (40 - 20)) * 365 / 120

    assert of(figures, "MUG")["turnover"] == pytest.approx(240 * 4 * 365 / 120 / mugs)
    assert value(figures, FigureKind.TURNOVER) == (pytest.approx(spent / (mugs + lamps)), 2)
    assert value(figures, FigureKind.GMROI) == (pytest.approx(earned / (mugs + lamps)), 2)
    assert figures.counted_days == 120


def test_sell_through_is_what_was_sold_of_all_there_was_in_13_weeks(figures: ShopFigures) -> None:
    # In the evening of 30 January there were 110 − 60 = 50 mugs, 180 came, 180 sold in 90 days.
    assert of(figures, "MUG")["sell_through"] == pytest.approx(180 / (50 + 180))
    # 60 bags of tea were counted a month ago, 30 of them sold; 15 lamps lay there and lie there.
    assert value(figures, FigureKind.SELL_THROUGH) == (
        pytest.approx((180 + 30 + 0) / (230 + 60 + 15)),
        3,
    )


def test_what_never_ran_out_was_served_whole(figures: ShopFigures) -> None:
    assert value(figures, FigureKind.FILL_RATE) == (1.0, 4)
    # Nobody said what tea is sold for today.
    assert value(figures, FigureKind.LOST_SALES) == (0.0, 3)
    # 120 days of mugs, tea, lamps and pens.
    assert value(figures, FigureKind.STOCKOUT_RATE) == (0.0, 4)
    assert figures.products["days_on_sale"].tolist() == [120.0] * 4


def test_what_sleeps_is_as_other_pages_tell_it(shop: Shop, figures: ShopFigures) -> None:
    alerts = shop.alerts.set_index("sku")

    assert alerts.loc["OLD", "alert"] == "dead_stock"
    # Tea has neither cost nor price, and pens were never counted.
    assert value(figures, FigureKind.DEAD_STOCK) == (alerts.loc["OLD", "money"], 2)
    assert value(figures, FigureKind.OVERSTOCK) == (shop.overstock["money"].sum(), 2)


def test_cover_is_free_stock_by_what_is_expected_to_sell(shop: Shop, figures: ShopFigures) -> None:
    daily = shop.plan.set_index("sku")["daily_demand"]
    needed = daily["MUG"] * 4 + daily["OLD"] * 20

    found, products = value(figures, FigureKind.COVER_DAYS)

    assert daily["MUG"] == pytest.approx(2.0, rel=0.05)
    assert (found, products) == (pytest.approx(500 / needed), 2)


def test_what_came_last_is_what_is_left(figures: ShopFigures) -> None:
    # The 50 mugs are of the 100 that came 30 days ago. The lamps lay there at the first count, 121
    # days ago: nobody knows since when.
    assert figures.ages().iloc[0].to_dict() == {
        **dict.fromkeys(("to_60", "to_90", "to_180", "older"), 0.0),
        "to_30": 200.0,
        "unknown_age": 300.0,
    }


def test_margins_leave_out_what_has_no_cost(figures: ShopFigures) -> None:
    by_channel = figures.channels.set_index("channel")
    by_supplier = figures.suppliers.set_index("supplier")

    # On Etsy 120 mugs for 10 each; in the shop 120 more, 120 bags of tea, 10 lamps, 120 pens.
    assert by_channel.loc["Etsy", ["units", "takings", "margin"]].tolist() == [120, 1200, 720]
    assert by_channel.loc["shop", "takings"] == 1200 + 600 + 400 + 240
    assert by_channel.loc["shop", "margin"] == 120 * 6 + 10 * 20 + 120 * 1
    assert by_channel.loc["shop", "unknown_units"] == 120
    # Of 1,840 takings whose cost is known.
    assert by_channel.loc["shop", "margin_rate"] == pytest.approx(1040 / 1840)
    assert by_supplier.loc["Clay & Co", "margin"] == 240 * 6 + 10 * 20
    assert by_supplier.loc["", "margin"] == 120


def test_a_month_that_is_over_stands_beside_all_of_the_last(figures: ShopFigures) -> None:
    this, last, year_ago = figures.months.to_dict("records")

    # 30 days of two mugs, one tea and one pen: 60 × 10 + 30 × 5 + 30 × 2, of which tea is unknown.
    assert (this["units"], this["takings"], this["margin"]) == (120, 810, 60 * 6 + 30)
    assert (this["first_day"], this["last_day"]) == (
        pd.Timestamp(2026, 4, 1),
        pd.Timestamp(2026, 4, 30),
    )
    assert (last["units"], last["last_day"]) == (4 * 31, pd.Timestamp(2026, 3, 31))
    # Of April 2025 no sales are known: that is not none.
    assert np.isnan(year_ago["units"])
    assert np.isnan(year_ago["takings"])


def test_the_line_of_the_stocks_value_meets_the_figure_of_today(figures: ShopFigures) -> None:
    values = figures.stock_values
    behind, ahead = (values[values["ahead"] == later] for later in (False, True))

    assert len(behind) == 14
    assert behind["day"].iloc[-1] == pd.Timestamp(TODAY)
    assert behind["stock_value"].iloc[-1] == value(figures, FigureKind.STOCK_VALUE)[0]
    # 13 weeks ago, in the evening of 30 January: 50 mugs and 15 lamps.
    assert behind["stock_value"].iloc[0] == 50 * 4 + 15 * 20
    assert len(ahead) == 26
    assert ahead["day"].iloc[0] == pd.Timestamp(TODAY) + timedelta(days=6)


def test_the_sellers_of_13_weeks(figures: ShopFigures) -> None:
    best, worst = figures.best_sellers(), figures.worst_sellers()

    # 91 days: 182 mugs for 1,820, 91 bags of tea for 455, 91 pens for 182; no lamp.
    assert best[["sku", "recent_takings"]].to_numpy().tolist() == [
        ["MUG", 1820],
        ["TEA", 455],
        ["PEN", 182],
    ]
    assert worst["sku"].tolist() == ["OLD", "TEA", "MUG"]


def test_what_is_missing_is_said(shop: Shop, figures: ShopFigures) -> None:
    assert gaps(figures, shop.alerts) == [
        "Sales are known of 120 days only: where 12 months are named, it is those days.",
        "1 product was never counted: its stock is in no figure.",
        "The cost of 1 product is not known: it is in no money at cost and no margin.",
    ]
    turnover = figures.figures[2]
    assert stands_on(turnover, figures) == (
        "Products whose stock and cost are known: 2 of 4, on 120 days of 120 on average; a whole "
        "year at their pace."
    )


def test_old_data_are_said_with_the_figures(shop: Shop) -> None:
    later = open_shop(shop.past.store, today=TODAY + timedelta(days=60))

    told = gaps(later.figures, later.alerts)

    assert told[0].startswith("The newest sale is 61 days old")
    # Sales end with April all the same: the months beside each other are whole ones.
    assert later.figures.months["last_day"].iloc[0] == pd.Timestamp(2026, 4, 30)
    # The line of the stock's value goes on after today.
    ahead = later.figures.stock_values.query("ahead")["day"]
    assert ahead.min() > pd.Timestamp(later.past.today)


def test_stock_that_was_counted_yesterday_says_nothing_of_how_it_turns(tmp_path: Path) -> None:
    store = Store(tmp_path / "shop.duckdb")
    store.save(upload("sales", sales=sold("MUG")), now=NOW)
    store.save(upload("stock", stock=stock_of(("MUG", "2026-04-30", 50.0))), now=NOW)
    store.save(upload("products", products=facts_of("MUG", cost=4.0)), now=NOW)
    figures = open_shop(store, today=TODAY).figures

    assert value(figures, FigureKind.STOCK_VALUE) == (200.0, 1)
    for kind in (FigureKind.TURNOVER, FigureKind.GMROI, FigureKind.SELL_THROUGH):
        assert value(figures, kind) == (pytest.approx(np.nan, nan_ok=True), 0)
    # Nobody knows what lay there before: the line begins today.
    behind = figures.stock_values[~figures.stock_values["ahead"].astype(bool)]
    assert behind["stock_value"].tolist() == [200.0]
    assert figures.lately_counted == 1


def test_what_is_on_its_way_is_not_there_yet_in_figures_and_cash(tmp_path: Path) -> None:
    store = Store(tmp_path / "shop.duckdb")
    store.save(upload("sales", sales=sold("MUG")), now=NOW)
    store.save(upload("stock", stock=stock_of(("MUG", "2026-04-30", 50.0))), now=NOW)
    store.save(upload("products", products=facts_of("MUG", cost=4.0)), now=NOW)
    order_goods(open_shop(store, today=TODAY), {"MUG": 30.0}, ordered_on=TODAY)
    shop = open_shop(store, today=TODAY)

    assert value(shop.figures, FigureKind.STOCK_VALUE) == (200.0, 1)
    assert shop.cash.stock_value == 200
    assert shop.cash.on_order_value == 120
    assert shop.projected.arrived[0].sum() >= 30


def test_a_stock_that_nobody_counted_is_worth_nobody_knows_what(tmp_path: Path) -> None:
    store = Store(tmp_path / "shop.duckdb")
    store.save(upload("sales", sales=sold("MUG")), now=NOW)
    store.save(upload("products", products=facts_of("MUG", cost=4.0)), now=NOW)
    figures = open_shop(store, today=TODAY).figures

    assert not figures.is_valued
    assert figures.stock_values.empty
    assert figures.ages().isna().all(axis=None)
    for kind in (FigureKind.STOCK_VALUE, FigureKind.COVER_DAYS, FigureKind.OVERSTOCK):
        assert value(figures, kind) == (pytest.approx(np.nan, nan_ok=True), 0)
    fill_rate = figures.figures[5]
    assert stands_on(fill_rate, figures) == (
        "Products that sold: 1 of 1. 1 of them was never counted: only too long a silence tells "
        "that it was sold out."
    )


def test_takings_are_those_of_known_prices(tmp_path: Path) -> None:
    store = Store(tmp_path / "shop.duckdb")
    lines = sales_of(("1", "MUG", "2026-03-01", 2.0), ("2", "MUG", "2026-03-01", 3.0))
    priced = lines.assign(unit_price=[10.0, np.nan])
    earlier = sales_of(("0", "MUG", "2026-02-28", 7.0))
    store.save(upload("sales", sales=pd.concat([priced, earlier])), now=NOW)

    (row,) = check(store.channel_takings(since=date(2026, 3, 1)), CHANNEL_TAKINGS).to_dict(
        "records"
    )

    assert (row["units"], row["priced_units"], row["takings"]) == (5, 2, 20)
