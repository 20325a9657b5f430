import pandas as pd
import pytest

from inventory_core.domain.frames import typed
from inventory_core.domain.settings import Settings
from inventory_core.optimization.sensitivity import sensitivity
from inventory_core.optimization.tables import PLAN


def plan(*units: float) -> pd.DataFrame:
    table = typed(pd.DataFrame(index=range(len(units))), PLAN)
    return table.assign(order_units=list(units), spend=[2 * each for each in units])


def plan_at(settings: Settings) -> pd.DataFrame:
    """Two orders depend on the service level, one of them on the review period too."""
    return plan(
        100 * settings.service_level, 50 * settings.service_level + settings.review_period_days, 5
    )


def test_the_setting_that_changes_most_orders_comes_first() -> None:
    found = sensitivity(Settings(), plan_at)

    assert found["setting"].tolist()[:4] == [*["service_level"] * 2, *["review_period_days"] * 2]
    assert found.set_index(["setting", "value"])["orders"].to_dict() == {
        ("service_level", 0.9): 2,
        ("service_level", 0.98): 2,
        ("review_period_days", 4): 1,
        ("review_period_days", 14): 1,
        ("holding_rate", 0.15): 0,
        ("holding_rate", 0.35): 0,
        ("order_cost", 5.0): 0,
        ("order_cost", 20.0): 0,
        ("lead_time_allowance_days", 7): 0,
    }


def test_more_spend_is_told_in_money() -> None:
    found = sensitivity(Settings(), plan_at).set_index(["setting", "value"])["spend"]

    assert found["service_level", 0.9] == pytest.approx(-2 * 0.05 * 150)
    assert found["review_period_days", 14] == pytest.approx(2 * 7)


def test_settings_stay_within_their_ranges() -> None:
    found = sensitivity(Settings(service_level=0.995, holding_rate=0.0), plan_at)

    tried = set(zip(found["setting"], found["value"], strict=True))
    assert ("service_level", 0.945) in tried
    assert ("holding_rate", 0.1) in tried
    assert len(tried) == 7
