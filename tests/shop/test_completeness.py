"""A channel whose file ends before the others': asked, kept, said, and not taken for no sales."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from inventory_core.corrections.known_days import OLDER_CHANNEL, PARTIAL_DAY
from inventory_core.corrections.words import correction_sentences
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.frames import SWITCHED_OFF, typed
from inventory_core.imports.drop import Answers, import_file
from inventory_core.imports.importing import Imported
from inventory_core.monitoring.alert_words import data_notes
from inventory_core.shop import actions
from inventory_core.shop.completeness import check_until, likely_until
from inventory_core.shop.shop import Shop, open_shop
from inventory_core.store.store import Store

NOW = datetime(2026, 4, 1, 9, 0)  # noqa: DTZ001, the seller's clock has no zone
TODAY = NOW.date()
FIRST_DAY = date(2025, 10, 1)
FEBRUARY = date(2026, 2, 28)
MARCH = date(2026, 3, 31)


def sales(
    sku: str,
    *,
    last: date,
    channel: str,
    first: date = FIRST_DAY,
    every_days: int = 1,
    name: str = "sales.csv",
) -> Imported:
    """Two units on every so many days."""
    days = range(0, (last - first).days + 1, every_days)
    rows = [f"{first + timedelta(days=number)},{sku},2" for number in days]
    content = "\n".join(["Date,SKU,Units", *rows]).encode()
    return import_file(name, content, today=TODAY, answers=Answers(channel=channel))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "shop.duckdb")


def shop(store: Store) -> Shop:
    return open_shop(store, today=TODAY)


def daily_demand(store: Store) -> dict[str, float]:
    return shop(store).plan.set_index("sku")["daily_demand"].to_dict()


def test_a_product_of_an_older_channel_keeps_its_pace_and_that_is_said(store: Store) -> None:
    for sku, last, channel in (("A", MARCH, "Amazon"), ("E", FEBRUARY, "Etsy")):
        actions.save_import(store, sales(sku, last=last, channel=channel), now=NOW)

    assert daily_demand(store) == pytest.approx({"A": 2.0, "E": 2.0}, abs=0.02)
    assert shop(store).past.older_channels == {"Etsy": FEBRUARY}
    (note,) = [note for note in data_notes(shop(store).alerts) if "Etsy" in note]
    assert note.startswith("Etsy's data end on 28 Feb 2026.")


def test_a_channel_whose_file_begins_later_is_no_rise_in_demand(store: Store) -> None:
    for channel, first in (("Amazon", FIRST_DAY), ("Etsy", date(2026, 2, 1))):
        for sku in ("A", "B"):
            told = sales(sku, first=first, last=MARCH, channel=channel)
            actions.save_import(store, told, now=NOW)

    demand = shop(store).past.demand

    usual = demand.units / demand.exposure[:, : demand.days]
    assert usual.ravel().tolist() == pytest.approx([4.0] * usual.size)
    assert daily_demand(store) == pytest.approx({"A": 4.0, "B": 4.0}, rel=0.02)


def test_a_month_missing_in_one_channel_is_no_fall_in_demand(store: Store) -> None:
    actions.save_import(store, sales("A", last=MARCH, channel="Amazon"), now=NOW)
    for first, last in ((FIRST_DAY, date(2026, 1, 31)), (date(2026, 3, 1), MARCH)):
        actions.save_import(store, sales("A", first=first, last=last, channel="Etsy"), now=NOW)

    demand = shop(store).past.demand

    shown = demand.exposure[0, : demand.days]
    assert sorted(set(shown)) == pytest.approx([0.5, 1.0])
    assert (demand.units[0] / shown).tolist() == pytest.approx([4.0] * demand.days)


def test_a_newest_day_that_was_exported_at_noon_is_not_counted_until_that_is_refused(
    store: Store,
) -> None:
    whole, noon = date(2026, 3, 29), date(2026, 3, 30)
    days = pd.date_range(FIRST_DAY, whole)
    rows = [f"{day.date()},P{number:02d},2" for day in days for number in range(40)]
    rows += [f"{noon},P{number:02d},2" for number in range(5)]
    content = "\n".join(["Date,SKU,Units", *rows]).encode()
    imported = import_file("sales.csv", content, today=TODAY, answers=Answers(channel="Etsy"))
    actions.save_import(store, imported, now=NOW)
    past = shop(store).past

    (row,) = past.corrections.to_dict("records")
    assert (row["kind"], row["first_day"], row["last_day"]) == (
        PARTIAL_DAY,
        pd.Timestamp(noon),
        pd.Timestamp(noon),
    )
    assert list(daily_demand(store).values()) == pytest.approx([2.0] * 40, abs=0.02)

    off = pd.DataFrame([row])[list(SWITCHED_OFF)]
    store.replace(SWITCHED_OFF, typed(off, SWITCHED_OFF))
    past = shop(store).past
    assert past.demand.exposure[:, past.demand.days - 1].tolist() == [1.0] * 40


def test_days_of_which_the_seller_says_that_a_part_is_told_are_not_counted(store: Store) -> None:
    told = sales("A", last=MARCH, channel="Etsy")
    actions.save_import(store, told, now=NOW, complete_until=date(2026, 3, 30))

    past = shop(store).past

    (row,) = past.corrections.to_dict("records")
    assert (row["kind"], row["sku"], row["factor"]) == (OLDER_CHANNEL, "", 0.0)
    assert row["first_day"] == row["last_day"] == pd.Timestamp(MARCH)
    (sentence,) = correction_sentences(past.corrections, [2.0])
    assert sentence == "Your files do not tell all of 31 Mar 2026: not taken for usual days"
    assert past.demand.exposure[0, past.demand.days - 2 : past.demand.days + 1].tolist() == [
        1,
        0,
        1,
    ]


def test_what_was_said_of_an_older_file_says_nothing_of_a_newer_one(store: Store) -> None:
    older = sales("A", last=FEBRUARY, channel="Etsy")
    actions.save_import(store, older, now=NOW, complete_until=FEBRUARY)
    first = FEBRUARY + timedelta(days=1)
    newer = actions.save_import(store, sales("A", first=first, last=MARCH, channel="Etsy"), now=NOW)

    assert shop(store).past.corrections.empty
    assert store.said_complete().empty
    store.undo(newer.upload)
    assert store.said_complete()["day"].tolist() == [pd.Timestamp(FEBRUARY)]


def test_a_silence_that_the_seller_says_was_one_counts(store: Store) -> None:
    actions.save_import(store, sales("A", last=MARCH, channel="Amazon"), now=NOW)
    etsy = sales("E", last=FEBRUARY, channel="Etsy")
    first = actions.save_import(store, etsy, now=NOW, complete_until=FEBRUARY)
    before = daily_demand(store)

    again = actions.save_import(store, etsy, now=NOW, complete_until=MARCH)

    assert first.changed
    assert again.changed
    assert shop(store).past.older_channels == {}
    assert daily_demand(store)["E"] < 0.5 * before["E"]
    store.undo(again.upload)
    assert shop(store).past.older_channels == {"Etsy": FEBRUARY}
    assert daily_demand(store) == before


def test_a_file_that_is_complete_beyond_its_last_sale_moves_the_plan(store: Store) -> None:
    last = date(2026, 3, 17)
    actions.save_import(store, sales("A", last=last, channel="Etsy"), now=NOW)
    assert shop(store).past.demand.start == date(2026, 3, 18)

    actions.save_import(store, sales("A", last=last, channel="Etsy"), now=NOW, complete_until=MARCH)

    assert shop(store).past.demand.start == TODAY
    assert shop(store).past.corrections["kind"].eq("not covered").sum() == 0


@pytest.mark.parametrize(
    ("last", "every_days", "name", "expected"),
    [
        (FEBRUARY, 1, "sales.csv", FEBRUARY),
        (MARCH, 1, "sales.csv", MARCH),
        (TODAY, 1, "sales.csv", TODAY),
        (FEBRUARY, 1, "sales-2026-04-01.csv", MARCH),
        (FEBRUARY, 1, "sales 20260201-20260320.csv", date(2026, 3, 20)),
        (FEBRUARY, 1, "sales 2026-05-01.csv", MARCH),
        (FEBRUARY, 1, "order 99999999 2026-13-45.csv", FEBRUARY),
        (date(2026, 3, 30), 4, "sales.csv", MARCH),
    ],
)
def test_the_likely_answer_is_the_last_sale_unless_more_is_told(
    last: date, every_days: int, name: str, expected: date
) -> None:
    imported = sales("E", last=last, channel="Etsy", every_days=every_days, name=name)

    assert likely_until(imported, today=TODAY) == expected


def test_a_day_to_come_is_refused() -> None:
    check_until(TODAY, today=TODAY)
    check_until(None, today=TODAY)

    with pytest.raises(SettingsError, match="2 Apr 2026"):
        check_until(TODAY + timedelta(days=1), today=TODAY)
