"""The days between the newest sale and today, of which only a forecast tells."""

from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_WAIT_DAYS = 60
"""What sold in so many days since the newest sale is taken as expected; of longer nothing is known,
and forecasts do not reach beyond them by much more than a lead time."""


@dataclass(frozen=True, kw_only=True)
class Wait:
    """How a plan of today stands to a forecast that begins on an earlier day.

    start: the first day of the forecast. today: the running day, never before it.

    >>> Wait.until(date(2026, 3, 11), start=date(2026, 3, 1)).days
    10
    >>> long_ago = Wait.until(date(2026, 9, 1), start=date(2026, 3, 1))
    >>> long_ago.days, long_ago.planned_as
    (0, datetime.date(2026, 3, 1))
    """

    start: date
    today: date

    @classmethod
    def until(cls, today: date | None, *, start: date) -> "Wait":
        """Return the wait until a day; none where that is not told, or before the first."""
        return cls(start=start, today=max(today or start, start))

    @property
    def days(self) -> int:
        """Days of the forecast that are over today; none where they are too many.

        Then nobody can say what sold in them, and a plan is made as if today were the first day.
        """
        since = (self.today - self.start).days
        return since if since <= LONGEST_WAIT_DAYS else 0

    @property
    def planned_as(self) -> date:
        """The day of the forecast that stands for today."""
        return self.start + timedelta(days=self.days)

    @property
    def told_from(self) -> date:
        """The day that stands for the first of the forecast beside counts and arrivals.

        Those are told beside today, as if the days that are left out had not been.
        """
        return self.today - timedelta(days=self.days)
