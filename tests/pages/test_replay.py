"""The page that walks through history again."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

Opener = Callable[[str], AppTest]


@pytest.mark.usefixtures("small_shop")
def test_a_short_history_says_what_is_needed(app: Opener) -> None:
    opened = app("plan/replay")

    assert not opened.exception
    assert "needs half a year" in opened.info[0].value


def test_a_longer_one_compares_the_plan_with_usual_rules(
    app: Opener, keep: Callable[[str, str], None]
) -> None:
    first = date.today() - timedelta(days=200)  # noqa: DTZ011 (the app asks the same clock)
    days = [first + timedelta(days=back) for back in range(200)]
    rows = [f"{day},MUG,Mug,{2 + day.day % 3},10" for day in days]
    keep("sales.csv", "Date,SKU,Product name,Units,Unit price\n" + "\n".join(rows))

    opened = app("plan/replay").run()  # the second time from what was kept

    assert not opened.exception
    assert "This plan would have cost" in opened.subheader[0].value
    table = opened.dataframe[0].value
    assert set(table["rule"]) == {
        "This plan",
        "Weeks of stock",
        "Fixed minimum and maximum",
        "Textbook: mean and spread",
    }
    assert len(opened.get("plotly_chart")) == 3
