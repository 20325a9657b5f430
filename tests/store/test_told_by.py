"""The store tells by what each product's sales were told: by days, weeks or months."""

from datetime import UTC, datetime

from inventory_core.domain.demand import BY_DAY, BY_MONTH
from inventory_core.store.store import Store
from tests.store.files import sales_of, upload

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)


def test_most_of_the_units_tell_by_what_they_were_told(store: Store) -> None:
    sales = sales_of(
        ("1", "DAYS", "2026-03-04", 5),
        ("2", "WEEKS", "2026-03-04", 30),
        ("3", "WEEKS", "2026-03-05", 7),
        ("4", "MONTHS", "2026-02-01", 80),
        ("5", "FORTNIGHT", "2026-03-01", 80),
    )
    sales["days"] = [1.0, 7.0, 1.0, 28.0, 14.0]
    store.save(upload("monday", sales=sales), now=NOW)

    wednesday, sunday = 2, 6
    assert store.told_by().to_dict() == {
        "DAYS": BY_DAY,
        "WEEKS": wednesday,
        "MONTHS": BY_MONTH,
        "FORTNIGHT": sunday,
    }
