"""One product under several names, and packs: counted in one place, and taken apart again."""

from datetime import datetime

import pandas as pd
import pytest

from inventory_core.domain.errors import StoreError
from inventory_core.domain.frames import COMPONENTS, PRODUCTS, SALES, STOCK, empty, typed
from inventory_core.domain.upload import Upload
from inventory_core.store.store import Store

NOW = datetime(2026, 2, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone


def keep(
    store: Store,
    content: str,
    *,
    sales: tuple[tuple[str, str, float], ...] = (),
    stock: tuple[tuple[str, str, float], ...] = (),
    products: tuple[tuple[str, str, float], ...] = (),
) -> int:
    """Save one file of a channel: sales (code, day, units), stock (code, day, on hand), facts.

    Facts are code, name and cost.
    """
    lines = pd.DataFrame(list(sales), columns=["sku", "day", "units"])
    lines = lines.assign(channel=content, order_id=lines.index.astype(str), line=lines["sku"])
    counts = pd.DataFrame(list(stock), columns=["sku", "day", "on_hand"])
    facts = pd.DataFrame(list(products), columns=["sku", "name", "cost"])
    saved = store.save(
        Upload(
            file_name=f"{content}.csv",
            format="sales",
            channel=content,
            content=content,
            mapping="as recognised",
            effect="as recognised",
            headings="",
            rows_read=len(lines),
            rows_accepted=len(lines),
            rows_ignored=0,
            by_seller=False,
            whole_orders=False,
            sales=_dated(lines, SALES, days=1.0) if sales else empty(SALES),
            stock=_dated(counts, STOCK, place="shop") if stock else empty(STOCK),
            products=typed(facts, PRODUCTS) if products else empty(PRODUCTS),
        ),
        now=NOW,
    )
    return saved.upload


def _dated(frame: pd.DataFrame, schema: dict, **columns: object) -> pd.DataFrame:
    return typed(frame.assign(day=pd.to_datetime(frame["day"]), rows=1.0, **columns), schema)


def packs(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return typed(pd.DataFrame(list(rows), columns=list(COMPONENTS)), COMPONENTS)


def sold(store: Store) -> dict[tuple[str, str], float]:
    """Units by product and day."""
    frame = store.daily_sales()
    keys = zip(frame["sku"], frame["day"].dt.strftime("%m-%d"), strict=True)
    return dict(zip(keys, frame["units"], strict=True))


def on_hand(store: Store) -> dict[str, float]:
    stock = store.stock()
    return dict(zip(stock["sku"], stock["on_hand"], strict=True))


def everything(store: Store) -> tuple[object, ...]:
    """All that a plan is made from, as plain values."""
    frames = (store.names(), store.products(), store.stock(), store.stock_counts())
    return sold(store), *(frame.astype("str").to_numpy().tolist() for frame in frames)


@pytest.fixture
def two_channels(store: Store) -> Store:
    """A mug under two codes, and tea."""
    keep(
        store,
        "Etsy",
        sales=(("mug", "2026-01-05", 2), ("tea", "2026-01-05", 1)),
        products=(("mug", "Mug | gift, coffee", 4.0),),
    )
    keep(
        store,
        "Shopify",
        sales=(("MUG-01", "2026-01-05", 3), ("MUG-01", "2026-01-07", 1)),
        products=(("MUG-01", "Mug", 5.0),),
    )
    keep(store, "counts", stock=(("mug", "2026-01-04", 10), ("MUG-01", "2026-01-04", 20)))
    return store


# Aliases


def test_an_alias_adds_up_sales_stock_and_keeps_the_main_name(two_channels: Store) -> None:
    two_channels.make_alias("mug", product="MUG-01")

    assert sold(two_channels) == {
        ("MUG-01", "01-05"): 5,
        ("MUG-01", "01-07"): 1,
        ("tea", "01-05"): 1,
    }
    # 10 + 20 counted, 2 + 3 + 1 sold since.
    assert on_hand(two_channels) == {"MUG-01": 24}
    products = two_channels.products().set_index("sku")
    assert products.index.tolist() == ["MUG-01", "tea"]
    assert products.loc["MUG-01", ["name", "cost"]].tolist() == ["Mug", 5.0]


def test_an_alias_lends_what_is_not_known_of_the_product_itself(two_channels: Store) -> None:
    two_channels.make_alias("mug", product="tea")

    tea = two_channels.products().set_index("sku").loc["tea"]
    assert tea[["name", "cost"]].tolist() == ["Mug | gift, coffee", 4.0]


def test_taken_apart_all_is_as_it_was(two_channels: Store) -> None:
    before = everything(two_channels)
    two_channels.make_alias("mug", product="MUG-01")
    assert everything(two_channels) != before

    two_channels.take_apart("mug")

    assert everything(two_channels) == before


def test_every_change_of_names_makes_the_app_look_again(two_channels: Store) -> None:
    seen = [two_channels.versions()]
    for change in (
        lambda: two_channels.make_alias("mug", product="MUG-01"),
        lambda: two_channels.take_apart("mug"),
        lambda: two_channels.replace(COMPONENTS, packs(("tea", "mug", 2))),
    ):
        change()
        seen.append(two_channels.versions())

    assert [versions.sales - seen[0].sales for versions in seen] == [0, 1, 2, 3]
    assert [versions.products - seen[0].products for versions in seen] == [0, 1, 2, 3]


def test_an_alias_of_an_alias_stands_for_the_main_product(two_channels: Store) -> None:
    two_channels.make_alias("mug", product="MUG-01")
    two_channels.make_alias("tea", product="mug")

    names = two_channels.names().set_index("sku")
    assert names["product"].to_dict() == {"MUG-01": "", "mug": "MUG-01", "tea": "MUG-01"}
    assert sold(two_channels) == {("MUG-01", "01-05"): 6, ("MUG-01", "01-07"): 1}


def test_a_product_takes_its_aliases_along(two_channels: Store) -> None:
    two_channels.make_alias("mug", product="MUG-01")
    two_channels.make_alias("MUG-01", product="tea")
    assert sold(two_channels) == {("tea", "01-05"): 6, ("tea", "01-07"): 1}

    two_channels.take_apart("MUG-01")

    assert sold(two_channels) == {
        ("MUG-01", "01-05"): 3,
        ("MUG-01", "01-07"): 1,
        ("tea", "01-05"): 3,
    }


def test_a_circle_of_aliases_is_refused_with_a_way_out(two_channels: Store) -> None:
    two_channels.make_alias("mug", product="MUG-01")

    with pytest.raises(StoreError, match="take that apart first"):
        two_channels.make_alias("MUG-01", product="mug")
    with pytest.raises(StoreError, match="take that apart first"):
        two_channels.make_alias("tea", product="tea")


def test_names_tell_where_each_code_was_seen(two_channels: Store) -> None:
    names = two_channels.names().set_index("sku")

    assert names.loc["mug", ["name", "channel", "units"]].tolist() == [
        "Mug | gift, coffee",
        "Etsy",
        2,
    ]
    assert names.loc["MUG-01", ["name", "channel", "units"]].tolist() == ["Mug", "Shopify", 4]


def test_an_undone_upload_leaves_the_alias_for_when_it_comes_again(two_channels: Store) -> None:
    later = keep(two_channels, "Etsy in March", sales=(("mug", "2026-01-09", 4),))
    two_channels.make_alias("mug", product="MUG-01")
    assert sold(two_channels)["MUG-01", "01-09"] == 4

    two_channels.undo(later)
    assert ("MUG-01", "01-09") not in sold(two_channels)
    assert sold(two_channels)["MUG-01", "01-05"] == 5

    keep(two_channels, "Etsy in March", sales=(("mug", "2026-01-09", 4),))
    assert sold(two_channels)["MUG-01", "01-09"] == 4


def test_pairs_kept_apart_are_remembered_once(two_channels: Store) -> None:
    two_channels.keep_apart("mug", "tea")
    two_channels.keep_apart("mug", "tea")

    assert two_channels.kept_apart() == {("mug", "tea")}


# Packs and kits


def test_a_pack_sells_units_of_what_is_in_it(two_channels: Store) -> None:
    two_channels.replace(COMPONENTS, packs(("MUG-01", "mug", 3)))

    # 2 mugs and 3 packs of 3 on the first day, one pack on the last.
    assert sold(two_channels) == {("mug", "01-05"): 11, ("mug", "01-07"): 3, ("tea", "01-05"): 1}
    assert two_channels.products()["sku"].tolist() == ["mug", "tea"]


def test_a_pack_takes_stock_of_what_is_in_it(two_channels: Store) -> None:
    two_channels.replace(COMPONENTS, packs(("MUG-01", "mug", 2)))

    # 10 and 20 packs of 2 counted; 2 single ones and 4 packs of 2 sold since.
    assert on_hand(two_channels)["mug"] == 40


def test_a_pack_that_was_never_counted_takes_stock_of_what_is_in_it(store: Store) -> None:
    keep(store, "counts", stock=(("tea", "2026-01-04", 50),))
    keep(store, "Etsy", sales=(("tea", "2026-01-05", 2), ("TEA3", "2026-01-06", 4)))
    store.replace(COMPONENTS, packs(("TEA3", "tea", 3)))

    assert on_hand(store) == {"tea": 50 - 2 - 4 * 3}


@pytest.fixture
def soap(store: Store) -> Store:
    """Single soap and packs of 3 and 6 of it, which lie on the shelf as such."""
    store.replace(COMPONENTS, packs(("SOAP3", "SOAP", 3), ("SOAP6", "SOAP", 6)))
    keep(store, "monday", stock=(("SOAP", "2026-01-05", 50), ("SOAP3", "2026-01-05", 16)))
    return store


def counts(store: Store) -> dict[tuple[str, str], float]:
    """Units on hand by product and day of the count."""
    frame = store.stock_counts()
    keys = zip(frame["sku"], frame["day"].dt.strftime("%m-%d"), strict=True)
    return dict(zip(keys, frame["on_hand"], strict=True))


def test_packs_that_lie_there_as_such_are_stock_of_what_is_in_them(soap: Store) -> None:
    assert on_hand(soap) == {"SOAP": 98}
    assert counts(soap) == {("SOAP", "01-05"): 98}
    assert soap.products()["sku"].tolist() == ["SOAP"]


def test_what_was_sold_since_is_taken_off_the_code_that_it_was_sold_under(soap: Store) -> None:
    keep(
        soap,
        "Etsy",
        sales=(
            *(("SOAP", "2026-01-05", 9), ("SOAP3", "2026-01-04", 9)),  # counted after these
            *(("SOAP", "2026-01-06", 5), ("SOAP3", "2026-01-07", 2), ("SOAP6", "2026-01-07", 1)),
        ),
    )
    assert on_hand(soap) == {"SOAP": 98 - 5 - 2 * 3 - 6}

    # The packs are counted again: of theirs only what was sold after that is taken off now.
    keep(soap, "friday", stock=(("SOAP3", "2026-01-09", 20),))

    assert on_hand(soap) == {"SOAP": 50 + 20 * 3 - 5 - 6}


def test_a_count_of_one_code_leaves_the_latest_of_the_others(soap: Store) -> None:
    friday = keep(soap, "friday", stock=(("SOAP6", "2026-01-09", 2),))
    saturday = keep(soap, "saturday", stock=(("SOAP", "2026-01-10", 0),))

    assert counts(soap) == {
        ("SOAP", "01-05"): 98,
        ("SOAP", "01-09"): 50 + 48 + 12,
        ("SOAP", "01-10"): 48 + 12,
    }
    assert on_hand(soap) == {"SOAP": 60}

    soap.undo(friday)
    assert on_hand(soap) == {"SOAP": 48}
    soap.undo(saturday)
    assert on_hand(soap) == {"SOAP": 98}


def test_a_counted_pack_under_another_name_is_that_pack(soap: Store) -> None:
    keep(soap, "tuesday", stock=(("3 SOAPS", "2026-01-06", 7),))
    soap.make_alias("3 SOAPS", product="SOAP3")

    assert on_hand(soap) == {"SOAP": 50 + 7 * 3}


def test_singles_sold_where_only_packs_were_counted_are_taken_off_those(store: Store) -> None:
    store.replace(COMPONENTS, packs(("SOAP3", "SOAP", 3)))
    keep(store, "monday", stock=(("SOAP3", "2026-01-05", 16),))
    keep(store, "Etsy", sales=(("SOAP", "2026-01-06", 5),))

    assert on_hand(store) == {"SOAP": 43}


def test_a_counted_kit_is_stock_of_each_product_in_it(store: Store) -> None:
    store.replace(COMPONENTS, packs(("KIT", "CUP", 1), ("KIT", "TEA", 2)))
    keep(store, "monday", stock=(("KIT", "2026-01-05", 4), ("TEA", "2026-01-05", 1)))
    keep(store, "Etsy", sales=(("KIT", "2026-01-06", 1), ("TEA", "2026-01-06", 1)))

    assert on_hand(store) == {"CUP": 3, "TEA": 8 + 1 - 2 - 1}


def test_a_kit_sells_units_of_each_product_in_it(two_channels: Store) -> None:
    two_channels.replace(COMPONENTS, packs(("MUG-01", "mug", 1), ("MUG-01", "tea", 2)))

    assert sold(two_channels) == {
        ("mug", "01-05"): 5,
        ("mug", "01-07"): 1,
        ("tea", "01-05"): 7,
        ("tea", "01-07"): 2,
    }


def test_a_pack_may_consist_of_a_product_that_no_file_knows(two_channels: Store) -> None:
    two_channels.replace(COMPONENTS, packs(("MUG-01", "bare mug", 4)))

    assert sold(two_channels)["bare mug", "01-07"] == 4
    assert two_channels.products()["sku"].tolist() == ["bare mug", "mug", "tea"]


def test_all_codes_of_a_pack_sell_what_is_in_it(two_channels: Store) -> None:
    two_channels.make_alias("mug", product="MUG-01")
    two_channels.replace(COMPONENTS, packs(("MUG-01", "tea", 2)))

    assert sold(two_channels) == {("tea", "01-05"): 11, ("tea", "01-07"): 2}


def test_without_its_components_a_pack_is_a_product_again(two_channels: Store) -> None:
    before = everything(two_channels)
    two_channels.replace(COMPONENTS, packs(("MUG-01", "mug", 3)))

    two_channels.replace(COMPONENTS, empty(COMPONENTS))

    assert everything(two_channels) == before
    assert two_channels.read(COMPONENTS).empty


def test_packs_outlive_the_upload_that_told_of_them(two_channels: Store) -> None:
    two_channels.replace(COMPONENTS, packs(("MUG-01", "mug", 3)))

    two_channels.undo(2)

    assert sold(two_channels) == {("mug", "01-05"): 2, ("tea", "01-05"): 1}
    assert two_channels.read(COMPONENTS).to_numpy().tolist() == [["MUG-01", "mug", 3.0]]


def test_what_is_in_a_pack_may_become_an_alias_and_come_apart_again(two_channels: Store) -> None:
    keep(two_channels, "Faire", sales=(("box", "2026-01-08", 1),))
    two_channels.replace(COMPONENTS, packs(("box", "mug", 6)))
    before = everything(two_channels)

    two_channels.make_alias("mug", product="MUG-01")
    assert sold(two_channels)["MUG-01", "01-08"] == 6
    assert two_channels.products()["sku"].tolist() == ["MUG-01", "tea"]

    two_channels.take_apart("mug")
    assert everything(two_channels) == before


def test_a_pack_that_becomes_an_alias_keeps_what_is_in_it(two_channels: Store) -> None:
    two_channels.replace(COMPONENTS, packs(("mug", "tea", 3)))

    two_channels.make_alias("mug", product="MUG-01")

    # 1 tea, and 2 + 3 packs of 3 on the first day.
    assert sold(two_channels) == {("tea", "01-05"): 16, ("tea", "01-07"): 3}
    assert two_channels.products()["sku"].tolist() == ["tea"]


def test_two_codes_of_one_pack_do_not_count_its_contents_twice(two_channels: Store) -> None:
    two_channels.replace(COMPONENTS, packs(("mug", "tea", 3), ("MUG-01", "tea", 3)))

    two_channels.make_alias("mug", product="MUG-01")

    assert sold(two_channels) == {("tea", "01-05"): 16, ("tea", "01-07"): 3}


def test_two_products_of_a_kit_that_became_one_are_added_up(two_channels: Store) -> None:
    two_channels.replace(COMPONENTS, packs(("tea", "MUG-01", 2), ("tea", "mug", 1)))

    two_channels.make_alias("mug", product="MUG-01")

    # 5 mugs, and one kit of 2 + 1.
    assert sold(two_channels)["MUG-01", "01-05"] == 5 + 3


def test_a_pack_inside_another_through_a_name_is_opened_too(two_channels: Store) -> None:
    keep(two_channels, "Faire", sales=(("box", "2026-01-08", 1), ("cup", "2026-01-08", 1)))
    two_channels.replace(COMPONENTS, packs(("box", "mug", 2), ("MUG-01", "cup", 3)))

    two_channels.make_alias("mug", product="MUG-01")

    # One cup, and a box of 2 packs of 3.
    assert sold(two_channels)["cup", "01-08"] == 1 + 2 * 3
    assert two_channels.products()["sku"].tolist() == ["cup", "tea"]


@pytest.mark.parametrize("main", ["mug", "MUG-01"])
def test_a_pack_and_what_is_in_it_cannot_become_one(two_channels: Store, main: str) -> None:
    two_channels.replace(COMPONENTS, packs(("MUG-01", "mug", 3)))
    before = everything(two_channels)
    other = {"mug": "MUG-01", "MUG-01": "mug"}[main]

    with pytest.raises(StoreError, match=f"“{other}” and “{main}” are a pack and what is in it: "):
        two_channels.make_alias(other, product=main)

    assert everything(two_channels) == before


def test_a_pack_that_would_be_in_itself_through_a_name_is_refused(two_channels: Store) -> None:
    two_channels.make_alias("mug", product="MUG-01")

    with pytest.raises(StoreError, match="“MUG-01” would be in itself, since products were made"):
        two_channels.replace(COMPONENTS, packs(("MUG-01", "mug", 3)))

    assert two_channels.read(COMPONENTS).empty
