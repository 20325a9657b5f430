"""What a stocktake finds: how it differs from the ledger, and what accounts for that."""

import pandas as pd
import pytest

from inventory_core.domain.errors import StockError
from inventory_core.domain.frames import PRODUCTS, typed
from inventory_core.domain.moves import MoveKind
from inventory_core.domain.stocktake import STOCKTAKE
from inventory_core.ledger.stock_words import worth_sentence
from inventory_core.ledger.stocktake import explained, stocktake_lines, worth_by_reason


def lines(*counted: tuple[str, float, str]) -> pd.DataFrame:
    """Ten of each lie there by the ledger, but of hats nobody knows; each cost 2."""
    told = pd.DataFrame(list(counted), columns=["sku", "units", "reason"])
    stock = pd.DataFrame({"sku": ["MUG", "TEA", "PEN"], "units": 10.0})
    products = typed(pd.DataFrame({"sku": ["HAT", "MUG", "PEN", "TEA"], "cost": 2.0}), PRODUCTS)
    return stocktake_lines(typed(told, STOCKTAKE), stock, products)


def test_each_reason_accounts_for_the_units_by_which_its_products_differ() -> None:
    told = lines(("MUG", 7, "damage"), ("TEA", 12, "found"), ("PEN", 9, ""), ("HAT", 3, "found"))

    assert explained(told) == {MoveKind.DAMAGE: {"MUG": 3}, MoveKind.FOUND: {"TEA": 2}}
    worth = worth_by_reason(told)
    assert dict(zip(worth["reason"], worth["value"], strict=True)) == {
        "": -2,
        "damage": -6,
        "found": 4,
    }
    assert worth_sentence("damage", -6.0, "€").startswith("Damaged: ")
    assert worth_sentence("", -2.0, "€").startswith("Without a reason: ")


@pytest.mark.parametrize(
    ("units", "reason", "why"), [(12, "damage", "There are more"), (7, "found", "There are fewer")]
)
def test_a_reason_that_does_not_go_with_its_difference_is_refused(
    units: float, reason: str, why: str
) -> None:
    with pytest.raises(StockError, match=f"{why} of MUG"):
        explained(lines(("MUG", units, reason)))


def test_a_reason_beside_no_difference_accounts_for_nothing() -> None:
    assert explained(lines(("MUG", 10, "damage"))) == {}
