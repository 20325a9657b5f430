from dataclasses import FrozenInstanceError, fields, replace

import pytest

from inventory_core.domain.demand import HORIZON_DAYS
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.settings import (
    LONGEST_ALLOWANCE_DAYS,
    LONGEST_LEAD_TIME_DAYS,
    LONGEST_REVIEW_DAYS,
    RANGES,
    SETTING_NAMES,
    Settings,
)


def test_the_defaults_make_sense_themselves() -> None:
    defaults = Settings()

    assert defaults.service_level == 0.95
    assert defaults.review_period_days == 7
    assert defaults.currency == ""


def test_every_number_has_a_range() -> None:
    assert set(SETTING_NAMES) == {field.name for field in fields(Settings)}
    assert set(RANGES) == set(SETTING_NAMES) - {
        *("currency", "country", "scheduler", "language", "service_rule", "class_levels")
    }


@pytest.mark.parametrize("name", RANGES)
def test_both_ends_of_a_range_are_allowed_and_nothing_beyond(name: str) -> None:
    smallest, largest = RANGES[name]

    assert getattr(Settings(**{name: smallest}), name) == smallest
    assert getattr(Settings(**{name: largest}), name) == largest
    for beyond in (smallest - 0.001, largest + 0.001, float("nan")):
        with pytest.raises(SettingsError, match=rf"^{name} must lie .* please enter another"):
            Settings(**{name: beyond})


def test_settings_are_changed_by_making_others() -> None:
    before = Settings()
    after = replace(before, service_level=0.9)

    assert (before.service_level, after.service_level) == (0.95, 0.9)
    with pytest.raises(FrozenInstanceError):
        before.service_level = 0.9  # type: ignore[misc]
    with pytest.raises(SettingsError):
        replace(before, service_level=90)


def test_the_longest_protection_lies_within_the_forecast() -> None:
    longest = LONGEST_LEAD_TIME_DAYS + LONGEST_ALLOWANCE_DAYS + LONGEST_REVIEW_DAYS

    assert longest <= HORIZON_DAYS
