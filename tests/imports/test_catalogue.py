"""The reader that all platforms' lists of products and stock share."""

from datetime import date

import pytest

from inventory_core.imports.catalogue import catalogue_fields, read_catalogue
from inventory_core.imports.drop import import_file
from inventory_core.imports.format import DEFAULT_CHANNEL
from inventory_core.imports.formats import FORMATS

TODAY = date(2026, 11, 1)
INVENTORY = (
    "Handle,Title,Option1 Name,Option1 Value,SKU,HS Code,COO,Location,Incoming,Committed,On hand"
)
LOCATIONS = "Handle,Title,Option1 Name,Option1 Value,SKU,HS Code,COO"
FBA = (
    "sku\tproduct-name\tyour-price\tafn-listing-exists\tafn-fulfillable-quantity"
    "\tafn-inbound-working-quantity\tafn-inbound-shipped-quantity\tafn-inbound-receiving-quantity"
)
ETSY = "TITLE,PRICE,CURRENCY_CODE,QUANTITY,MATERIALS,VARIATION 1 VALUES,VARIATION 2 VALUES,SKU"
WOO = (
    "ID,Type,SKU,Name,Stock,Backorders allowed?,Regular price,Categories,Parent,"
    "Attribute 1 value(s)"
)


def read(headings, *rows):
    return import_file("export.csv", "\n".join([headings, *rows]).encode(), today=TODAY)


def counts(imported):
    stock = imported.stock
    return {
        row.sku: (row.on_hand, row.on_order, row.committed, row.rows) for row in stock.itertuples()
    }


def reasons(imported):
    return dict(zip(imported.problems["row"], imported.problems["reason"], strict=True))


def facts(imported, column):
    told = imported.products.set_index("sku")[column].dropna()
    return told.to_dict()


def test_places_of_a_product_are_added_up():
    imported = read(
        INVENTORY,
        "mug,Mug,Title,Default Title,MUG,,,Studio,24,2,12",
        "mug,Mug,Title,Default Title,MUG,,,Market stall,0,1,5",
    )
    assert counts(imported) == {"MUG": (17, 24, 3, 2)}
    assert set(imported.stock["place"]) == {DEFAULT_CHANNEL}
    assert (imported.stock["day"].dt.date == TODAY).all()


def test_on_hand_may_be_negative_but_what_is_promised_may_not():
    imported = read(
        INVENTORY,
        "mug,Mug,Title,Default Title,MUG,,,Studio,0,0,-3",
        "cup,Cup,Title,Default Title,CUP,,,Studio,0,-1,3",
    )
    assert counts(imported) == {"MUG": (-3, 0, 0, 1)}
    assert reasons(imported) == {3: "negative_count"}


def test_a_place_that_does_not_stock_a_product_takes_nothing_from_the_others():
    imported = read(
        INVENTORY,
        "mug,Mug,Title,Default Title,MUG,,,Studio,0,0,12",
        "mug,Mug,Title,Default Title,MUG,,,Stall,not stocked,not stocked,Not stocked",
    )
    assert counts(imported) == {"MUG": (12, 0, 0, 1)}
    assert reasons(imported) == {3: "not_tracked"}


@pytest.mark.parametrize(
    ("count", "reason"),
    [
        ("6917", None),
        ("many", "unreadable_units"),
        ("2.5", "fractional_units"),
        ("69171234", "implausible_units"),
        ("", "not_tracked"),
        ("-", "not_tracked"),
    ],
)
def test_a_count_is_a_whole_number_or_there_is_none(count, reason):
    imported = read(INVENTORY, f"mug,Mug,Title,Default Title,MUG,,,Studio,,,{count}")
    assert reasons(imported) == ({2: reason} if reason else {})


def test_all_columns_of_locations_are_added_up():
    imported = read(
        f"{LOCATIONS},Studio,Stall,Remark,Total,Empty",
        "mug,Mug,Color,Blue,MUG-B,,,9,3,fragile,12,",
        "mug,Mug,Color,Red,MUG-R,,,-2,not stocked,,-2,",
        "mug,Mug,Color,Green,MUG-G,,,4,4 boxes,,4,",
    )
    assert imported.format == "shopify locations"
    assert counts(imported) == {"MUG-B": (12, 0, 0, 1), "MUG-R": (-2, 0, 0, 1)}
    problem = imported.problems.iloc[0]
    assert tuple(problem) == (4, "unreadable_units", "Stall", "4 boxes")


def test_a_sheet_with_nothing_beyond_shopifys_own_headings_has_no_locations():
    imported = read(f"{LOCATIONS},On hand,Location", "mug,Mug,Color,Blue,MUG-B,,,9,Studio")
    assert imported.format == "shopify inventory"


def test_four_common_columns_are_amazons_report_only_where_there_are_no_others():
    alone = read("sku\tasin\tprice\tquantity", "MUG\tB01\t12.50\t7", "CUP\tB02\t8\t")
    assert (alone.format, alone.notes) == ("amazon inventory", (("uncounted", 1),))
    assert counts(alone) == {"MUG": (7, 0, 0, 1)}
    sold = read("date,sku,asin,price,quantity", "2026-10-01,MUG,B01,12.50,2")
    assert (sold.format, sold.sales["units"].tolist()) == ("sales sheet", [2])


def test_products_without_a_code_are_called_as_in_shopifys_orders():
    orders = read(
        "Name,Created at,Lineitem quantity,Lineitem name,Lineitem sku,Financial Status",
        "#1,2026-10-01 10:00:00 +0200,1,Mug - Buy 1 - Blue / Large,,paid",
        "#2,2026-10-01 10:00:00 +0200,1,Tea towel,,paid",
    )
    stock = read(
        INVENTORY.replace("SKU", "Option2 Value,SKU"),
        "mug,Mug - Buy 1,Color,Blue,Large,-,,,Studio,0,0,4",
        "towel,Tea towel,Title,Default Title,,,,,Studio,0,0,5",
    )
    assert list(orders.sales["sku"]) == list(stock.stock["sku"])
    assert facts(stock, "name")["mug buy 1 blue / large"] == "Mug - Buy 1 - Blue / Large"


def test_names_lose_the_codes_that_web_pages_write_for_signs():
    imported = read(ETSY, "Tom&#39;s mug &amp; lid,4.50,USD,7,,,,")
    assert counts(imported) == {"tom's mug & lid": (7, 0, 0, 1)}
    assert facts(imported, "name") == {"tom's mug & lid": "Tom's mug & lid"}
    assert imported.currency == "$"


@pytest.mark.parametrize(
    ("variants", "skus", "quantity", "key"),
    [
        ("", "MUG", "7", "MUG"),
        ("Blue", "", "7", "mug"),
        ('"Blue,Red"', '"MUG,MUG"', "7", "MUG"),
        ('"Blue,Red"', '"MUG-B,MUG-R"', "7", None),
        ('"Blue,Red"', '"MUG-B,"', "7", None),
        ('"Blue,Red"', "", "7", "mug"),
        ('"Blue,Red"', '","', "7", "mug"),
        ('"Blue,Red"', "MUG", '"4,003"', None),
    ],
)
def test_what_etsy_counts_for_all_variants_together_is_not_shared_out(
    variants, skus, quantity, key
):
    imported = read(ETSY, f"Mug,4.50,USD,{quantity},,{variants},,{skus}")
    assert list(imported.stock["sku"]) == ([key] if key else [])
    assert reasons(imported) == ({} if key else {2: "variants_together"})


def test_everything_on_its_way_to_amazon_is_on_order_and_lies_in_a_place_of_its_own():
    imported = read(FBA, "MUG\tMug\t12.50\tYes\t40\t5\t24\t1")
    assert counts(imported) == {"MUG": (40, 30, 0, 1)}
    assert set(imported.stock["place"]) == {"Amazon"}


def test_only_warehouses_of_the_platforms_own_are_places_of_their_own():
    places = {known.name: known.channel for known in FORMATS if known.read is read_catalogue}
    assert {name for name, place in places.items() if place != DEFAULT_CHANNEL} == {
        "amazon fba inventory",
        "amazon fba planning",
        "amazon restock",
        "wildberries stock",
    }
    assert len(places) > 5


def test_what_is_sent_by_the_seller_is_not_counted_as_none_at_amazon():
    imported = read(FBA, "MUG\tMug\t12.50\tNo\t0\t0\t0\t0", "CUP\tCup\t9.00\tNo\t2\t0\t0\t0")
    assert counts(imported) == {"CUP": (2, 0, 0, 1)}
    assert facts(imported, "price") == {"MUG": 12.5, "CUP": 9}
    assert dict(imported.notes) == {"uncounted": 1}


def test_an_uncounted_product_is_kept_for_its_price_and_ignored_without_one():
    imported = read(
        WOO,
        "1,simple,PDF,Pattern,,0,5.00,,,",
        "2,simple,IDEA,Idea,,0,,,,",
        "3,simple,MUG,Mug,4,0,0,,,",
    )
    assert facts(imported, "price") == {"PDF": 5}
    assert counts(imported) == {"MUG": (4, 0, 0, 1)}
    assert reasons(imported) == {3: "not_tracked"}
    assert (imported.rows_accepted, dict(imported.notes)) == (2, {"uncounted": 1})


def test_the_first_told_fact_of_a_product_holds_and_gaps_are_filled_from_its_other_rows():
    imported = read(
        WOO,
        "1,simple,MUG,Mug,4,0,,Kitchen,,",
        "2,simple,MUG,Old mug,3,0,12.50,Other,,",
    )
    assert counts(imported) == {"MUG": (7, 0, 0, 2)}
    assert facts(imported, "name") == {"MUG": "Mug"}
    assert facts(imported, "category") == {"MUG": "Kitchen"}
    assert facts(imported, "price") == {"MUG": 12.5}


def test_variations_that_share_code_and_stock_of_their_product_are_one_product():
    imported = read(
        WOO,
        '9,variable,SCARF,Scarf,9,0,,Warm,,"Red, Blue"',
        "10,variation,,Scarf - Red,parent,0,15,,SCARF,Red",
        "11,variation,,Scarf - Blue,,0,15,,SCARF,Blue",
    )
    assert counts(imported) == {"SCARF": (9, 0, 0, 1)}
    assert reasons(imported) == {}


def test_stock_of_all_variations_together_is_not_guessed_and_left_over_counts_are_no_stock():
    imported = read(
        WOO,
        '9,variable,HAT,Hat,9,0,,Warm,,"Red, Blue"',
        "10,variation,HAT-R,Hat - Red,parent,0,15,,HAT,Red",
        '20,variable,,Sock,7,0,,Warm,,"S, L"',
        "21,variation,SOCK-S,Sock - S,2,0,4,,id:20,S",
        "22,variation,,Sock,3,0,4,,id:20,L",
    )
    assert reasons(imported) == {2: "variants_together", 4: "parent_row"}
    assert counts(imported) == {"SOCK-S": (2, 0, 0, 1), "sock l": (3, 0, 0, 1)}
    assert facts(imported, "category") == dict.fromkeys(("HAT-R", "SOCK-S", "sock l"), "Warm")


def test_a_list_of_products_without_counts_has_no_stock():
    imported = read("Handle,Title,Option1 Value,Variant SKU,Variant Price", "mug,Mug,Blue,MUG,12")
    assert (len(imported.stock), imported.rows_accepted, imported.notes) == (0, 1, ())
    assert facts(imported, "price") == {"MUG": 12}


def test_no_accepted_row_means_no_stock_and_no_products():
    imported = read(INVENTORY, "mug,Mug,Title,Default Title,MUG,,,Studio,0,0,many")
    assert (len(imported.stock), len(imported.products)) == (0, 0)


def test_numbered_headings_feed_the_same_count():
    fields = catalogue_fields(on_hand="Here | In stock", on_hand_2="There", option_3="Third")
    assert [(field.name, field.heading, field.synonyms) for field in fields] == [
        ("on_hand", "Here", ("In stock",)),
        ("on_hand_2", "There", ()),
        ("option_3", "Third", ()),
    ]
    assert not any(field.column.required for field in fields)
