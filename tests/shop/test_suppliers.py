"""Which suppliers take longer than the plan counts on."""

from collections.abc import Callable

import pandas as pd
import pytest

from inventory_core.shop.suppliers import slow_suppliers
from tests.ledger.test_lead_times import order


@pytest.mark.parametrize(
    ("facts", "took", "slow"),
    [
        ({"lead_time_days": 10}, (15, 17, 30), {"Clay": 7}),
        ({"lead_time_days": 10}, (11, 11, 11), {}),
        ({"lead_time_days": 60}, (65, 65, 65), {}),  # a tenth of that is usual
        ({}, (20, 20, 20), {"Clay": 6}),  # two weeks are counted on where nobody said
        ({"lead_time_days": 10}, (17, 17), {}),  # two orders tell nothing
    ],
)
def test_a_supplier_is_slow_by_what_its_orders_took(
    products_of: Callable[..., pd.DataFrame],
    facts: dict[str, object],
    took: tuple[int, ...],
    slow: dict[str, float],
) -> None:
    products = products_of(MUG={"supplier": "Clay", **facts}, TEA={"supplier": "Leaf"})
    orders = [order((days, "MUG", 5.0)) for days in took]

    assert slow_suppliers(orders, products, usual_days=14) == slow
