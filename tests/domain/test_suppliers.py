"""What is typed of suppliers: whole, or refused with a sentence; and whose lead time holds."""

import pandas as pd
import pytest

from inventory_core.domain.errors import SettingsError
from inventory_core.domain.frames import PRODUCTS, typed
from inventory_core.domain.suppliers import (
    SUPPLIER_CLOSURES,
    SUPPLIER_CODES,
    SUPPLIER_FACTS,
    facts_of_each,
    typed_supplier_closures,
    typed_supplier_codes,
    typed_supplier_facts,
    with_lead_times,
)


def facts(**told: object) -> pd.DataFrame:
    return typed(pd.DataFrame([{"supplier": "Clay", **told}]), SUPPLIER_FACTS)


def codes(*rows: tuple[str | None, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["supplier", "sku", "code", "name"])
    return typed(frame, SUPPLIER_CODES)


def products(**told: object) -> pd.DataFrame:
    return typed(pd.DataFrame([{"sku": "MUG", "supplier": "Clay", **told}]), PRODUCTS)


def lead_times(frame: pd.DataFrame) -> list[float]:
    names = ["lead_time_shortest_days", "lead_time_days", "lead_time_longest_days"]
    return frame[names].iloc[0].fillna(-1).tolist()


def test_a_supplier_of_whom_nothing_is_told_is_not_kept() -> None:
    every = facts_of_each(["Wax", "Clay", ""], facts(email="sales@clay.example"))
    assert every["supplier"].tolist() == ["Clay", "Wax"]

    kept = typed_supplier_facts(every)

    assert kept["supplier"].tolist() == ["Clay"]
    assert kept["email"].tolist() == ["sales@clay.example"]


def test_a_supplier_that_no_product_has_any_more_is_still_shown() -> None:
    assert facts_of_each([], facts(lead_time_days=9.0))["lead_time_days"].tolist() == [9.0]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"currency": "$"}, "What does one \\$ of Clay cost in your money"),
        ({"currency": "$", "rate": 0.0}, "Type the rate"),
        ({"order_days": "soon"}, "“soon” is no weekday and no day of the month"),
        ({"email": "Clay"}, "“Clay” of Clay is no e-mail address"),
        ({"email": "a@clay.example?cc=b@wax.example"}, "is no e-mail address"),
    ],
)
def test_what_is_not_whole_is_asked(told: dict[str, object], why: str) -> None:
    with pytest.raises(SettingsError, match=why):
        typed_supplier_facts(facts(**told))


def test_a_tick_alone_is_something_that_is_known() -> None:
    told = typed_supplier_facts(facts_of_each(["Wax"], facts(chinese_new_year=True)))

    assert told[["supplier", "chinese_new_year"]].to_numpy().tolist() == [["Clay", True]]


def test_a_closure_needs_a_supplier_and_days_in_their_order() -> None:
    first, last = pd.Timestamp(2027, 8, 1), pd.Timestamp(2027, 8, 21)

    def closure(*row: object) -> pd.DataFrame:
        return pd.DataFrame([row, (None,) * 4], columns=list(SUPPLIER_CLOSURES))

    told = typed_supplier_closures(closure("Clay", first, last, None))
    assert told.to_numpy().tolist() == [["Clay", first, last, ""]]
    for wrong in (
        (None, first, last, "August"),
        ("Clay", first, None, "August"),
        ("Clay", last, first, "August"),
    ):
        with pytest.raises(SettingsError, match="please correct it"):
            typed_supplier_closures(closure(*wrong))


def test_a_code_or_a_name_is_enough() -> None:
    told = typed_supplier_codes(
        codes(("Clay", "MUG", "C-1", None), ("Clay", "CUP", None, "Blue cup"), (None,) * 4)
    )

    assert told.to_numpy().tolist() == [
        ["Clay", "MUG", "C-1", ""],
        ["Clay", "CUP", "", "Blue cup"],
    ]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([("Clay", None, "C-1", None)], "complete it"),
        ([(None, "MUG", "C-1", None)], "complete it"),
        ([("Clay", "MUG", None, None)], "complete it"),
        ([("Clay", "MUG", "C-1", None), ("Clay", "MUG", "C-2", None)], "one row"),
    ],
)
def test_codes_that_say_nothing_or_two_things_are_refused(rows: list, why: str) -> None:
    with pytest.raises(SettingsError, match=why):
        typed_supplier_codes(codes(*rows))


def test_one_product_may_come_of_two_suppliers() -> None:
    told = codes(("Clay", "MUG", "C-1", ""), ("Wax", "MUG", "W-9", ""))

    assert len(typed_supplier_codes(told)) == 2


def test_a_products_own_lead_time_comes_before_its_suppliers() -> None:
    theirs = facts(lead_time_days=30.0, lead_time_shortest_days=25.0, lead_time_longest_days=50.0)

    assert lead_times(with_lead_times(products(), theirs)) == [25, 30, 50]
    own = products(lead_time_days=5.0)
    assert lead_times(with_lead_times(own, theirs)) == [-1, 5, -1]
    longest = products(lead_time_longest_days=90.0)
    assert lead_times(with_lead_times(longest, theirs)) == [25, 30, 90]
    elsewhere = products(supplier="Wax")
    assert lead_times(with_lead_times(elsewhere, theirs)) == [-1, -1, -1]
    assert lead_times(with_lead_times(products(supplier=None), theirs)) == [-1, -1, -1]
