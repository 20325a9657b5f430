"""Which variants are products of their own, and which texts are wishes for one piece."""

from dataclasses import replace

import pandas as pd
import pytest

from inventory_core.imports.drop import import_file
from inventory_core.imports.format import APART, TOGETHER
from inventory_core.imports.importing import Imported, interpret
from inventory_core.imports.questions import Question, Topic
from inventory_core.imports.variants import lasting_variants, variants_of_shared_codes
from tests.clock import TODAY
from tests.imports.example_files import sheet_of

SHOES = (
    "Date,Order,SKU,Variant,Units\n"
    "2026-01-04,1,L5,38,2\n2026-01-04,2,L5,39,1\n2026-01-05,3,M1,blue,4\n2026-01-06,4,L5,38,1\n"
)


def sold(text: str) -> dict[str, float]:
    imported = import_file("x.csv", text.encode(), today=TODAY)
    return imported.sales.groupby("sku")["units"].sum().to_dict()


def answer(known: list[str], value: str = "") -> Imported | tuple[Question, ...]:
    sheet = sheet_of(SHOES)
    sheet = replace(sheet, mapping=replace(sheet.mapping, variants=value))
    return interpret(sheet, today=TODAY, known=known)


def test_sizes_that_share_a_code_are_products_each() -> None:
    assert sold(SHOES) == {"L5 38": 3, "L5 39": 1, "M1": 4}


def by_name(*names: str) -> str:
    """A sheet of sales of one code under these names, one on each day."""
    lines = [f"2026-01-0{n},{n},L5,{name},1\n" for n, name in enumerate(names, start=1)]
    return "Date,Order,SKU,Product,Units\n" + "".join(lines)


def test_variants_behind_names_make_products_where_they_come_again() -> None:
    assert sold(by_name("Boot - 38", "Boot - 39", "Boot - 38")) == {"L5 38": 2, "L5 39": 1}


def test_a_product_that_was_renamed_stays_one() -> None:
    names = ("Boot - old leather", "Boot - old leather", "Boot - new leather")
    assert sold(by_name(*names)) == {"L5": 3}


def test_a_list_tells_variants_that_stand_once() -> None:
    codes, blank = pd.Series(["L5", "L5"]), pd.Series(["", ""])
    names = pd.Series(["Boot - 38", "Boot - 39"])
    assert variants_of_shared_codes(codes, blank, names).tolist() == ["", ""]
    listed = variants_of_shared_codes(codes, blank, names, listed=True)
    assert listed.tolist() == ["38", "39"]


def test_names_that_do_not_begin_alike_are_no_variants() -> None:
    codes, blank = pd.Series(["L5"] * 3), pd.Series([""] * 3)
    names = pd.Series(["Boot - 38", "Shoe - 38", "Boot - 38"])
    assert variants_of_shared_codes(codes, blank, names).tolist() == ["", "", ""]


@pytest.mark.parametrize(
    ("texts", "lasting"),
    [
        (["Size:S,Engraving:For Ann", "Size:L"], ["Size:S", "Size:L"]),
        (["颜色:蓝;刻字:给小红", "颜色:白"], ["颜色:蓝", "颜色:白"]),
        (["Colour: blue, green", "Colour: red"], ["Colour: blue, green", "Colour: red"]),
        (
            [f"Size:S,Line 1:a very long wish number {n}" for n in range(6)],
            ["Size:S"] * 6,
        ),
        ([f"Size:{n}" for n in range(6)], [f"Size:{n}" for n in range(6)]),
    ],
)
def test_wishes_for_one_piece_make_no_product(texts: list[str], lasting: list[str]) -> None:
    assert lasting_variants(pd.Series(texts)).tolist() == lasting


def test_a_code_that_the_shop_has_as_one_product_is_asked_about() -> None:
    questions = answer(["L5", "M1"])
    assert isinstance(questions, tuple)
    (question,) = questions
    assert question.topic is Topic.VARIANTS
    assert "L5" in question.sentence
    assert "38, 39" in question.sentence
    assert [value for value, _label in question.options] == [APART, TOGETHER]


@pytest.mark.parametrize(
    ("value", "products"),
    [(APART, {"L5 38": 3, "L5 39": 1, "M1": 4}), (TOGETHER, {"L5": 4, "M1": 4})],
)
def test_the_answer_about_variants_is_followed(value: str, products: dict[str, float]) -> None:
    imported = answer(["L5", "M1"], value)
    assert isinstance(imported, Imported)
    assert imported.sales.groupby("sku")["units"].sum().to_dict() == products


@pytest.mark.parametrize("known", [[], ["M1"], ["L5 38", "L5 39", "M1"], ["L5", "L5 38", "L5 39"]])
def test_variants_that_the_shop_has_or_never_had_are_not_asked_about(known: list[str]) -> None:
    imported = answer(known)
    assert isinstance(imported, Imported)
    assert sorted(imported.sales["sku"].unique()) == ["L5 38", "L5 39", "M1"]
    assert dict(imported.notes) == {"shared_code": 3}
