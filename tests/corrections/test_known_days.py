"""Which days of each channel are known."""

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
import pytest

from inventory_core.corrections.known_days import (
    OLDER_CHANNEL,
    PARTIAL_DAY,
    known_until,
    longest_gap_days,
    unknown_days,
)
from inventory_core.domain.frames import COVERED, DAYS_SOLD, KNOWN_UNTIL, empty, typed

DAYS = 150
Day = Callable[[int], pd.Timestamp]
Sold = Callable[..., pd.DataFrame]
Found = Callable[..., list[tuple[str, int, int, str]]]


@pytest.fixture
def sold(day: Day) -> Sold:
    """DAYS_SOLD: so many products, or some of each day, on each of some days."""

    def made(
        channel: str, days: Iterable[int], products: float | Iterable[float] = 1.0
    ) -> pd.DataFrame:
        when = [day(number) for number in days]
        rows = pd.DataFrame({"channel": channel, "day": when}).assign(products=products)
        return typed(rows[rows["products"] > 0], DAYS_SOLD)

    return made


def said(channel: str, when: pd.Timestamp) -> pd.DataFrame:
    return typed(pd.DataFrame({"channel": [channel], "day": [when]}), KNOWN_UNTIL)


@pytest.fixture
def found(day: Day) -> Found:
    """Unknown days as columns, where each channel's files tell of some stretches."""

    def made(
        *parts: pd.DataFrame, files: dict[str, list[tuple[int, int]]], newest: int = DAYS - 1
    ) -> list[tuple[str, int, int, str]]:
        days_sold = pd.concat(parts)
        rows = [
            (channel, day(first), day(last))
            for channel, stretches in files.items()
            for first, last in stretches
        ]
        covered = typed(pd.DataFrame(rows, columns=["channel", "first_day", "last_day"]), COVERED)
        known = known_until(days_sold, empty(KNOWN_UNTIL), newest=day(newest))
        unknown = unknown_days(days_sold, covered, known, newest=day(newest))
        start = day(0)
        return [
            (row.channel, (row.first_day - start).days, (row.last_day - start).days, row.kind)
            for row in unknown.itertuples()
        ]

    return made


# Up to when


@pytest.mark.parametrize(
    ("last", "expected"),
    [(118, 118), (145, 145), (146, 149), (147, 149), (20, 149)],
    ids=["a month older", "four days", "a long weekend", "a weekend", "given up"],
)
def test_a_daily_channel_is_older_where_it_is_silent_for_longer_than_a_weekend(
    last: int,
    expected: int,
    sold: Sold,
    day: Day,
) -> None:
    days_sold = sold("Etsy", range(last + 1))

    known = known_until(days_sold, empty(KNOWN_UNTIL), newest=day(149))

    assert known.to_dict() == {"Etsy": day(expected)}


def test_a_channel_that_sells_once_a_week_may_be_silent_for_a_fortnight(
    sold: Sold, day: Day
) -> None:
    days_sold = sold("fair", range(2, 136, 7))

    assert longest_gap_days(days_sold["day"]) == 7
    assert known_until(days_sold, empty(KNOWN_UNTIL), newest=day(149))["fair"] == day(149)
    assert known_until(days_sold, empty(KNOWN_UNTIL), newest=day(150))["fair"] == day(135)


def test_what_the_seller_said_counts_and_reaches_no_further_than_what_is_known(
    sold: Sold, day: Day
) -> None:
    days_sold = sold("Etsy", range(100))

    def known(when: int) -> pd.Timestamp:
        return known_until(days_sold, said("Etsy", day(when)), newest=day(120))["Etsy"]

    assert [known(when) for when in (99, 110, 200)] == [day(99), day(110), day(120)]
    # Of the days after it a part is told: so it was said.
    assert known(97) == day(97)


def test_days_after_the_last_known_one_are_unknown(found: Found, sold: Sold) -> None:
    parts = sold("Amazon", range(DAYS)), sold("Etsy", range(120))

    unknown = found(*parts, files={"Amazon": [(0, 149)], "Etsy": [(0, 119)]})

    assert unknown == [("Etsy", 120, 149, OLDER_CHANNEL)]


# Between and before files


def test_a_month_between_two_files_of_a_channel_is_unknown(found: Found, sold: Sold) -> None:
    etsy = sold("Etsy", [*range(60), *range(90, DAYS)])

    def between(etsy_files: list[tuple[int, int]]) -> list[tuple[str, int, int, str]]:
        files = {"Amazon": [(0, 149)], "Etsy": etsy_files}
        return found(sold("Amazon", range(DAYS)), etsy, files=files)

    assert between([(0, 59), (90, 149)]) == [("Etsy", 60, 89, OLDER_CHANNEL)]
    # A file that tells of these days says that nothing sold.
    assert between([(0, 149)]) == []


def test_the_days_between_market_days_are_no_gap(found: Found, sold: Sold) -> None:
    markets = range(4, DAYS, 28)
    files = {"Etsy": [(0, 149)], "market": [(market, market) for market in markets]}

    assert found(sold("Etsy", range(DAYS)), sold("market", markets, 30), files=files) == []


def test_days_on_which_the_whole_shop_is_in_no_file_are_no_gap_of_a_channel(
    found: Found, sold: Sold
) -> None:
    days = [*range(60), *range(90, DAYS)]
    files = {channel: [(0, 59), (90, 149)] for channel in ("Amazon", "Etsy")}

    assert found(sold("Amazon", days), sold("Etsy", days), files=files) == []


def test_a_file_that_begins_in_the_midst_of_sales_leaves_the_days_before_unknown(
    found: Found, sold: Sold
) -> None:
    parts = sold("Amazon", range(DAYS), 5.0), sold("Etsy", range(70, DAYS), 4.0)

    unknown = found(*parts, files={"Amazon": [(0, 149)], "Etsy": [(70, 149)]})

    assert unknown == [("Etsy", 0, 69, OLDER_CHANNEL)]


@pytest.mark.parametrize(
    ("amazon", "etsy"),
    [
        ([5.0] * DAYS, [*np.linspace(1.0, 9.0, 80)]),
        ([5.0] * 70 + [2.0] * 80, [4.0] * 80),
        ([5.0] * DAYS, [1.0, 0.0, 0.0, 0.0] * 20),
    ],
    ids=["it grows from little", "it takes the sales of another", "it sells too little to tell"],
)
def test_a_channel_that_opened_sold_nothing_before(
    found: Found, sold: Sold, amazon: list[float], etsy: list[float]
) -> None:
    parts = sold("Amazon", range(DAYS), amazon), sold("Etsy", range(70, DAYS), etsy)

    assert found(*parts, files={"Amazon": [(0, 149)], "Etsy": [(70, 149)]}) == []


# A part of a day


def weekdays(busy: float, *, days: int = DAYS) -> np.ndarray:
    """Products sold a day by chance, half as many on weekends."""
    pace = np.where(np.arange(days) % 7 >= 5, busy / 2, busy)
    return np.random.default_rng(3).poisson(pace).astype(float)


def test_a_newest_day_far_below_all_such_weekdays_is_told_in_part(found: Found, sold: Sold) -> None:
    products = weekdays(30.0)
    products[-1] = 6.0

    assert found(sold("Etsy", range(DAYS), products), files={"Etsy": [(0, 149)]}) == [
        ("Etsy", 149, 149, PARTIAL_DAY)
    ]


def test_where_sales_of_the_running_day_are_known_the_day_before_is_whole(
    found: Found, sold: Sold
) -> None:
    products = weekdays(30.0)
    products[-2] = 6.0

    assert found(sold("Etsy", range(DAYS), products), files={"Etsy": [(0, 149)]}, newest=148) == []


def test_a_quiet_day_of_a_small_shop_is_whole(found: Found, sold: Sold) -> None:
    for newest in (1.0, 2.0):
        products = np.full(DAYS, 4.0)
        products[-1] = newest
        assert found(sold("Etsy", range(DAYS), products), files={"Etsy": [(0, 149)]}) == []


@pytest.mark.parametrize("pace", [2.0, 8.0, 30.0, 200.0])
def test_days_as_chance_has_them_are_hardly_ever_taken_for_a_part(
    found: Found, sold: Sold, pace: float
) -> None:
    rng = np.random.default_rng(11)
    # Better and worse days beside chance, as every shop has them.
    products = rng.poisson(pace * rng.gamma(8.0, 1 / 8.0, 400)).astype(float)
    taken = [
        found(sold("Etsy", range(last), products[:last]), files={}, newest=last - 1)
        for last in range(100, 400, 4)
    ]

    assert sum(PARTIAL_DAY in str(each) for each in taken) <= 1
