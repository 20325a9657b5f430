"""The page that tells the shop in figures."""

import io
from collections.abc import Callable
from zipfile import ZipFile

import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.shop.everything import everything
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from tests.clock import TODAY
from tests.pages.looks import labelled, metrics, said, table

Opener = Callable[[str], AppTest]


@pytest.mark.usefixtures("small_shop")
def test_each_figure_is_told_with_its_meaning_and_leads_to_its_products(
    app: Opener, store: Store
) -> None:
    opened = app("shop_figures")
    figures = open_shop(store, today=TODAY).figures

    assert not opened.exception
    shown = metrics(opened)
    assert len(shown) == len(figures.figures)
    # 20 mugs at 4; there is no tea; what lamps and pens cost is not known.
    assert shown["Stock at cost"] == "80.00"
    told = said(opened).replace("\\", "")
    assert "What lies there, at what you pay for it today." in told
    assert "Products whose stock and cost are known: 2 of 4." in told
    assert table(opened, "cost", "on_hand")["sku"].tolist() == ["MUG", "TEA"]

    labelled(opened.selectbox, "Figure").set_value("dead_stock").run()

    assert table(opened, "dead_money")["sku"].tolist() == ["OLD"]


@pytest.mark.usefixtures("small_shop")
def test_everything_can_be_taken_home(app: Opener, store: Store) -> None:
    opened = app("shop_figures")

    button = labelled(opened.get("download_button"), "Download everything")
    assert not button.disabled
    with ZipFile(io.BytesIO(everything(open_shop(store, today=TODAY)))) as archive:
        assert "figures.csv" in archive.namelist()
