"""The moment at which app and command line work."""

from datetime import datetime, timedelta, timezone

import pytest

from inventory_core.domain.clock import running_moment
from inventory_core.domain.errors import SettingsError

CLOCK = datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001 (the seller's own clock)


@pytest.mark.parametrize("environment", [{}, {"SOLOSTOCK_NOW": ""}])
def test_the_clock_tells_the_moment_where_nothing_else_is_said(environment: dict[str, str]) -> None:
    assert running_moment(environment, clock=CLOCK) == CLOCK


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2028-02-29", "2028-02-29T00:00:00"),
        ("2026-12-31T23:59", "2026-12-31T23:59:00"),
        ("2026-12-31 23:59:30", "2026-12-31T23:59:30"),
    ],
)
def test_a_day_or_a_moment_takes_the_place_of_the_clock(text: str, moment: str) -> None:
    given = running_moment({"SOLOSTOCK_NOW": text}, clock=CLOCK)

    assert given.isoformat() == moment


def test_a_moment_with_a_zone_is_told_in_the_sellers_own() -> None:
    far_east = datetime(2026, 11, 22, 9, tzinfo=timezone(timedelta(hours=9)))

    given = running_moment({"SOLOSTOCK_NOW": far_east.isoformat()}, clock=CLOCK)

    assert given.tzinfo is None
    assert given.astimezone() == far_east


@pytest.mark.parametrize("text", ["tomorrow", "2026-02-29", "22.11.2026"])
def test_nonsense_gets_a_sentence_that_says_what_to_do(text: str) -> None:
    with pytest.raises(SettingsError, match=f"SOLOSTOCK_NOW holds “{text}”.*please write it like"):
        running_moment({"SOLOSTOCK_NOW": text}, clock=CLOCK)
