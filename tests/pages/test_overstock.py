"""What lies there too much, and what a lower price would bring."""

from collections.abc import Callable
from datetime import timedelta

from streamlit.testing.v1 import AppTest

from inventory_core.optimization.tables import OVERSTOCK
from tests.clock import TODAY
from tests.pages.looks import metrics, table

Opener = Callable[[str], AppTest]
Keeper = Callable[[str, str], None]

DAYS = 240


def keep_shop(keep: Keeper, *, mugs: int, priced: bool = True) -> None:
    """A mug whose price changed five times, and 200 pens whose price never did."""
    first = TODAY - timedelta(days=DAYS)
    rows = []
    for day in range(DAYS):
        # Fifteen to seventeen a day at 8, and ten to twelve at 10: an elasticity of about -1.7.
        units, price = (15, 8) if day // 40 % 2 else (10, 10)
        told = (f",{price}", ",2") if priced else ("", "")
        when = first + timedelta(days=day)
        rows.append(f"{when},MUG,Mug,{units + day % 3}{told[0]}")
        rows.append(f"{when},PEN,Pen,1{told[1]}")
    heading = "Date,SKU,Product name,Units" + (",Unit price" if priced else "")
    keep("sales.csv", heading + "\n" + "\n".join(rows))
    last = first + timedelta(days=DAYS - 1)
    keep("stock.csv", f"Date,SKU,On hand\n{last},MUG,{mugs}\n{last},PEN,200\n")


def overstock(app: Opener) -> AppTest:
    opened = app("optimization")
    opened.segmented_control(key="section").set_value("Overstock").run()
    assert not opened.exception
    assert not opened.error
    return opened


def sentences(opened: AppTest) -> str:
    return "\n".join(str(text.value) for text in (*opened.markdown, *opened.caption))


def test_a_dead_product_has_no_price_that_can_be_told(app: Opener, keep: Keeper) -> None:
    keep_shop(keep, mugs=100)
    first = TODAY - timedelta(days=DAYS)
    rows = [f"{first + timedelta(days=day)},OLD,Old lamp,1,40" for day in range(4)]
    keep("lamps.csv", "Date,SKU,Product name,Units,Unit price\n" + "\n".join(rows))
    keep("lamps on the shelf.csv", f"Date,SKU,On hand\n{first + timedelta(days=4)},OLD,50\n")
    opened = overstock(app)
    opened.selectbox(key="overstocked").set_value("OLD").run()

    assert "not even one is expected to sell" in opened.info[0].value
    assert not opened.get("plotly_chart")


def test_nothing_too_much_is_good_news(app: Opener, keep: Keeper) -> None:
    first = TODAY - timedelta(days=DAYS)
    rows = [f"{first + timedelta(days=day)},MUG,Mug,10,10" for day in range(DAYS)]
    keep("sales.csv", "Date,SKU,Product name,Units,Unit price\n" + "\n".join(rows))

    assert overstock(app).success[0].value.startswith("Nothing lies there too much")


def test_a_product_with_a_price_effect_of_its_own_goes_by_it(app: Opener, keep: Keeper) -> None:
    keep_shop(keep, mugs=3000)
    opened = overstock(app)

    listed = table(opened, *OVERSTOCK)
    assert listed["sku"].tolist() == ["MUG", "PEN"]
    assert opened.selectbox(key="overstocked").value == "MUG"
    assert "Measured on its own price changes" in sentences(opened)
    assert "too many are expected to be gone by" in sentences(opened)
    assert list(metrics(opened))[-3:] == ["Keep the price", "Clear by the date", "Brings most"]
    assert len(opened.get("plotly_chart")) == 1


def test_a_price_that_never_changed_asks_how_buyers_are(app: Opener, keep: Keeper) -> None:
    keep_shop(keep, mugs=3000)
    opened = overstock(app)
    opened.selectbox(key="overstocked").set_value("PEN").run()

    assert "This is an assumption" in sentences(opened)
    usual = metrics(opened)["Clear by the date"]
    opened.segmented_control(key="buyers PEN").set_value("strongly").run()
    assert not opened.exception
    # Buyers who look at the price need less of a cut
    assert float(metrics(opened)["Clear by the date"]) > float(usual)


def test_what_is_over_soon_should_be_sold_whole_and_cheaper(app: Opener, keep: Keeper) -> None:
    keep_shop(keep, mugs=3000)
    opened = overstock(app)
    before = metrics(opened)
    opened.radio(key="after MUG").set_value("over").run()

    after = metrics(opened)
    assert not opened.exception
    assert before["Keep the price"] == after["Keep the price"]
    assert float(after["Clear by the date"]) < float(before["Clear by the date"])
    assert "all 3,000 are expected to be gone by" in sentences(opened)


def test_without_prices_they_are_asked_for(app: Opener, keep: Keeper) -> None:
    keep_shop(keep, mugs=3000, priced=False)
    opened = overstock(app)

    assert opened.info[0].value.startswith("Enter price and cost")
    opened.number_input(key="usual price MUG").set_value(10.0).run()
    opened.number_input(key="cost now MUG").set_value(4.0).run()
    assert not opened.exception
    assert metrics(opened)["Keep the price"] == "10.00"


def test_a_salvage_value_above_the_price_is_told(app: Opener, keep: Keeper) -> None:
    keep_shop(keep, mugs=3000)
    opened = overstock(app)
    opened.number_input(key="salvage MUG").set_value(50.0).run()

    assert not opened.exception
    assert "check the salvage value" in opened.error[0].value
    opened.number_input(key="salvage MUG").set_value(0.0).run()
    assert not opened.error
