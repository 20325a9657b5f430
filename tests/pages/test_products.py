"""The Products page keeps each cell as it is typed, wherever one goes next, and takes it back."""

from datetime import datetime

import pandas as pd
import pytest

from inventory_core.domain.errors import StoreError
from inventory_core.domain.products import cells_of
from inventory_core.store.store import Store
from tests.clock import NOW
from tests.pages.conftest import PAGES, Opener
from tests.pages.looks import labelled, said, table, type_into

pytestmark = pytest.mark.usefixtures("small_shop")


def held(_store: Store, _cells: pd.DataFrame, *, now: datetime) -> int:
    raise StoreError("The database is held: try again.")


def place(store: Store, sku: str) -> int:
    return store.products()["sku"].tolist().index(sku)


def cost(store: Store, sku: str) -> float:
    return float(store.products().set_index("sku").loc[sku, "cost"])


def test_a_typed_cell_is_kept_at_once_and_said(app: Opener, store: Store) -> None:
    opened = app("products")

    type_into(opened, "products", edited_rows={place(store, "PEN"): {"cost": 0.75}})

    assert cost(store, "PEN") == 0.75
    assert r"Kept\: Cost of PEN, – → 0\.75" in said(opened)


@pytest.mark.parametrize("next_step", ["search", "another page", "saved elsewhere"])
def test_what_was_typed_stays_whatever_comes_next(
    app: Opener, store: Store, next_step: str
) -> None:
    opened, row = app("products"), place(store, "PEN")
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
    opened, row = app("products"), place(store, "PEN")
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
    opened = app("products")
    type_into(opened, "products", edited_rows={place(store, "PEN"): {"cost": 0.75}})
    store.undo(int(store.uploads()["id"].max()))

    opened.button(key="take back products").click().run()

    assert "Nothing was taken back: it was changed elsewhere since." in said(opened)


def test_a_cell_typed_by_two_tabs_is_that_of_the_later_one_on_both(
    app: Opener, store: Store
) -> None:
    one, other, row = app("products"), app("products"), place(store, "PEN")
    type_into(one, "products", edited_rows={row: {"cost": 0.75}})
    type_into(other, "products", edited_rows={row: {"cost": 0.5}})

    one.run()

    assert cost(store, "PEN") == 0.5
    assert table(one, "cost").set_index("sku").loc["PEN", "cost"] == 0.5


def test_what_cannot_be_kept_now_is_kept_once_it_can(
    app: Opener, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, row = app("products"), place(store, "PEN")
    with monkeypatch.context() as lent:
        lent.setattr(Store, "edit_products", held)
        type_into(opened, "products", edited_rows={row: {"cost": 0.75}})
        assert opened.warning[0].value == "The database is held: try again."

    opened.run()

    assert cost(store, "PEN") == 0.75
    assert not opened.warning
