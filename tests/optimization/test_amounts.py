import numpy as np
import pytest

from inventory_core.domain.errors import SettingsError
from inventory_core.optimization.amounts import above_zero, amount, amounts


@pytest.mark.parametrize("value", [-1.0, -1e-9, np.nan, np.inf, -np.inf])
def test_what_is_no_amount_is_refused_in_a_sentence(value: float) -> None:
    with pytest.raises(SettingsError, match=r"^The order cost must be 0 or more, not .*value\.$"):
        amount("order cost", value)
    with pytest.raises(SettingsError, match=r"^The order cost must be 0 or more, not .*value\.$"):
        amounts("order cost", [1, value, 2])


def test_nothing_is_an_amount_but_not_always_enough() -> None:
    assert amount("order cost", 0) == 0
    with pytest.raises(SettingsError, match=r"^The holding cost must be more than 0: .*value\.$"):
        above_zero("holding cost", 0)


def test_one_amount_holds_for_all_periods() -> None:
    assert amounts("cost", 3, 4).tolist() == [3, 3, 3, 3]
    assert amounts("cost", [1, 2], 2).tolist() == [1, 2]


def test_too_few_amounts_are_counted_in_the_sentence() -> None:
    with pytest.raises(
        SettingsError, match=r"^The cost is given for 2 of 4 periods: .*one each\.$"
    ):
        amounts("cost", [1, 2], 4)
