"""What a seller sees on each page, through the real app."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import FileUploader

from inventory_core.imports.drop import import_file
from inventory_core.shop import actions
from inventory_core.store.store import Store
from tests.clock import NOW, TODAY
from tests.imports.example_files import archive
from tests.pages.conftest import APP, PAGES, Keeper
from tests.pages.looks import labelled, metrics, said, table
from tests.store.files import receipts

Opener = Callable[[str], AppTest]

WAYS_ON = {
    "calendar": "",
    "deliveries": "the page Customer orders",
    "suppliers": "Products page first",
}
"""What a page says in an empty shop, where it is not to upload something."""


def uploader(opened: AppTest) -> FileUploader:
    return labelled(opened.file_uploader, "CSV, TSV or Excel files")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_data_shows_a_way_on(app: Opener, page: str):
    opened = app(page)

    assert not opened.exception
    assert not opened.error
    assert WAYS_ON.get(page, "pload") in said(opened)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("compared_shop")
def test_a_page_with_data_shows_its_title_and_no_error(app: Opener, page: str):
    opened = app(page)

    assert not opened.exception
    assert not opened.error
    assert opened.title[0].value.startswith(page.replace("_", " ").capitalize())


@pytest.mark.usefixtures("store")
def test_the_first_visit_opens_the_upload_page():
    opened = AppTest.from_file(APP, default_timeout=60).run()

    assert opened.title[0].value == "Upload"


@pytest.mark.usefixtures("small_shop")
def test_alerts_name_what_is_out_of_stock_first(app: Opener):
    alerts = table(app("alerts"), "advice")

    assert alerts["sku"].tolist()[0] == "TEA"
    assert alerts["alert"].tolist()[0] == "Out of stock"
    assert alerts.loc[alerts["sku"] == "OLD", "alert"].tolist() == ["Dead stock"]


@pytest.mark.usefixtures("small_shop")
def test_alerts_can_be_filtered_by_kind(app: Opener):
    opened = app("alerts")

    labelled(opened.multiselect, "Show").select("dead_stock").run()

    assert table(opened, "advice")["sku"].tolist() == ["OLD"]


def test_no_amount_is_shown_at_stake_where_costs_and_prices_are_unknown(app: Opener, keep: Keeper):
    days = [TODAY - timedelta(days=back) for back in range(1, 41)]
    keep("sales.csv", "Date,SKU,Units\n" + "\n".join(f"{day},TEA,2" for day in days))
    keep("stock.csv", f"Date,SKU,On hand\n{days[0]},TEA,0\n")

    out, *_shop = app("alerts").metric

    assert out.label.endswith(" Out of stock")
    assert (out.value, out.delta) == ("1", "")


@pytest.mark.usefixtures("small_shop")
def test_a_higher_service_level_orders_no_less_and_is_kept(app: Opener, store: Store):
    store.save_settings(service_rule="level")
    opened = app("optimization")
    before = table(opened, "reorder_point").set_index("sku")

    labelled(opened.slider, "Service level").set_value(99.5).run()

    after = table(opened, "reorder_point").set_index("sku")
    assert after.loc["TEA", "reorder_point"] > before.loc["TEA", "reorder_point"]
    assert store.settings().service_level == 0.995


@pytest.mark.usefixtures("small_shop")
def test_orders_come_in_whole_packs(app: Opener):
    plan = table(app("optimization"), "order_units").set_index("sku")

    assert plan.loc["MUG", "order_units"] > 0
    assert plan.loc["MUG", "order_units"] % 6 == 0


@pytest.mark.usefixtures("small_shop", "drawer_open")
def test_one_product_shows_costs_and_stock(app: Opener):
    opened = app("product")

    assert not opened.exception
    assert len(opened.get("plotly_chart")) == 4  # with the forecast and the history of its stock


@pytest.mark.usefixtures("small_shop", "drawer_open")
def test_an_override_of_one_product_is_kept(app: Opener, store: Store):
    opened = app("product")
    opened.selectbox(key="product").set_value("PEN").run()

    opened.number_input(key="service_level PEN").set_value(0.8)
    next(each for each in opened.button if each.label.startswith("Keep")).click().run()

    products = store.products().set_index("sku")
    assert products.loc["PEN", "service_level"] == 0.8
    assert products["service_level"].notna().sum() == 1


@pytest.mark.usefixtures("small_shop", "drawer_open")
def test_the_service_rule_is_kept_and_costs_can_decide(app: Opener, store: Store):
    opened = app("optimization")

    opened.segmented_control(key="service rule").set_value("Chance to last").run()

    assert store.settings().service_rule == "level"
    assert "leaning" not in [each.key for each in opened.segmented_control]

    opened.segmented_control(key="service rule").set_value("Costs decide").run()
    opened.segmented_control(key="leaning").set_value("Rather too much").run()

    assert not opened.exception
    assert store.settings().service_rule == "costs"
    assert store.settings().leaning == "rather too much"
    assert "lasts as surely as pays" in " ".join(each.value for each in opened.caption)


@pytest.mark.usefixtures("small_shop")
@pytest.mark.parametrize(
    ("answer", "rule"), [("Let costs decide", "costs"), ("Go back to a service level", "level")]
)
def test_a_shop_from_before_is_told_once_what_decides_now(
    app: Opener, store: Store, answer: str, rule: str
):
    store.save_settings(new_rule=True)
    opened = app("optimization")

    next(each for each in opened.button if each.label == answer).click().run()

    assert not opened.exception
    assert store.settings().service_rule == rule
    assert answer not in [each.label for each in opened.button]


@pytest.mark.usefixtures("small_shop", "drawer_open")
def test_each_class_has_a_level_of_its_own(app: Opener, store: Store):
    opened = app("optimization")
    opened.segmented_control(key="service rule").set_value("classes").run()
    editor = f"classes {store.settings().class_levels}"
    opened.session_state[editor] = {
        "edited_rows": {0: {"varying": 99.0}},
        "added_rows": [],
        "deleted_rows": [],
    }
    opened.run()

    assert not opened.exception
    assert store.settings().class_levels[:3] == (0.98, 0.99, 0.92)


@pytest.mark.usefixtures("small_shop")
def test_one_shot_buys_show_the_critical_ratio(app: Opener):
    opened = app("optimization")

    opened.segmented_control(key="section").set_value("One-shot buys").run()

    assert not opened.exception
    assert "Critical ratio" in [metric.label for metric in opened.metric]
    assert len(opened.get("plotly_chart")) == 1


@pytest.mark.usefixtures("small_shop", "drawer_open")
def test_the_forecast_compares_models_and_keeps_the_result(app: Opener, store: Store):
    opened = app("forecast")
    opened.selectbox(key="product").set_value("MUG").run()

    assert not opened.exception
    models = set(table(opened, "model")["model"])
    assert models >= {"Count", "Prophet", "ARIMA", "Seasonal naive"}
    assert store.versions().forecasts > 0


@pytest.mark.usefixtures("small_shop")
def test_forecast_everything_says_when_it_is_done(app: Opener):
    opened = app("forecast")
    assert "known after the first run on 20 products or more" in said(opened)

    next(each for each in opened.button if each.label == "Forecast everything").click()
    opened.run(timeout=120)

    assert not opened.exception
    assert "All products are forecast" in said(opened)


@pytest.mark.usefixtures("small_shop", "drawer_open")
def test_a_scheduler_that_cannot_be_reached_ends_the_run_with_a_sentence(app: Opener, store: Store):
    pytest.importorskip("distributed", reason="clusters need requirements-cluster.txt")
    opened = app("forecast")
    address = next(each for each in opened.text_input if each.label.startswith("Dask scheduler"))
    address.set_value(" nowhere ").run()
    assert store.settings().scheduler == "nowhere"

    next(each for each in opened.button if each.label == "Forecast everything").click()
    opened.run(timeout=120)

    assert not opened.exception
    assert "No Dask scheduler can be reached at nowhere" in opened.error[0].value
    assert [each.label for each in opened.button].count("Stop it now") == 0
    assert [each.label for each in opened.button].count("Forecast everything") == 1


def test_an_uploaded_sheet_is_understood_checked_and_saved(app: Opener, store: Store):
    opened = app("upload")
    text = "Sold on,Item code,Qty\n2026-01-05,007,3\n2026-01-06,007,oops\n"

    uploader(opened).upload("my list.csv", text.encode(), "text/csv").run()
    assert "1 of 2 rows" in said(opened)
    next(each for each in opened.button if each.label.startswith("Save")).click().run()

    assert store.daily_sales()[["sku", "units"]].to_numpy().tolist() == [["007", 3.0]]


def save_button(opened: AppTest):
    return next(each for each in opened.button if each.label.startswith("Save"))


def test_files_and_answers_outlast_a_look_at_another_page(app: Opener, store: Store):
    opened = app("upload")
    text = "Date,Item,Supplier,Qty,Cost\n2026-01-05,Candle,Maker,24,3.5\n"
    uploader(opened).upload("list.csv", text.encode(), "text/csv").run()
    assert save_button(opened).disabled
    labelled(opened.radio, "Is this what was sold").set_value("purchases sheet").run()
    assert not save_button(opened).disabled

    opened.switch_page(PAGES["alerts"]).run()
    opened.switch_page(PAGES["upload"]).run()

    assert "Still waiting to be saved: list" in said(opened)
    assert "Bought: 24 units" in said(opened)
    save_button(opened).click().run()
    assert receipts(store)["units"].tolist() == [24.0]
    assert "Still waiting" not in said(opened)


def test_a_file_that_is_not_understood_holds_up_no_other(app: Opener, store: Store):
    opened = app("upload")
    good = "Date,SKU,Units\n2026-01-05,A,3\n"
    with_days = b"Date,SKU,Units\n05/01/2026,B,2\n06/01/2026,B,1\n"
    files = uploader(opened).upload("good.csv", good.encode())
    files.upload("damaged.xlsx", b"PK\x03\x04 no workbook").upload("open.csv", with_days).run()
    save_button(opened).click().run()

    assert store.daily_sales()["sku"].tolist() == ["A"]
    assert "open" in said(opened)
    labelled(opened.radio, "Dates like 05/01/2026").set_value("day").run()
    save_button(opened).click().run()
    assert store.daily_sales()["units"].sum() == 6


def test_a_column_that_may_matter_is_pointed_at(app: Opener, store: Store):
    opened = app("upload")
    text = "SKU,Product,Cost,Stock,Counted\nA,Mug,3.5,12,11\n"
    uploader(opened).upload("list.csv", text.encode(), "text/csv").run()
    assert "In stock: 12 units" in said(opened)
    assert labelled(opened.selectbox, "“Counted” (such as “11”) is not used").value == ""
    save_button(opened).click().run()
    assert store.stock()["on_hand"].tolist() == [12.0]


@pytest.mark.usefixtures("store")
def test_ambiguous_dates_are_asked_about(app: Opener, store: Store):
    opened = app("upload")
    text = "Date,SKU,Units\n05/01/2026,A,3\n06/01/2026,A,1\n"
    uploader(opened).upload("sales.csv", text.encode(), "text/csv").run()
    assert next(each for each in opened.button if each.label.startswith("Save")).disabled

    labelled(opened.radio, "Dates like 05/01/2026").set_value("day").run()
    next(each for each in opened.button if each.label.startswith("Save")).click().run()

    assert store.covered_days()[0].isoformat() == "2026-01-05"


@pytest.mark.usefixtures("store")
def test_a_broken_file_gets_a_sentence_and_no_traceback(app: Opener):
    opened = app("upload")

    uploader(opened).upload("sales.xlsx", b"PK\x03\x04broken", "text/csv").run()

    assert not opened.exception
    assert len(opened.error) == 1
    assert opened.error[0].value.endswith(".")


@pytest.mark.usefixtures("store")
def test_each_file_of_an_archive_is_read_and_a_bad_one_does_not_hold_up_the_others(
    app: Opener, store: Store
):
    opened = app("upload")
    sales = "Date,SKU,Units\n2026-01-05,A,3\n2026-01-06,A,1\n"
    inside = {"sales.csv": sales, "copy.csv": sales, "book.xlsx": b"PK\x03\x04broken"}

    uploader(opened).upload("all.zip", archive(inside), "application/zip").run()
    names = [each.value for each in opened.markdown if each.value.startswith("##### ")]
    assert [name.replace("\\", "") for name in names] == [
        "##### all.zip › sales.csv",
        "##### all.zip › book.xlsx",
    ]
    assert [each.value.split(" is ")[0] for each in opened.error] == ["all.zip › book.xlsx"]
    opened.run()
    next(each for each in opened.button if each.label.startswith("Save")).click().run()

    assert store.uploads()["file_name"].tolist() == ["all.zip › sales.csv"]
    assert store.daily_sales()["units"].sum() == 4


@pytest.mark.usefixtures("store")
def test_the_sample_shop_is_one_click_away_and_one_click_gone(app: Opener, store: Store):
    opened = app("upload")

    next(each for each in opened.button if "sample" in each.label).click().run()
    assert len(store.products()) > 50

    opened.switch_page("pages/data/upload/upload.py").run()
    next(each for each in opened.button if "Remove" in each.label).click().run()
    assert store.products().empty


@pytest.mark.usefixtures("small_shop")
def test_an_upload_can_be_undone(app: Opener, store: Store):
    opened = app("upload")

    next(each for each in opened.button if each.label == "Undo").click().run()

    assert "products.csv" not in store.uploads()["file_name"].tolist()
    assert "Taken back: products" in said(opened)


@pytest.mark.usefixtures("small_shop")
def test_the_report_of_an_upload_can_be_taken_home_later(app: Opener, store: Store):
    sheet = b"Date,SKU,Units\n2026-01-05,MUG,2\n2026-01-06,MUG,many\n"
    imported = import_file("late.csv", sheet, today=NOW.date())
    saved = actions.save_import(store, imported, now=NOW)

    opened = app("upload")

    reports = [one for one in opened.get("download_button") if one.proto.label == "Report"]
    assert [one.proto.id.split("-")[-1] for one in reports] == [f"report of upload {saved.upload}"]


def test_a_database_that_is_none_is_explained(
    app: Opener, tmp_path, monkeypatch: pytest.MonkeyPatch
):
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(b"this is no database" * 100)
    monkeypatch.setenv("SOLOSTOCK_DATABASE", str(broken))

    opened = app("alerts")

    assert not opened.exception
    assert "not a SoloStock database" in said(opened)


@pytest.mark.usefixtures("small_shop")
def test_a_budget_buys_the_best_for_its_money_and_never_more(app: Opener):
    opened = app("optimization")
    all_of_it = table(opened, "spend")
    assert opened.number_input(key="budget").value is None

    opened.number_input(key="budget").set_value(100.0).run()

    assert not opened.exception
    bought = table(opened, "spend")
    assert 0 < bought["spend"].sum() <= 100
    assert bought["order_units"].sum() < all_of_it["order_units"].sum()
    assert (bought[bought["sku"] == "MUG"]["order_units"] % 6 == 0).all()  # packs of six
    assert "more would buy" in " ".join(each.value for each in opened.markdown)


@pytest.mark.usefixtures("small_shop")
def test_a_limit_of_money_stays_while_another_page_is_looked_at(app: Opener):
    opened = app("optimization")
    opened.number_input(key="budget").set_value(100.0).run()

    opened.switch_page(PAGES["cash"]).run().switch_page(PAGES["optimization"]).run()

    assert opened.number_input(key="budget").value == 100.0
    assert table(opened, "spend")["spend"].sum() <= 100


@pytest.mark.usefixtures("small_shop")
def test_a_limit_that_is_taken_away_is_none(app: Opener):
    opened = app("optimization")
    whole = table(opened, "spend")["spend"].sum()
    opened.number_input(key="budget").set_value(50.0).run()
    assert table(opened, "spend")["spend"].sum() <= 50

    for nothing in (None, 0.0):
        opened.number_input(key="budget").set_value(nothing).run()
        assert not opened.exception
        assert table(opened, "spend")["spend"].sum() == whole


@pytest.mark.usefixtures("small_shop")
def test_the_figures_are_those_of_the_supplier_that_is_chosen(app: Opener):
    opened = app("optimization")
    labelled(opened.selectbox, "Supplier").set_value("Clay & Co").run()

    spend = table(opened, "spend")["spend"].sum()
    assert spend > 0
    assert metrics(opened)["Spend"].replace(",", "").endswith(f"{spend:.2f}")


@pytest.mark.usefixtures("small_shop")
def test_a_budget_too_small_for_anything_says_what_is_needed(app: Opener):
    opened = app("optimization")
    opened.number_input(key="budget").set_value(0.01).run()

    assert not opened.exception
    assert "The smallest order that pays costs" in opened.info[0].value


@pytest.mark.usefixtures("small_shop", "drawer_open")
def test_the_settings_that_matter_are_told(app: Opener):
    opened = app("optimization")
    toggle = next(each for each in opened.toggle if each.label.startswith("Plan again"))

    toggle.set_value(True).run()

    assert not opened.exception
    told = " ".join(each.value for each in opened.markdown)
    assert "orders change" in told
    assert "Cost per order" in told
