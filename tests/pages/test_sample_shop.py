"""The sample shop has names in the language in which it is opened, and the same numbers."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from pages.shared.spoken import LANGUAGE
from tests.clock import TODAY
from tests.pages.conftest import APP, PAGES
from tests.pages.looks import labelled

SAMPLE = {"en": "Try it with the sample shop", "zh_CN": "用示例店铺试试"}


def opened_in(language: str, store: Store) -> pd.DataFrame:
    """Open the sample shop as a tab in this language does; return its plan."""
    running = AppTest.from_file(APP, default_timeout=120)
    running.session_state[LANGUAGE] = language
    running = running.switch_page(PAGES["upload"]).run()
    labelled(running.button, SAMPLE[language]).click().run()
    assert not running.exception
    return open_shop(store, today=TODAY).plan.set_index("sku")


@pytest.mark.parametrize(
    ("language", "mug", "supplier"),
    [
        ("en", "Stoneware mug, cobalt blue", "Jingdezhen Kiln Trading"),
        ("zh_CN", "粗陶马克杯 钴蓝", "景德镇窑贸易行"),
    ],
)
def test_names_are_in_the_language_in_use(
    store: Store, language: str, mug: str, supplier: str
) -> None:
    plan = opened_in(language, store)

    assert plan.loc["MUG-COBALT", "name"] == mug
    assert plan.loc["MUG-COBALT", "supplier"] == supplier
    assert plan["name"].nunique() == len(plan) == 63
    assert plan.loc["MUG-COBALT", "on_hand"] == 130
    assert plan.loc["MUG-COBALT", "order_units"] > 0
