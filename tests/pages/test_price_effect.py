"""What a product's price did to its sales is told below its forecast."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from tests.clock import TODAY

Opener = Callable[[str], AppTest]


def told(opened: AppTest) -> str:
    assert not opened.exception
    return next(caption.value for caption in opened.caption if "price" in caption.value.lower())


@pytest.mark.usefixtures("compared_shop")
def test_a_price_that_never_changed_is_said_to_tell_nothing(app: Opener) -> None:
    assert told(app("forecast")).startswith("Its price hardly changed")


def test_more_sold_at_a_lower_price_is_told(app: Opener, keep: Callable[[str, str], None]) -> None:
    first = TODAY - timedelta(days=240)
    rows = []
    for day in range(240):
        # Fifteen to seventeen a day at 8, and ten to twelve at 10: an elasticity of about -1.7.
        cheap = day // 40 % 2
        units, price = (15, 8) if cheap else (10, 10)
        rows.append(f"{first + timedelta(days=day)},MUG,Mug,{units + day % 3},{price}")
    keep("sales.csv", "Date,SKU,Product name,Units,Unit price\n" + "\n".join(rows))

    assert told(app("forecast")).startswith("When its price went down by 10 %, about ")
