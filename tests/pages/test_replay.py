"""The page that walks through history again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button, Toggle

from inventory_core.store.store import Store
from tests.clock import TODAY
from tests.pages.looks import table

Opener = Callable[[str], AppTest]


@pytest.mark.usefixtures("small_shop")
def test_a_short_history_says_what_is_needed(app: Opener) -> None:
    opened = app("replay")

    assert not opened.exception
    assert "needs half a year" in opened.info[0].value


def test_a_longer_one_compares_the_plan_with_usual_rules(
    app: Opener, keep: Callable[[str, str], None]
) -> None:
    first = TODAY - timedelta(days=200)
    days = [first + timedelta(days=back) for back in range(200)]
    rows = [f"{day},MUG,Mug,{2 + day.day % 3},10" for day in days]
    keep("sales.csv", "Date,SKU,Product name,Units,Unit price\n" + "\n".join(rows))

    opened = app("replay").run()  # the second time from what was kept

    assert not opened.exception
    assert "This plan would have cost" in opened.subheader[0].value
    rules = table(opened, "rule")
    assert set(rules["rule"]) == {
        "This plan",
        "Weeks of stock",
        "Fixed minimum and maximum",
        "Textbook: mean and spread",
    }
    assert len(opened.get("plotly_chart")) == 3


# Beside what really happened


@pytest.fixture
def counted_shop(keep: Callable[[str, str], None]) -> None:
    """Two products and 200 days up to yesterday; MUG is counted every four weeks, TEA once."""
    first = TODAY - timedelta(days=200)
    days = [first + timedelta(days=back) for back in range(200)]
    rows = [f"{day},MUG,Mug,2,10\n{day},TEA,Tea,1,5" for day in days]
    keep("sales.csv", "Date,SKU,Product name,Units,Unit price\n" + "\n".join(rows))
    counts = [f"{days[back]},MUG,{60 + back % 50}" for back in range(100, 200, 28)]
    keep("stock.csv", "Date,SKU,On hand\n" + "\n".join([*counts, f"{days[-1]},TEA,9"]))


@pytest.mark.usefixtures("counted_shop")
def test_what_really_happened_stands_beside_the_rules_on_the_same_products(app: Opener) -> None:
    opened = app("replay")
    assert "1 product with stock counts" in real_past(opened).label
    assert "What really happened" not in set(table(opened, "rule")["rule"])

    real_past(opened).set_value(True).run()

    assert not opened.exception
    assert "what really happened" in opened.subheader[0].value.lower()
    assert set(table(opened, "rule")["rule"]) > {"What really happened", "This plan"}
    assert [box.options for box in opened.selectbox] == [["MUG · Mug"]]
    assert any("told by your counts" in text.value for text in opened.markdown)


@pytest.mark.usefixtures("small_shop")
def test_without_counts_a_caption_says_which_file_makes_it_possible(
    app: Opener, keep: Callable[[str, str], None]
) -> None:
    first = TODAY - timedelta(days=200)
    rows = [f"{first + timedelta(days=back)},MUG,Mug,2,10" for back in range(200)]
    keep("more.csv", "Date,SKU,Product name,Units,Unit price\n" + "\n".join(rows))

    opened = app("replay")

    assert not opened.toggle
    assert any("upload a stock file now and then" in text.value for text in opened.caption)


# Better settings


@pytest.fixture
def wasteful_shop(store: Store, keep: Callable[[str, str], None]) -> None:
    """Three products of hardly any margin, kept as if no sale might ever be lost."""
    first = TODAY - timedelta(days=300)
    rows = [
        f"{first + timedelta(days=back)},{sku},{sku},{1 + (back * step) % 5},101"
        for back in range(300)
        for step, sku in enumerate(("MUG", "PEN", "TEA"), start=1)
    ]
    keep("sales.csv", "Date,SKU,Product name,Units,Unit price\n" + "\n".join(rows))
    keep("products.csv", "SKU,Cost\nMUG,100\nPEN,100\nTEA,100\n")
    store.save_settings(
        expert=True,
        service_rule="level",
        service_level=0.995,
        review_period_days=28,
        holding_rate=0.5,
    )


@pytest.mark.usefixtures("wasteful_shop")
def test_better_settings_are_found_used_and_taken_back(app: Opener, store: Store) -> None:
    opened = app("replay")
    button(opened, "Search for better settings").click().run()

    assert not opened.exception
    assert any("3 of 3 products would have cost" in text.value for text in opened.markdown)
    assert any("Expect less from now on" in text.value for text in opened.caption)
    offered = next(each.value for each in opened.dataframe if "picked_level" in each.value)
    assert offered["sku"].is_unique

    button(opened, "Use for these 3 products").click().run()

    assert not opened.exception
    assert "Undo it on the Upload page" in opened.success[0].value
    kept = store.products().set_index("sku").loc[offered["sku"]]
    assert kept["review_period_days"].fillna(28).tolist() == offered["picked_review_days"].tolist()
    assert button(opened, "Search for better settings")  # what was found is out of date

    upload = app("upload")
    button(upload, "Undo").click().run()
    assert store.products()["review_period_days"].isna().all()
    assert store.products()["service_level"].isna().all()


@pytest.mark.usefixtures("drawer_open", "counted_shop")
def test_a_search_says_how_much_history_it_needs(app: Opener) -> None:
    opened = app("replay")

    assert any("needs 264 days of sales" in text.value for text in opened.caption)


def real_past(opened: AppTest) -> Toggle:
    return opened.toggle(key="beside real past")


def button(opened: AppTest, label: str) -> Button:
    return next(one for one in opened.button if one.label == label)
