"""What a seller sees and does on the page of names and packs, through the real app."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.domain.frames import COMPONENTS
from inventory_core.store.store import Store
from tests.pages.looks import said, type_into

Opener = Callable[[str], AppTest]
PAGE = "names"


@pytest.fixture
def two_channels(keep: Callable[[str, str], None]) -> None:
    """A mug and a pin that both channels sell under names of their own, and packs of pins."""
    keep(
        "shopify.csv",
        "Date,Channel,SKU,Product name,Units\n"
        "2026-11-02,Shopify,MUG-01,Stoneware mug,9\n"
        "2026-11-02,Shopify,PIN,Moth pin,5\n"
        "2026-11-03,Shopify,HAT,*Wool* hat,1\n",
    )
    keep(
        "etsy.csv",
        "Date,Channel,SKU,Product name,Units\n"
        '2026-11-02,Etsy,,"Stoneware Mug | handmade pottery, coffee lover, gift, kitchen",4\n'
        "2026-11-02,Etsy,,Moth pin 3-pack,2\n",
    )


MUG = "stoneware mug | handmade pottery, coffee lover, gift, kitchen"
PACK = "moth pin 3 pack"


def press(app: AppTest, label: str) -> AppTest:
    """Click the first button of this label."""
    button = next(each for each in app.button if each.label == label and not each.disabled)
    return button.click().run()


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def test_without_data_the_page_shows_a_way_on(app: Opener, store: Store):
    opened = app(PAGE)

    assert not opened.exception
    assert "Upload a sales file" in said(opened)
    assert not opened.subheader


@pytest.mark.usefixtures("small_shop")
def test_with_one_channel_the_page_says_what_is_missing(app: Opener):
    opened = app(PAGE)

    assert not opened.exception
    assert opened.title[0].value == "Names and packs"
    assert "All sales come from one channel so far. Upload the export of another" in said(opened)
    assert "No pack yet" in said(opened)
    assert "Same product" in labels(opened)  # by hand


@pytest.mark.usefixtures("two_channels")
def test_products_that_are_probably_the_same_stand_side_by_side(app: Opener):
    opened = app(PAGE)

    text = said(opened)
    assert not opened.exception
    assert "**Stoneware mug**" in text
    assert r"MUG\-01 · Shopify · 9 sold" in text
    assert r"Stoneware Mug \| handmade pottery, coffee lover…" in text
    assert "Etsy · 4 sold" in text


@pytest.mark.usefixtures("two_channels")
def test_one_click_makes_them_one_and_another_takes_them_apart(app: Opener, store: Store):
    opened = press(app(PAGE), "Same product")

    assert not opened.exception
    assert store.names().set_index("sku")["product"][MUG] == "MUG-01"
    assert "counts as **Stoneware mug · MUG" in said(opened)
    assert "No two products look alike any more" in said(opened)
    assert opened.toast[0].value.startswith("“Stoneware Mug")

    opened = press(opened, "Take apart")

    assert not opened.exception
    assert store.names()["product"].tolist() == [""] * 5
    assert "**Stoneware mug**" in said(opened)


@pytest.mark.usefixtures("two_channels")
def test_the_seller_chooses_which_of_both_is_the_main_one(app: Opener, store: Store):
    opened = app(PAGE)

    opened.button(key=f"swap MUG-01 {MUG}").click().run()
    press(opened, "Same product")

    assert store.names().set_index("sku")["product"]["MUG-01"] == MUG


@pytest.mark.usefixtures("two_channels")
def test_what_is_different_is_not_suggested_again(app: Opener, store: Store):
    opened = press(app(PAGE), "Different")

    assert store.kept_apart() == {("MUG-01", MUG)}
    assert "Different" not in labels(opened)
    assert "Different" not in labels(app(PAGE))


@pytest.mark.usefixtures("two_channels")
def test_any_two_products_can_be_made_one_by_hand(app: Opener, store: Store):
    opened = app(PAGE)
    opened.selectbox(key="main product").set_value("HAT")
    opened.selectbox(key="same as main product").set_value("PIN").run()

    opened.button(key="same by hand").click().run()

    assert not opened.exception
    assert store.names().set_index("sku")["product"]["PIN"] == "HAT"


@pytest.mark.usefixtures("two_channels")
def test_names_from_files_are_shown_as_they_stand(app: Opener, store: Store):
    store.make_alias("PIN", product="HAT")

    assert r"counts as **\*Wool\* hat · HAT**" in said(app(PAGE))


@pytest.mark.usefixtures("two_channels")
def test_one_click_makes_a_pack_and_the_forecast_counts_its_units(app: Opener, store: Store):
    opened = app(PAGE)
    assert r"takes **3 × Moth pin · PIN**" in said(opened)

    opened = press(opened, "Add pack")

    assert not opened.exception
    assert store.read(COMPONENTS).to_numpy().tolist() == [[PACK, "PIN", 3.0]]
    sales = store.daily_sales().groupby("sku")["units"].sum()
    assert sales["PIN"] == 5 + 2 * 3
    assert "Add pack" not in labels(opened)


@pytest.mark.usefixtures("two_channels")
def test_a_pack_that_is_none_is_not_suggested_again(app: Opener, store: Store):
    opened = press(app(PAGE), "Not a pack")

    assert not opened.exception
    assert "Add pack" not in labels(opened)
    assert store.read(COMPONENTS).empty


def add(app: AppTest, *, sold_as: str, consists_of: str, units: int) -> AppTest:
    """Fill the line that names a pack, and add it; what it consists of may be new."""
    chosen, product = (
        next(box for box in app.selectbox if box.label == label)
        for label in ("Sold as", "Consists of")
    )
    chosen.set_value(sold_as)
    # AppTest sends options only; a browser sends what was typed just the same.
    product.options.append(consists_of)
    product.set_value(consists_of)
    next(box for box in app.number_input if box.label == "Units").set_value(units)
    return press(app.run(), "Add")


@pytest.mark.usefixtures("two_channels")
def test_a_kit_is_named_line_by_line(app: Opener, store: Store):
    opened = add(app(PAGE), sold_as="HAT", consists_of="PIN", units=2)
    opened = add(opened, sold_as="HAT", consists_of="gift box", units=1)

    assert not opened.exception
    assert not opened.error
    assert store.read(COMPONENTS).to_numpy().tolist() == [
        ["HAT", "PIN", 2.0],
        ["HAT", "gift box", 1.0],
    ]
    assert "gift box" in store.products()["sku"].tolist()


@pytest.mark.usefixtures("two_channels")
def test_a_pack_of_itself_is_refused_in_a_sentence_and_nothing_is_kept(app: Opener, store: Store):
    opened = add(app(PAGE), sold_as="PIN", consists_of="PIN", units=2)

    assert not opened.exception
    assert opened.error[0].value.startswith("“PIN” cannot consist of itself")
    assert store.read(COMPONENTS).empty


@pytest.mark.usefixtures("two_channels")
def test_the_table_of_packs_can_be_corrected_and_emptied(app: Opener, store: Store):
    opened = press(app(PAGE), "Add pack")
    type_into(opened, "components", edited_rows={0: {"units": 4}})
    assert store.read(COMPONENTS)["units"].tolist() == [4.0]

    type_into(opened, "components", edited_rows={0: {"units": 4}}, deleted_rows=[0])

    assert not opened.exception
    assert store.read(COMPONENTS).empty


def test_a_long_list_shows_twenty_at_a_time(app: Opener, keep: Callable[[str, str], None]):
    words = [f"{first}{second}" for first in "abcde" for second in "klmno"]
    rows = [
        f"2026-11-02,{channel},{channel}{number:02},Wooden {word * 2} lamp,2"
        for number, word in enumerate(words)
        for channel in ("Etsy", "Shopify")
    ]
    keep("sales.csv", "Date,Channel,SKU,Product name,Units\n" + "\n".join(rows))

    opened = app(PAGE)

    assert labels(opened).count("Different") == 20
    assert "… and 5 more, once these are decided" in said(opened)
