"""What the Upload page asks about files before they are saved, and what it says of them."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from inventory_core.domain.language import languages, using
from inventory_core.domain.products import cells_of
from inventory_core.shop.purchases import order_goods, supplier_order
from inventory_core.shop.shop import open_shop
from inventory_core.store import backups
from inventory_core.store.store import Store
from tests.clock import NOW, TODAY
from tests.pages.conftest import PAGES, Keeper, Opener
from tests.pages.looks import labelled, said

WITHOUT_ORDER = "Date,SKU,Units\n05/01/2026,A,3\n06/01/2026,A,1\n"
"""Days of January, or the first or second half of a year's months: only the seller knows."""


def drop(opened: AppTest, **texts: str) -> None:
    """Drop CSV files, given as texts by their names."""
    uploader = labelled(opened.file_uploader, "CSV, TSV or Excel files")
    for name, text in texts.items():
        uploader.upload(f"{name}.csv", text.encode(), "text/csv")
    opened.run()


def save_button(opened: AppTest) -> Button:
    return labelled(opened.button, "Save")


def test_the_day_of_completeness_outlasts_a_look_at_another_page(app: Opener, store: Store) -> None:
    opened = app("upload")
    drop(opened, sales="Date,SKU,Units\n2026-01-05,A,3\n2026-01-06,A,1\n")
    labelled(opened.date_input, "Complete up to").set_value(date(2026, 1, 20)).run()

    opened.switch_page(PAGES["alerts"]).run()
    opened.switch_page(PAGES["upload"]).run()

    assert labelled(opened.date_input, "Complete up to").value == date(2026, 1, 20)
    save_button(opened).click().run()
    assert store.said_complete()["day"].dt.date.tolist() == [date(2026, 1, 20)]


def test_the_likely_day_of_completeness_follows_the_other_answers(app: Opener) -> None:
    opened = app("upload")
    drop(opened, sales=WITHOUT_ORDER)

    labelled(opened.radio, "Dates like 05/01/2026").set_value("day").run()
    assert labelled(opened.date_input, "Complete up to").value == date(2026, 1, 6)

    labelled(opened.radio, "Dates like 05/01/2026").set_value("month").run()
    assert labelled(opened.date_input, "Complete up to").value == date(2026, 6, 1)


def test_an_answered_beginning_on_another_day_outlasts_a_look_at_another_page(app: Opener) -> None:
    opened = app("upload")
    drop(opened, months="Product,Jan,Feb,Mar\nCandle,12,15,9\nSoap,3,4,2\n")
    labelled(opened.radio, "The headings name no year").set_value("another day").run()
    labelled(opened.date_input, "First day").set_value(date(2023, 1, 1)).run()

    opened.switch_page(PAGES["alerts"]).run()
    opened.switch_page(PAGES["upload"]).run()

    assert "Sold: 45 units of 2 products, 1 Jan 2023 – 31 Mar 2023." in said(opened)


def test_the_files_that_still_need_an_answer_are_named(app: Opener) -> None:
    opened = app("upload")

    drop(opened, good="Date,SKU,Units\n2026-01-05,A,3\n", unsure=WITHOUT_ORDER)

    assert "Not saved yet, see above why: unsure" in said(opened)
    assert save_button(opened).label == "Save this file"


def test_first_rows_are_shown_while_a_question_is_open(app: Opener) -> None:
    opened = app("upload")

    drop(opened, sales=WITHOUT_ORDER)

    assert ["05/01/2026", "06/01/2026"] in [
        each.value["Date"].tolist() for each in opened.dataframe if "Date" in each.value
    ]


def test_only_what_a_sheet_tells_is_asked_for_until_more_is_wanted(
    app: Opener, store: Store
) -> None:
    opened = app("upload")
    drop(opened, list="SKU,Product,Stock,Wholesaler\nA,Mug,12,Potter\n")
    everything = labelled(opened.toggle, "Show all")
    before = {each.label for each in opened.selectbox}
    assert "On hand *" in before
    assert not {"Category", "Pack size units"} & before

    everything.set_value(True).run()
    labelled(opened.selectbox, "Category").set_value("Wholesaler").run()
    everything.set_value(False).run()

    after = {each.label for each in opened.selectbox}
    assert after == before | {"Category"}
    save_button(opened).click().run()
    assert store.products()["category"].tolist() == ["Potter"]


def test_one_of_each_is_told_as_one(app: Opener) -> None:
    opened = app("upload")
    drop(opened, one="Date,SKU,Units\n2026-11-20,TEA,1\n")
    assert "**1 of 1 row** can be kept. Sold: 1 unit of 1 product, 20 Nov 2026." in said(opened)

    save_button(opened).click().run()

    assert "one: 1 row read = 1 saved" in said(opened).replace("\\.csv\\", "")
    assert "20 Nov 2026 · 1 unit · 1 row read = 1 saved" in said(opened)
    assert "1 product · sales from 20 Nov 2026" in said(opened)


def test_undo_in_a_tab_left_open_changes_nothing_and_says_so(
    app: Opener, keep: Keeper, store: Store
) -> None:
    keep("sales.csv", "Date,SKU,Units\n2026-11-20,TEA,2\n")
    opened = app("upload")
    store.undo(1)
    keep("sales.csv", "Date,SKU,Units\n2026-11-20,TEA,2\n")

    labelled(opened.button, "Undo").click().run()

    assert "Nothing changed: “sales\\.csv” was taken back before" in opened.warning[0].value
    assert store.daily_sales()["units"].tolist() == [2]


def test_cells_typed_on_one_day_stand_in_one_line_and_are_taken_back_together(
    app: Opener, keep: Keeper, store: Store
) -> None:
    keep("sales.csv", "Date,SKU,Units\n2026-11-20,TEA,2\n")
    for cost in (1.0, 2.0, 3.0):
        store.edit_products(cells_of("TEA", {"cost": cost}), now=NOW)

    opened = app("upload")
    assert "3 cells" in said(opened)
    undo, *others = (each for each in opened.button if each.label == "Undo")
    assert len(others) == 1
    undo.click().run()

    assert store.products()["cost"].isna().all()
    assert store.uploads()["file_name"].tolist() == ["sales.csv"]


def test_a_sample_shop_that_is_gone_is_not_removed_again(app: Opener, store: Store) -> None:
    opened = app("upload")
    labelled(opened.button, "Try it with the sample shop").click().run()
    opened.switch_page(PAGES["upload"]).run()
    store.undo(*store.uploads()["id"])

    labelled(opened.button, "Remove the sample shop").click().run()

    assert opened.warning[0].value == "Nothing changed: the sample shop was removed before."


def test_a_backup_is_put_back_once_the_seller_agrees(
    app: Opener, keep: Keeper, store: Store
) -> None:
    keep("sales.csv", "Date,SKU,Units\n2026-11-20,TEA,2\n")
    opened = app("settings")
    labelled(opened.button, "Back up now").click().run()
    assert "Copied and checked. Uploads in it: 1, lines of sales: 1; the last" in said(opened)
    keep("more.csv", "Date,SKU,Units\n2026-11-21,TEA,5\n")

    opened.button(key="put back shop 2026-11-22 09.00.00.duckdb").click().run()
    assert "It takes the place of all that is shown now" in said(opened)
    labelled(opened.button, "Cancel").click().run()
    assert store.daily_sales()["units"].tolist() == [2, 5]

    opened.button(key="put back shop 2026-11-22 09.00.00.duckdb").click().run()
    labelled(opened.button, "Put this copy back").click().run()

    assert "The copy is put back." in said(opened)
    assert store.daily_sales()["units"].tolist() == [2]
    assert len(backups.kept(store.path)) == 2
    beside = [caption.value for caption in opened.sidebar.caption]
    assert any("sales from 20 Nov 2026 to 20 Nov 2026" in caption for caption in beside)


def test_a_backup_that_went_bad_is_explained(app: Opener, keep: Keeper, store: Store) -> None:
    keep("sales.csv", "Date,SKU,Units\n2026-11-20,TEA,2\n")
    backup = store.back_up(now=NOW)
    backup.path.write_bytes(b"gone bad")

    opened = app("settings")
    labelled(opened.button, "Put back").click().run()

    assert "is not a SoloStock database" in opened.error[0].value
    assert store.daily_sales()["units"].tolist() == [2]


@pytest.mark.usefixtures("small_shop")
@pytest.mark.parametrize("language", languages())
def test_an_order_that_is_dropped_is_entered_as_what_was_ordered(
    app: Opener, store: Store, language: str
) -> None:
    shop = open_shop(store, today=TODAY)
    (number,) = order_goods(shop, {"MUG": 12.0}, ordered_on=TODAY - timedelta(days=3))
    with using(language):  # of the seller's other tab
        order = supplier_order(open_shop(store, today=TODAY), number).csv().decode("utf-8-sig")
    opened = app("upload")
    drop(opened, order=order)
    assert "It is kept as purchase order 1" in said(opened)

    drop(opened, lost=order.replace("\n1,", "\n9,"), list="SKU,Units to order\nPEN,5\nHAT,2\n")
    first, second = (one for one in opened.button if one.label == "I ordered this")
    opened = second.click().run()
    assert "There is no product HAT" in opened.warning[0].value
    opened = first.click().run()
    opened = labelled(opened.button, "Keep as ordered").click().run()

    assert not opened.exception
    _kept, entered = open_shop(store, today=TODAY).outlook.purchase_orders
    assert [(line.sku, line.units) for line in entered.lines] == [("MUG", 12)]
    assert entered.ordered_on == TODAY - timedelta(days=3)
