"""The page of one product, with what lies there line by line, and the stocktake."""

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.domain.moves import MoveKind
from inventory_core.store.store import Store
from tests.pages.looks import labelled, metrics, said, table, type_into

Opener = Callable[[str], AppTest]


def on_hand(store: Store, sku: str = "MUG") -> float:
    return store.stock().set_index("sku")["on_hand"][sku]


def press(opened: AppTest, label: str, *, of: str = "") -> AppTest:
    buttons = [one for one in opened.button if of in (one.form_id or "")]
    return labelled(buttons, label).click().run()


@pytest.mark.usefixtures("small_shop")
def test_the_ledger_of_a_product_adds_up_to_its_stock(app: Opener, store: Store) -> None:
    opened = app("product")
    opened.selectbox(key="product").set_value("MUG").run()

    assert not opened.exception
    assert table(opened, "left")["left"].iloc[0] == on_hand(store)
    assert table(opened, "left")["kind"].iloc[-1] == "First count"


@pytest.mark.usefixtures("small_shop")
def test_what_is_counted_and_told_moves_the_stock_and_is_taken_back(
    app: Opener, store: Store
) -> None:
    opened = app("product")
    opened.selectbox(key="product").set_value("MUG").run()
    labelled(opened.number_input, "On the shelf").set_value(40)
    opened = press(opened, "Keep", of="count")
    assert on_hand(store) == 40

    labelled(opened.selectbox, "What happened").set_value(MoveKind.LOSS)
    labelled(opened.number_input, "Units").set_value(3)
    opened = press(opened, "Keep", of="move")
    assert not opened.exception
    assert on_hand(store) == 37
    assert "Lost or stolen, Mug" in said(opened)

    (undo,) = [one for one in opened.button if one.label.startswith("Take back: Lost")]
    undo.click().run()
    assert on_hand(store) == 40


@pytest.mark.usefixtures("small_shop")
def test_notes_of_a_product_are_kept_and_emptied(app: Opener, store: Store) -> None:
    opened = app("product")
    opened.selectbox(key="product").set_value("MUG").run()
    labelled(opened.text_area, "Your notes").set_value("Ask *Ann* for blue").run()

    assert not opened.exception
    assert store.products().set_index("sku")["note"]["MUG"] == "Ask *Ann* for blue"
    labelled(opened.text_area, "Your notes").set_value("").run()
    assert store.products()["note"].isna().all()


@pytest.mark.usefixtures("small_shop")
def test_a_stocktake_counts_what_is_scanned_and_leaves_the_rest(app: Opener, store: Store) -> None:
    tea = on_hand(store, "TEA")
    opened = press(app("stock"), "Begin")
    for text in ("MUG", "MUG", "MUG 5", "CUP"):
        labelled(opened.text_input, "Scan or type a code").set_value(text).run()

    assert "There is no product CUP" in said(opened)
    assert store.stocktake.lines().set_index("sku")["units"]["MUG"] == 7
    opened = press(opened, "Keep as counted")

    assert not opened.exception
    assert on_hand(store) == 7
    assert on_hand(store, "TEA") == tea
    assert "1 products are counted" in said(opened)


@pytest.mark.usefixtures("small_shop")
def test_what_a_stocktake_misses_is_explained_and_worth_something(
    app: Opener, store: Store
) -> None:
    before = on_hand(store)
    opened = press(app("stock"), "Begin")
    opened = labelled(opened.text_input, "Scan or type a code").set_value("MUG 3").run()
    opened = explain(opened, "MUG", "found")
    opened = press(opened, "Keep as counted")
    assert "There are fewer of MUG" in said(opened)

    opened = explain(opened, "MUG", "loss")
    assert "Lost or stolen: -68.00" in said(opened).replace("\\", "")
    opened = press(opened, "Keep as counted")

    assert not opened.exception
    moves = store.moves.all()
    assert moves.loc[moves["kind"] == "loss", "units"].tolist() == [3 - before]
    assert on_hand(store) == 3


def explain(opened: AppTest, sku: str, reason: str) -> AppTest:
    """Choose in the table of the stocktake why a product differs."""
    shown = table(opened, "reason")
    row = shown["sku"].tolist().index(sku)
    ids = (each.proto.id.split("-", 2) for each in opened.dataframe if each.proto.id)
    (key,) = (parts[2] for parts in ids if parts[2].startswith("stocktake "))
    edits = {"edited_rows": {row: {"reason": reason}}, "added_rows": [], "deleted_rows": []}
    opened.session_state[key] = edits
    return opened.run()


@pytest.mark.usefixtures("compared_shop")
def test_a_product_has_all_that_is_known_of_it_on_one_page(app: Opener, store: Store) -> None:
    opened = app("product")
    opened.selectbox(key="product").set_value("MUG").run()

    assert not opened.exception
    told = metrics(opened)
    assert told["On hand"] == "20"
    assert told["A unit brings"] == "6.00"
    assert told["What is here lasts until"] != "unknown"
    assert opened.query_params["sku"] == "MUG"
    assert len(opened.get("plotly_chart")) == 3  # sales, costs, what is to come, what was
    assert store.products().set_index("sku").loc["MUG", "lead_time_days"] == 10
    type_into(opened, "one product", edited_rows={0: {"lead_time_days": 12}})
    assert store.products().set_index("sku").loc["MUG", "lead_time_days"] == 12


@pytest.mark.usefixtures("small_shop")
def test_an_address_names_the_product_and_gives_way_to_a_later_choice(app: Opener) -> None:
    opened = app("product")
    opened.query_params["sku"] = "TEA"
    opened.run()
    assert opened.selectbox(key="product").value == "TEA"

    opened.selectbox(key="product").set_value("PEN").run()
    assert opened.selectbox(key="product").value == "PEN"
    assert opened.query_params["sku"] == "PEN"

    opened.query_params["sku"] = "NOBODY KNOWS IT"
    opened.run()
    assert not opened.exception
    assert opened.selectbox(key="product").value == "PEN"


def test_without_sales_a_product_can_be_counted_and_described(
    app: Opener, keep: Callable[[str, str], None]
) -> None:
    keep("products.csv", "SKU,Product name,Cost\nMUG,Mug,4\n")

    opened = app("product")

    assert not opened.exception
    assert "was never counted" in said(opened)
    labelled(opened.number_input, "On the shelf").set_value(40)
    press(opened, "Keep", of="count")
    assert "40" in said(opened)


@pytest.mark.usefixtures("small_shop")
def test_a_row_leads_to_the_page_of_its_product(
    app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = app("optimization")
    config = json.loads(
        next(one for one in opened.dataframe if "order_by" in one.value).proto.columns
    )
    assert config["open"]["type_config"]["type"] == "button"
