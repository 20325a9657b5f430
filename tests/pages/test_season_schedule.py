"""The schedule of one product, and the search for products where one saves."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from tests.clock import TODAY

Opener = Callable[[str], AppTest]
Keeper = Callable[[str, str], None]


def opened_on(app: Opener, section: str) -> AppTest:
    page = app("optimization")
    return page.segmented_control(key="section").set_value(section).run()


@pytest.fixture
def seasonal_shop(keep: Keeper) -> None:
    """Two years of socks that sell ten times as much in three months, and of mugs all the year."""
    first = TODAY - timedelta(days=730)
    days = [first + timedelta(days=back) for back in range(730)]
    # From three to five months from now on, and so a year ago.
    cold = {(days[-1].month + ahead) % 12 for ahead in (3, 4, 5)}
    rows = [f"{day},SOCKS,Socks,{10 if day.month % 12 in cold else 1},10" for day in days]
    rows += [f"{day},MUG,Mug,{2 + day.day % 2},8" for day in days]
    keep("sales.csv", "Date,SKU,Product name,Units,Unit price\n" + "\n".join(rows))
    keep("stock.csv", f"Date,SKU,On hand\n{days[-1]},SOCKS,30\n{days[-1]},MUG,20\n")
    keep("products.csv", "SKU,Cost,Lead time days\nSOCKS,4,14\nMUG,3,14\n")


@pytest.mark.usefixtures("seasonal_shop")
def test_a_product_with_a_season_is_compared_when_asked_for(app: Opener) -> None:
    page = opened_on(app, "One product")
    page.selectbox(key="product").set_value("SOCKS").run()
    assert not [text for text in page.markdown if "weeks" in text.value]

    page.toggle(key="schedule SOCKS").set_value(True).run()

    assert not page.exception
    assert any("Over the next 26 weeks" in text.value for text in page.markdown)
    tables = [table.value for table in page.dataframe]
    (ways,) = (table for table in tables if "way" in table)
    assert set(ways["way"]) == {
        "The plan",
        "The plan, if costs decide",
        "Levels for the season",
        "Fixed orders",
    }
    (schedule,) = (table for table in tables if "demand" in table)
    assert schedule["demand"].max() > 3 * schedule["demand"].min()
    assert any("futures" in text.value for text in page.caption)


def test_a_product_without_a_price_says_what_is_missing(app: Opener, keep: Keeper) -> None:
    first = TODAY - timedelta(days=60)
    rows = [f"{first + timedelta(days=back)},PEN,1" for back in range(60)]
    keep("sales.csv", "Date,SKU,Units\n" + "\n".join(rows))

    page = opened_on(app, "One product").toggle(key="schedule PEN").set_value(True).run()

    assert not page.exception
    assert any("add cost and price of PEN" in text.value for text in page.info)


@pytest.mark.usefixtures("seasonal_shop")
def test_all_products_with_a_season_are_looked_at(app: Opener) -> None:
    page = app("optimization")
    (button,) = (each for each in page.button if each.label == "Look for savings")

    page = button.click().run()

    assert not page.exception
    assert any("of 1" in text.value or "1 product" in text.value for text in page.markdown)
    assert "Look for savings" not in [each.label for each in page.button]


@pytest.mark.usefixtures("small_shop")
def test_without_a_season_there_is_nothing_to_look_for(app: Opener) -> None:
    page = app("optimization")

    assert not page.exception
    assert any("much more in one month" in text.value for text in page.info)
