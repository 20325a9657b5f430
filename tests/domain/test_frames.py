from collections.abc import Mapping

import pandas as pd
import pytest

from inventory_core.domain import frames
from inventory_core.domain.columns import Column
from inventory_core.domain.frames import DAILY_SALES, PRODUCTS, STOCK, check, empty, typed
from inventory_core.monitoring import tables as monitoring_tables
from inventory_core.optimization import tables as optimization_tables
from inventory_core.simulation import tables as simulation_tables

DECLARING = (frames, optimization_tables, simulation_tables, monitoring_tables)
SCHEMAS = {
    name: value
    for module in DECLARING
    for name, value in vars(module).items()
    if isinstance(value, Mapping) and any(isinstance(c, Column) for c in value.values())
}


def sales() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "note": ["x"],
            "largest_units": [2.0],
            "units": [3],
            "day": [pd.Timestamp(2025, 1, 1)],
            "sku": ["A"],
            "unit_price": [4.5],
        }
    )


def test_check_hands_on_the_declared_columns_in_their_order() -> None:
    columns = ["sku", "day", "units", "unit_price", "largest_units"]

    assert list(check(sales(), DAILY_SALES).columns) == columns


@pytest.mark.parametrize(
    ("column", "value", "complaint"),
    [
        ("units", "3", "column 'units' should hold number, is str"),
        ("units", True, "column 'units' should hold number, is bool"),
        ("day", "2025-01-01", "column 'day' should hold day, is str"),
        ("sku", 7, "column 'sku' should hold text, is int64"),
    ],
)
def test_check_refuses_a_column_of_another_kind(column: str, value: object, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        check(sales().assign(**{column: [value]}), DAILY_SALES)


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_empty_frame_fits_its_schema(name: str) -> None:
    schema = SCHEMAS[name]

    assert len(check(empty(schema), schema)) == 0


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_column_has_a_kind_and_a_name_in_full_words(name: str) -> None:
    assert all(isinstance(column, Column) for column in SCHEMAS[name].values())
    assert all(column.islower() for column in SCHEMAS[name])


def test_typed_casts_what_is_there_and_leaves_the_rest_empty() -> None:
    products = typed(
        pd.DataFrame({"sku": ["007"], "cost": [4], "one_shot": [None]}, index=[5]), PRODUCTS
    )

    check(products, PRODUCTS)
    assert products.index.tolist() == [5]
    assert products["sku"].tolist() == ["007"]
    assert products["cost"].tolist() == [4.0]
    assert products.drop(columns=["sku", "cost"]).isna().all(axis=None)


def test_typed_leaves_its_argument_alone() -> None:
    before = pd.DataFrame({"sku": ["A"], "on_hand": [3]})
    typed(before, STOCK)

    assert list(before.columns) == ["sku", "on_hand"]
    assert before["on_hand"].dtype == "int64"
