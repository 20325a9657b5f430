"""A calendar file is what another program reads."""

from datetime import UTC, date, datetime, timedelta

import icalendar

from inventory_core.notify.calendar import Event, calendar_file

MADE = datetime(2026, 11, 30, 7, 30, tzinfo=UTC)


def event(**changes: object) -> Event:
    told = {"name": "arrival-7", "first_day": date(2026, 12, 4), "last_day": date(2026, 12, 4)}
    return Event(**(told | {"title": "Order 7 arrives"} | changes))


def read_back(*events: Event, made: datetime = MADE) -> list[icalendar.Event]:
    content = calendar_file(events, made=made)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return list(icalendar.Calendar.from_ical(content).events)


def test_an_event_takes_whole_days_and_ends_where_the_next_one_is_free() -> None:
    (read,) = read_back(event(last_day=date(2026, 12, 6), text="MUG: 12\nTEA: 3; or 4, says Ann"))

    assert read["dtstart"].dt == date(2026, 12, 4)
    assert read["dtend"].dt == date(2026, 12, 7)
    assert read["summary"] == "Order 7 arrives"
    assert read["description"] == "MUG: 12\nTEA: 3; or 4, says Ann"


def test_long_texts_in_any_script_come_back_whole() -> None:
    title = "下单：景德镇陶瓷 " * 20

    (read,) = read_back(event(title=title.strip()))

    assert read["summary"] == title.strip()


def test_an_event_that_moves_stays_the_same_one_and_the_later_file_counts() -> None:
    (before,) = read_back(event())
    (after,) = read_back(
        event(first_day=date(2026, 12, 9), last_day=date(2026, 12, 9)),
        made=MADE + timedelta(hours=1),
    )
    (other,) = read_back(event(name="arrival-8"))

    assert after["uid"] == before["uid"] != other["uid"]
    assert after["sequence"] > before["sequence"]
