"""What every test may ask for."""

import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from inventory_core.frames import PLAN, Kind, typed

# A busy computer is slow, and a test must not fail for that.
settings.register_profile("unhurried", parent=settings.default, deadline=None)
settings.load_profile("unhurried")

SHARED_DATA = Path(__file__).parents[1] / ".." / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data sets; tests on them are skipped where it is absent."""
    folder = Path(os.environ.get("SOLOSTOCK_SHARED_DATA") or SHARED_DATA).resolve()
    if not folder.is_dir():
        pytest.skip(
            f"No real data sets in {folder}: put them there or name their folder in the "
            "environment variable SOLOSTOCK_SHARED_DATA."
        )
    return folder


@pytest.fixture
def plan_of() -> Callable[..., pd.DataFrame]:
    """A plan made by hand: each row names what matters; the rest is zero, and nothing is wrong."""
    ordinary = {
        name: {Kind.TEXT: "", Kind.NUMBER: 0.0, Kind.FLAG: False, Kind.DAY: None}[kind]
        for name, kind in PLAN.items()
    }

    def make(*rows: dict[str, object]) -> pd.DataFrame:
        plan = typed(pd.DataFrame([ordinary | row for row in rows]), PLAN)
        flags = [name for name, kind in PLAN.items() if kind is Kind.FLAG]
        return plan.astype(dict.fromkeys(flags, bool))

    return make
