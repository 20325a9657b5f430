"""Which codes are suggested to be one product, and above all which are not."""

from pathlib import Path

import pandas as pd
import pytest

from inventory_core.domain.frames import NAMES, check, typed
from inventory_core.naming.same_products import MOST_PER_CODE, PAIRS, suggestions


def names_of(*codes: tuple[str, ...]) -> pd.DataFrame:
    """NAMES from code, name, channel and, where given, the product it stands for.

    Each sold one unit less than the one before.
    """
    rows = [(*code, "")[:4] for code in codes]
    frame = pd.DataFrame(rows, columns=["sku", "name", "channel", "product"])
    return typed(frame.assign(units=range(len(frame), 0, -1)), NAMES)


def pairs_of(names: pd.DataFrame, *kept_apart: tuple[str, str]) -> list[tuple[str, str]]:
    found = check(suggestions(names, kept_apart=set(kept_apart)), PAIRS)
    return list(zip(found["sku"], found["other"], strict=True))


SAME = [
    ("Cat sticker", "Cat sticker | planner, journal"),
    ("Cat sticker", "Cat Stickers, Planner Stickers, Bullet Journal, Pen Pal"),
    ("Lavender candle 200 g", "Candle lavender 200g"),
    ("Stoneware mug - Blue", "stoneware mug (Colour: blue)"),
    ("Handmade tea pot", "Handmade teapot"),
    ("Turquoise necklace bead", "Turquoise neclace bead"),
    ("Moth pin, pack of 3", "Moth pin 3-pack"),
    ("T-Shirt Large", "T-shirt L"),
    ("Shampoo 0.5 l", "Shampoo 500 ml"),
    ("猫咪贴纸", "【新品】猫咪贴纸｜手账，日记"),
    (
        "Positioning bed pad",
        "Positioning Bed Pad Patient Transfer Sheet Handles Washable Draw Sheets Mattress",
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_product_is_found_under_two_names(one: str, other: str) -> None:
    names = names_of(("A", one, "Etsy"), ("17", other, "Shopify"))

    assert pairs_of(names) == [("A", "17")]


DIFFERENT = [
    ("T-Shirt S", "T-Shirt L"),
    ("Shirt (Size: Small)", "Shirt (Size: Large)"),
    ("Shirt Large", "Shirt X-Large"),
    ("Serum 30 ml", "Serum 50 ml"),
    ("Mug blue", "Mug red"),
    ("Becher blau", "Mug red"),
    ("Mug", "Mug blue"),
    ("Moth pin", "Moth pin, pack of 3"),
    ("Moth pin, pack of 2", "Moth pin, pack of 3"),
    ("Calendar 2025", "Calendar 2026"),
    ("Candle | rose", "Candle | vanilla"),
    ("Soy candle, rose", "Soy candle, vanilla"),
    ("Cat mug | blue, gift", "Cat mug | red, gift"),
    ("Earrings", "Earrings, gold hoops, gift for her"),
    ("Garden planter", "Garden planner"),
    ("Scented candle large", "Unscented candle large"),
    ("Cat mug", "Cat mug coaster"),
    ("Women's scarf", "Men's scarf"),
    ("杯子 蓝色", "杯子 红色"),
    ("", ""),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_products_are_not_taken_for_one(one: str, other: str) -> None:
    names = names_of(("A", one, "Etsy"), ("17", other, "Shopify"))

    assert pairs_of(names) == []


def test_codes_that_differ_in_case_and_hyphens_are_the_surest() -> None:
    found = suggestions(
        names_of(
            ("SCARF", "Wool scarf", "Etsy"),
            ("mug01", "Tasse", "Etsy"),
            ("MUG-01", "Mug", "Shopify"),
            ("S7", "Wool scarf", "Shopify"),
        ),
        kept_apart=set(),
    )

    assert found[["sku", "other", "score"]].to_numpy().tolist() == [
        ["mug01", "MUG-01", 100.0],
        ["SCARF", "S7", 99.0],
    ]


def test_equal_codes_of_contradicting_products_are_not_suggested() -> None:
    across = names_of(("TS-11", "Shirt S", "Etsy"), ("TS-1-1", "Shirt L", "Shopify"))
    on_one_channel = names_of(("TS-11", "Shirt", "Etsy"), ("TS-1-1", "Wool hat", "Etsy"))

    assert pairs_of(across) == []
    assert pairs_of(on_one_channel) == []


def test_on_one_channel_only_the_same_full_name_counts() -> None:
    names = names_of(
        ("bed pad", "Bed pad", "Shopify"),
        ("bed pad buy 1", "Bed Pad - Buy 1", "Shopify"),
        ("bed pad | washable", "Bed pad | washable", "Shopify"),
    )

    assert pairs_of(names) == [("bed pad", "bed pad buy 1")]


def test_a_channel_is_searched_for_copies_whatever_sells_elsewhere() -> None:
    names = names_of(
        ("S", "Wool hat", "Shopify"), ("826037724", "Wool hat", "Etsy"), ("WH", "Wool hat", "Etsy")
    )

    assert pairs_of(names) == [("826037724", "WH")]


def test_codes_that_tell_variants_of_one_name_apart_are_left_alone() -> None:
    on_one_channel = names_of(("HAT-1", "Wool hat", "Etsy"), ("HAT-2", "Wool hat", "Etsy"))
    across = names_of(("HAT-S", "Wool hat", "Etsy"), ("W-HAT-L", "Wool hat", "Shopify"))

    assert pairs_of(on_one_channel) == []
    assert pairs_of(across) == []


def test_a_name_that_fits_several_products_of_a_channel_fits_none() -> None:
    names = names_of(
        ("A", "Soy candle", "Shopify"),
        ("1", "Soy candle | rose scent gift", "Etsy"),
        ("2", "Soy candle | vanilla scent gift", "Etsy"),
    )

    assert pairs_of(names) == []


def test_a_better_match_keeps_a_worse_one_away() -> None:
    names = names_of(
        ("A", "Soy candle rose", "Shopify"),
        ("1", "Soy candle rose", "Etsy"),
        ("2", "Soy candle rose | gift, wedding, spa", "Etsy"),
    )

    assert pairs_of(names) == [("A", "1")]


def test_pairs_kept_apart_and_aliases_are_left_out() -> None:
    names = [("A", "Cat sticker", "Etsy"), ("1", "Cat sticker", "Shopify")]

    assert pairs_of(names_of(*names), ("1", "A")) == []
    assert pairs_of(names_of(names[0], (*names[1], "A"))) == []


def test_what_was_kept_apart_stays_so_under_another_name() -> None:
    names = names_of(
        ("A", "Cat sticker", "Etsy"),
        ("1", "Cat sticker", "Shopify", "X"),
        ("X", "Cat sticker", "Amazon"),
    )

    assert pairs_of(names) == [("A", "X")]
    assert pairs_of(names, ("A", "1")) == []


def test_a_product_counts_as_sold_wherever_its_other_names_are() -> None:
    names = names_of(
        ("A", "Cat sticker", "Shopify"),
        ("B", "Kitty", "Etsy", "A"),
        ("C", "Cat sticker | planner, journal, gift", "Etsy"),
    )

    assert pairs_of(names) == []


def test_who_sold_more_comes_first() -> None:
    found = suggestions(
        names_of(("few", "Cat sticker", "Etsy"), ("many", "Cat sticker", "Shopify")).assign(
            units=[2.0, 70.0]
        ),
        kept_apart=set(),
    )

    assert found.iloc[0].to_dict() == {
        "sku": "many",
        "name": "Cat sticker",
        "channel": "Shopify",
        "units": 70.0,
        "other": "few",
        "other_name": "Cat sticker",
        "other_channel": "Etsy",
        "other_units": 2.0,
        "score": 99.0,
    }


def test_a_code_stands_in_a_few_pairs_only() -> None:
    channels = ("Etsy", "Shopify", "Amazon", "eBay", "Faire", "Square")
    names = names_of(*((channel[:2], "Cat sticker", channel) for channel in channels))

    found = pairs_of(names)

    assert max(sum(code in pair for pair in found) for code in names["sku"]) == MOST_PER_CODE


def test_an_empty_shop_has_no_suggestions() -> None:
    assert suggestions(names_of(), kept_apart=set()).empty


@pytest.fixture(scope="module")
def wholesaler(shared_data: Path) -> pd.DataFrame:
    """Code and most frequent name of 2,000 products of a real shop."""
    lines = pd.read_csv(
        shared_data / "online_retail" / "online_retail.csv.gz",
        dtype=str,
        usecols=["StockCode", "Description"],
    ).dropna()
    lines["Description"] = lines["Description"].str.strip()
    products = lines.value_counts().reset_index().drop_duplicates("StockCode")
    # Upper and lower case of one code are one product, told twice.
    products = products[~products["StockCode"].str.upper().duplicated()]
    return products.sample(2000, random_state=1).reset_index(drop=True)


def test_of_2000_different_products_on_two_channels_hardly_any_are_taken_for_one(
    wholesaler: pd.DataFrame,
) -> None:
    channels = ["Etsy" if row % 2 else "Shopify" for row in range(len(wholesaler))]
    names = wholesaler.rename(columns={"StockCode": "sku", "Description": "name"})
    names = typed(names.assign(channel=channels, units=1.0, product=""), NAMES)

    found = suggestions(names, kept_apart=set())

    told = found[found["name"].str.casefold() != found["other_name"].str.casefold()]
    # Charlie + Lola's and Charlie+Lola's bottle among them; names that are equal are not counted.
    assert len(told) <= 5


def test_nearly_all_names_are_found_again_with_keywords_behind_them(
    wholesaler: pd.DataFrame,
) -> None:
    own = wholesaler["Description"].head(1000)
    titles = own.str.title() + " | gift for her, home decor, party, vintage style"
    codes = pd.Series([f"{row:04}" for row in range(1000)])
    names = pd.concat(
        [
            pd.DataFrame({"sku": "S" + codes, "name": own, "channel": "Shopify"}),
            pd.DataFrame({"sku": "E" + codes, "name": titles, "channel": "Etsy"}),
        ]
    )

    found = suggestions(typed(names.assign(units=1.0, product=""), NAMES), kept_apart=set())

    right = found["sku"].str[1:] == found["other"].str[1:]
    assert right.sum() > 950
    assert right.mean() > 0.99
