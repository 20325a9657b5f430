"""Hold the rules for the words of every language."""

import unicodedata
from importlib import import_module
from pathlib import Path

import pytest

from inventory_core.imports import words
from inventory_core.imports.texts import normalise
from inventory_core.imports.words import heading_words, languages, words_for, words_of

FILES = sorted(
    path.stem
    for path in Path(words.__file__).parent.glob("*.py")
    if path.stem not in ("__init__", "language")
)
FIELDS = words_of(
    """
    day | sold_day | created_day | received_day | count_day | other_day | order_id | document |
    sku | name | description | variant | quantity | units | received | on_hand | on_order |
    committed | returned_units | other_units | booked | unit_price | line_total | cost | price |
    category | channel | status | kind | currency | supplier | place | batch | lead_time_days |
    lead_time_shortest_days | lead_time_longest_days | moq_units | pack_size_units |
    shelf_life_days | reorder_point | target_stock | service_level | holding_rate | order_cost |
    review_period_days | lead_time_allowance_days | salvage_value | goodwill_cost | like_sku |
    like_factor | one_shot | discontinued | no_order_until |
    promised_day | counted_by | moved_from | other_numbers | paid | sent | cancelled | came_back
    """
)
STATUSES = ("sold", "cancelled", "unpaid", "returned", "ask")
ROWS = ("sale", "refund", "no_sale")
ANSWERS = ("yes", "no")
TEXTS = (*STATUSES, *ROWS, *ANSWERS, "nothing", "own_text", "sums", "personal", "services")

in_each_language = pytest.mark.parametrize("language", FILES)


def language_of(file):
    return import_module(f"inventory_core.imports.words.{file}").LANGUAGE


def written(text):
    """The words of a text as they stand in the file."""
    return [word.strip() for part in text.split(";") for word in part.split("|") if word.strip()]


def twice(lists):
    """Words that stand in more than one list, or twice in one."""
    told = [word for words in lists for word in words]
    return {word for word in told if told.count(word) > 1}


def test_every_file_is_a_language() -> None:
    assert {
        *("english", "chinese", "spanish", "portuguese", "french", "german", "italian"),
        *("russian", "vietnamese", "thai", "indonesian", "korean", "japanese"),
        "traditional_chinese",
    } <= set(FILES)
    assert len(languages()) == len(FILES)


@in_each_language
def test_fields_of_headings_are_known(language) -> None:
    told = language_of(language).headings
    assert {normalise(field) for field in told} <= set(FIELDS)


@in_each_language
def test_a_heading_surely_means_one_field(language) -> None:
    sure = [words_of(text.partition(";")[0]) for text in language_of(language).headings.values()]
    assert twice(sure) == set()


@in_each_language
def test_an_unsure_heading_stands_once_in_a_field(language) -> None:
    for field, text in language_of(language).headings.items():
        assert twice([written(text)]) == set(), field


@in_each_language
def test_a_word_of_shipping_says_one_thing_and_never_that_nothing_was_sold(language) -> None:
    told = language_of(language)
    waits, gone = words_of(told.unshipped), words_of(told.shipped)
    assert waits, gone
    assert twice([waits, gone]) == set()
    others = {word for name in ("cancelled", "unpaid", "returned") for word in words_for(name)}
    assert others.isdisjoint({*waits, *gone})
    assert {*gone} <= {*words_for("sold")}


@in_each_language
@pytest.mark.parametrize("meanings", [STATUSES, ROWS, ANSWERS])
def test_a_word_has_one_meaning_in_a_column(language, meanings) -> None:
    assert twice(words_of(getattr(language_of(language), name)) for name in meanings) == set()


@pytest.mark.parametrize("meanings", [STATUSES, ROWS, ANSWERS])
def test_no_language_contradicts_another(meanings) -> None:
    assert twice(words_for(name) for name in meanings) == set()


@in_each_language
def test_words_are_written_as_they_are_compared(language) -> None:
    told = language_of(language)
    texts = [*told.headings.values(), *(getattr(told, name) for name in TEXTS)]
    odd = [
        word
        for text in texts
        for word in written(text)
        if normalise(word) != unicodedata.normalize("NFKC", word).casefold()
    ]
    assert odd == []


def test_accents_and_the_twin_of_yo_may_be_left_out() -> None:
    assert words_of("số lượng | отменён | größe") == (
        *("số lượng", "so luong", "отменён", "отменен"),
        *("größe".casefold(), "grosse"),
    )


def test_accents_that_make_other_letters_stay() -> None:
    assert words_of("ปรับปรุง | ガラス製 | 결제대기 | майский") == (
        *("ปรับปรุง", "ガラス製", "결제대기", "майский"),
    )


@pytest.mark.parametrize(
    ("field", "word"),
    [
        ("sold_day", "data da venda"),
        ("order_id", "n.o de venda"),
        ("quantity", "จํานวน"),
        ("on_hand", "tồn kho"),
        ("sku", "артикул"),
        ("units", "판매수량"),
        ("cost", "仕入価格"),
        ("supplier", "供應商"),
    ],
)
def test_headings_are_found_in_all_languages(field, word) -> None:
    assert word in heading_words(field)


def test_what_is_a_product_in_another_language_is_no_service() -> None:
    products = {"tasse", "port", "porto", "portes", "media", "cap", "ship"}
    assert products.isdisjoint(words_for("services"))


def test_no_word_for_nothing_has_a_digit():
    """Cells with one are taken for something without looking any further."""
    known = words_for("nothing")
    assert known
    assert not [word for word in known if any(sign.isdigit() for sign in word)]
