"""What the app says of three shops is what it said before; `record.py` writes it down anew."""

from pathlib import Path

import pytest

from tests.golden.record import RECORDED, SHOPS
from tests.golden.recording import differences


def test_the_sample_shop_is_told_as_before() -> None:
    assert differences(SHOPS["sample_shop"](Path()), RECORDED) == []


@pytest.mark.long
def test_programs_are_answered_as_before() -> None:
    assert differences(SHOPS["command_line"](Path()), RECORDED) == []


@pytest.mark.long
@pytest.mark.parametrize("shop", ["online_retail", "m5_ca1"])
def test_a_large_shop_is_told_as_before(shop: str, shared_data: Path) -> None:
    assert differences(SHOPS[shop](shared_data), RECORDED) == []
