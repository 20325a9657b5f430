from dataclasses import FrozenInstanceError, fields, replace

import pytest

from inventory_core.domain.demand import HORIZON_DAYS
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.settings import (
    CLASS_NAMES,
    LONGEST_ALLOWANCE_DAYS,
    LONGEST_LEAD_TIME_DAYS,
    LONGEST_REVIEW_DAYS,
    RANGES,
    SETTING_NAMES,
    Leaning,
    ServiceRule,
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
        *("calendar_file", "mail_address", "mail_host", "mail_security", "mail_user"),
        *("currency", "country", "scheduler", "language", "service_rule", "class_levels"),
        *("balance", "balance_on"),
        *("expert", "leaning"),
        "new_rule",
        "own_models",
        "queue_rules",
        "home",
        "sender",
        *("watched_folder", "watching"),
    }


@pytest.mark.parametrize("name", RANGES)
def test_both_ends_of_a_range_are_allowed_and_nothing_beyond(name: str) -> None:
    smallest, largest = RANGES[name]

    assert getattr(Settings(**{name: smallest}), name) == smallest
    assert getattr(Settings(**{name: largest}), name) == largest
    for beyond in (smallest - 0.001, largest + 0.001, float("nan")):
        with pytest.raises(SettingsError, match=rf"^{name} must lie .* please enter another"):
            Settings(**{name: beyond})


@pytest.mark.parametrize("rule", ["level", "fill rate", "costs", "classes"])
def test_a_service_rule_may_be_given_by_its_text(rule: str) -> None:
    assert Settings(service_rule=rule).service_rule is ServiceRule(rule)


@pytest.mark.parametrize("rule", ["nonsense", "LEVEL", "", None])
def test_another_service_rule_is_refused_with_those_that_there_are(rule: str | None) -> None:
    sentence = r"please choose one of level, fill rate, costs, classes\.$"
    with pytest.raises(SettingsError, match=sentence):
        Settings(service_rule=rule)


@pytest.mark.parametrize("leaning", ["rather too little", "balanced", "rather too much"])
def test_a_leaning_may_be_given_by_its_text(leaning: str) -> None:
    assert Settings(leaning=leaning).leaning is Leaning(leaning)


def test_another_leaning_is_refused_with_those_that_there_are() -> None:
    sentence = r"please choose one of rather too little, balanced, rather too much\.$"
    with pytest.raises(SettingsError, match=sentence):
        Settings(leaning="nonsense")


@pytest.mark.parametrize("country", ["gb", "GBR", "G", "Atlantis", "G1"])
def test_a_country_is_two_capital_letters(country: str) -> None:
    assert Settings(country="GB").country == "GB"
    with pytest.raises(SettingsError, match=f"^“{country}” is no country: please choose one"):
        Settings(country=country)


def test_each_class_of_products_has_a_level() -> None:
    assert len(Settings().class_levels) == len(CLASS_NAMES) == 9
    with pytest.raises(SettingsError, match=r"^There are 9 classes of products: please enter"):
        Settings(class_levels=(0.9, 0.8))


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
