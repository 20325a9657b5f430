"""What a name says, however a shop writes it."""

import pytest

from inventory_core.naming.product_names import compact, read_name

ONE_PRODUCT = [
    ("Cat sticker", "CAT STICKERS"),
    ("Stoneware mug - Blue", "Blue stoneware mug"),
    ("Mug (Color: Blue)", "Mug, blue"),
    ("Becher grün", "Becher, green"),
    ("Oil 0.5 l", "Oil 500ml"),
    ("Tea 1 kg", "tea 1000 g"),
    ('Plate 9"', "Plate 9 inches"),
    ("Shirt (Size: Large)", "Shirt L"),
    ("Shirt X-Large", "Shirt XL"),
    ("杯子 蓝色", "杯子 (颜色分类:蓝色)"),
    ("【新品】猫咪贴纸", "猫咪贴纸"),
    ("Café crème soap", "Cafe creme soap"),
    ("Men's scarf", "Mens scarf"),
    ("Bed pad - Buy 1", "Bed pad"),
]


@pytest.mark.parametrize(("one", "other"), ONE_PRODUCT)
def test_names_of_one_product_have_the_same_words(one: str, other: str) -> None:
    assert set(read_name(one).words) == set(read_name(other).words)
    assert read_name(one).packs == read_name(other).packs == frozenset()


PACKS = [
    ("Soap, pack of 3", 3),
    ("Soap 3-pack", 3),
    ("Soap 3 pack", 3),
    ("Soap (set of four)", 4),
    ("SET/6 SOAP", 6),
    ("Box of 12 soaps", 12),
    ("Soap - buy 2", 2),
    ("Soap - Buy 2 Get 1 FREE", 3),
    ("Soap x2", 2),
    ("2x Soap", 2),
    ("Soap twin pack", 2),
    ("Soap 2er Set", 2),
    ("Soap, 3 Stück", 3),
    ("Soap lot de 3", 3),
    ("Soap set van 2", 2),
    ("Soap 6 pcs", 6),
    ("Soap 3件装", 3),
    ("Soap 两件套", 2),
    ("Soap 五双装", 5),
    ("Soap 3個セット", 3),
]


@pytest.mark.parametrize(("name", "units"), PACKS)
def test_the_words_of_a_pack_are_its_number_and_no_part_of_the_name(name: str, units: int) -> None:
    read = read_name(name)

    assert read.packs == {units}
    assert read.words == ("soap",)


NO_PACKS = [
    "Poster 10 x 15 cm",
    "Poster 30x40",
    "Poster 30 x 40",
    "Candle No. 5",
    "Serum 30 ml",
    "Calendar 2026",
    "Lens 3 in 1",
    "Ring 14 ct gold",
]


@pytest.mark.parametrize("name", NO_PACKS)
def test_sides_measures_and_years_are_no_packs(name: str) -> None:
    assert read_name(name).packs == frozenset()


def test_keywords_for_the_search_engine_are_told_from_the_name() -> None:
    assert read_name("Cat sticker | planner, journal").words == ("cat", "sticker")
    assert read_name("Cat sticker, planner sticker, journal").words == ("cat", "sticker")
    assert read_name("Cat sticker, vinyl").words == ("cat", "sticker", "vinyl")
    assert read_name("Cat sticker | planner (Size:Large)").words == ("cat", "sticker", "l")


def test_sizes_colours_and_numbers_are_traits_wherever_they_stand() -> None:
    assert read_name("Shirt | red, 2026 (Size: S)").traits == {"red", "2026", "s"}
    assert read_name("Cotton shirt").traits == frozenset()


@pytest.mark.parametrize("code", ["MUG-01", "mug01", "Mug 01", "mug_01", " ＭＵＧ‑01"])
def test_codes_are_compared_without_case_width_and_hyphens(code: str) -> None:
    assert compact(code) == "mug01"


def test_a_name_without_words_says_nothing() -> None:
    for name in ("", " ", "|", "()", "---"):
        assert read_name(name).words == ()
