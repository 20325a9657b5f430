"""The Products page keeps each cell as it is typed, wherever one goes next, and takes it back."""

from datetime import datetime, timedelta

import pandas as pd
import pytest

from inventory_core.domain.errors import StoreError
from inventory_core.domain.products import cells_of
from inventory_core.store.store import Store
from tests.clock import NOW, TODAY
from tests.pages.conftest import PAGES, Opener
from tests.pages.looks import facts, labelled, said, table, type_into

pytestmark = pytest.mark.usefixtures("small_shop")


def held(_store: Store, _cells: pd.DataFrame, *, now: datetime) -> int:
    raise StoreError("The database is held: try again.")


def place(store: Store, sku: str) -> int:
    return store.products()["sku"].tolist().index(sku)


def cost(store: Store, sku: str) -> float:
    return float(store.products().set_index("sku").loc[sku, "cost"])


def test_a_typed_cell_is_kept_at_once_and_said(app: Opener, store: Store) -> None:
    opened = facts(app("products"))

    type_into(opened, "products", edited_rows={place(store, "PEN"): {"cost": 0.75}})

    assert cost(store, "PEN") == 0.75
    assert r"Kept\: Cost of PEN, – → 0\.75" in said(opened)


@pytest.mark.parametrize("next_step", ["search", "another page", "saved elsewhere"])
def test_what_was_typed_stays_whatever_comes_next(
    app: Opener, store: Store, next_step: str
) -> None:
    opened, row = facts(app("products")), place(store, "PEN")
    typed = {"edited_rows": {row: {"cost": 0.75}}, "added_rows": [], "deleted_rows": []}
    type_into(opened, "products", **typed)

    if next_step == "search":
        labelled(opened.text_input, "Search").set_value("mug").run()
        labelled(opened.text_input, "Search").set_value("").run()
    elif next_step == "another page":
        opened.switch_page(PAGES["alerts"]).run()
        opened.switch_page(PAGES["products"]).run()
    else:
        store.edit_products(cells_of("MUG", {"cost": 5.0}), now=NOW)
        opened.run()

    shown = table(opened, "cost").set_index("sku")["cost"]
    assert (shown["PEN"], cost(store, "PEN")) == (0.75, 0.75)
    assert shown["MUG"] == cost(store, "MUG")


def test_one_cell_after_another_is_taken_back(app: Opener, store: Store) -> None:
    opened, row = facts(app("products")), place(store, "PEN")
    type_into(opened, "products", edited_rows={row: {"cost": 0.75}})
    type_into(opened, "products", edited_rows={row: {"cost": 0.75, "moq_units": 12}})
    assert r"Kept\: Minimum order units of PEN, – → 12" in said(opened)

    opened.button(key="take back products").click().run()
    assert store.products().set_index("sku")["moq_units"].isna().all()
    assert cost(store, "PEN") == 0.75
    assert r"Kept\: Cost of PEN, – → 0\.75" in said(opened)

    opened.button(key="take back products").click().run()
    assert store.products().set_index("sku")["cost"].isna()["PEN"]
    assert opened.button(key="take back products").disabled


def test_a_cell_that_was_taken_back_elsewhere_is_not_taken_back_again(
    app: Opener, store: Store
) -> None:
    opened = facts(app("products"))
    type_into(opened, "products", edited_rows={place(store, "PEN"): {"cost": 0.75}})
    store.undo(int(store.uploads()["id"].max()))

    opened.button(key="take back products").click().run()

    assert "Nothing was taken back: it was changed elsewhere since." in said(opened)


def test_a_cell_typed_by_two_tabs_is_that_of_the_later_one_on_both(
    app: Opener, store: Store
) -> None:
    one, other, row = facts(app("products")), facts(app("products")), place(store, "PEN")
    type_into(one, "products", edited_rows={row: {"cost": 0.75}})
    type_into(other, "products", edited_rows={row: {"cost": 0.5}})

    one.run()

    assert cost(store, "PEN") == 0.5
    assert table(one, "cost").set_index("sku").loc["PEN", "cost"] == 0.5


def test_what_cannot_be_kept_now_is_kept_once_it_can(
    app: Opener, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, row = facts(app("products")), place(store, "PEN")
    with monkeypatch.context() as lent:
        lent.setattr(Store, "edit_products", held)
        type_into(opened, "products", edited_rows={row: {"cost": 0.75}})
        assert opened.warning[0].value == "The database is held: try again."

    opened.run()

    assert cost(store, "PEN") == 0.75
    assert not opened.warning


def fact(store: Store, name: str) -> dict[str, object]:
    products = store.products()
    return dict(zip(products["sku"], products[name], strict=True))


def test_a_product_that_no_file_told_of_is_added(app: Opener, store: Store) -> None:
    opened = facts(app("products"))
    labelled(opened.text_input, "SKU").set_value(" BOWL ")
    labelled(opened.text_input, "Product name").set_value("Bowl")
    labelled(opened.selectbox, "Supplier").set_value("Clay & Co")
    opened.number_input(key="cost to add").set_value(3.5)
    labelled(opened.selectbox, "Sells like").set_value("MUG")
    labelled(opened.number_input, "Times as much").set_value(0.5)
    opened = labelled(opened.button, "Add the product").click().run()

    assert not opened.exception
    assert "BOWL is added." in said(opened)
    told = {name: fact(store, name)["BOWL"] for name in ("name", "supplier", "cost", "like_sku")}
    assert told == {"name": "Bowl", "supplier": "Clay & Co", "cost": 3.5, "like_sku": "MUG"}
    assert "BOWL" in table(opened, "like_sku")["sku"].tolist()

    opened = opened.button(key="take back products").click().run()
    assert "BOWL" not in store.products()["sku"].tolist()
    assert "BOWL" not in table(opened, "like_sku")["sku"].tolist()


def test_a_code_that_is_known_is_not_added_again(app: Opener, store: Store) -> None:
    before, opened = store.products(), facts(app("products"))
    labelled(opened.text_input, "SKU").set_value("MUG")
    labelled(opened.text_input, "Product name").set_value("Another mug")
    opened = labelled(opened.button, "Add the product").click().run()

    assert "There is a product with the code MUG already" in opened.error[0].value
    assert store.products().equals(before)


def test_a_product_is_discontinued_by_a_cell_and_goes_on_again(app: Opener, store: Store) -> None:
    opened = facts(app("products"))
    type_into(opened, "products", edited_rows={place(store, "TEA"): {"discontinued": True}})
    assert bool(fact(store, "discontinued")["TEA"])

    opened.button(key="take back products").click().run()
    assert fact(store, "discontinued")["TEA"] is pd.NA


def test_one_value_goes_into_all_rows_that_are_shown_and_is_taken_back_at_once(
    app: Opener, store: Store
) -> None:
    opened = facts(app("products"))
    labelled(opened.text_input, "Search").set_value("e").run()  # not the mug
    labelled(opened.selectbox, "Column").set_value("lead_time_days").run()
    labelled(opened.number_input, "Value").set_value(30.0).run()
    opened = labelled(opened.button, "Fill 2 rows").click().run()

    assert not opened.exception
    assert fact(store, "lead_time_days")["TEA"] == fact(store, "lead_time_days")["PEN"] == 30
    assert fact(store, "lead_time_days")["MUG"] == 10
    assert r"Kept\: 2 cells are changed" in said(opened)

    opened.button(key="take back products").click().run()
    assert fact(store, "lead_time_days")["TEA"] == 7
    assert pd.isna(fact(store, "lead_time_days")["PEN"])


def test_one_value_goes_into_the_marked_rows_alone(app: Opener, store: Store) -> None:
    opened = facts(app("products"))
    labelled(opened.selectbox, "Column").set_value("no_order_until").run()
    labelled(opened.date_input, "Value").set_value(TODAY + timedelta(days=10)).run()
    labelled(opened.multiselect, "For these products").set_value(["TEA"]).run()
    labelled(opened.button, "Fill 1 row").click().run()

    days = fact(store, "no_order_until")
    assert days.pop("TEA") == pd.Timestamp(TODAY + timedelta(days=10))
    assert all(pd.isna(day) for day in days.values())
