"""What every test may ask for."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from hypothesis import settings

from inventory_core.domain import language
from inventory_core.domain.clock import CLOCK_VARIABLE
from inventory_core.domain.columns import Kind
from inventory_core.domain.demand import HORIZON_DAYS, Demand, plain_demand
from inventory_core.domain.distribution import count_quantiles
from inventory_core.domain.forecast import LEVELS, TOTAL_DAYS, Forecast, at_same_pace
from inventory_core.domain.frames import PRODUCTS, STOCK, typed
from inventory_core.optimization.tables import PLAN
from inventory_core.store.store import Store
from tests import shared
from tests.clock import NOW
from tests.texts import ANOTHER_LANGUAGE, wide_catalogue

# Whatever asks for the running moment, in this process or one that a test starts, is told NOW.
os.environ[CLOCK_VARIABLE] = NOW.isoformat()

# A busy computer is slow, and a test must not fail for that. The examples of the usual profile are
# the same in every run, so that a change passes or fails by itself and not by luck; others are
# sought by `run.py test --long`, which takes "long".
for name, examples in (("usual", 25), ("long", 250)):
    settings.register_profile(
        name,
        parent=settings.default,
        deadline=None,
        max_examples=examples,
        print_blob=True,
        derandomize=name == "usual",
    )
settings.load_profile("usual")

START = date(2025, 3, 1)


SLOW = (
    # Every test starts the app, or another program.
    *("browser", "pages", "test_main.py"),
    # Every test opens a database; some end programs that write in one.
    *("shop", "store"),
    # Whole shops are told of, models compete, the past is walked again, files are damaged.
    *("golden", "benchmarks/test_accuracy.py", "benchmarks/test_decisions.py"),
    *("benchmarks/test_self_tuning.py", "forecasting/test_arima.py"),
    *("forecasting/test_boosting.py", "forecasting/test_contract.py"),
    *("forecasting/test_engine.py", "forecasting/test_fan_out.py", "forecasting/test_prophet.py"),
    "forecasting/test_lstm.py",
    *("imports/test_bad_input.py", "imports/test_fuzz.py", "imports/test_genuine_exports.py"),
    *("imports/test_catalogue.py", "imports/test_odd_files.py"),
    "imports/test_hostile_workbooks.py",
    *("imports/test_privacy.py", "simulation/test_past.py", "simulation/test_projection.py"),
    *("simulation/test_tried_settings.py", "simulation/test_tuning.py"),
    # Many files are read from end to end, many plans made.
    *("imports/test_formats.py", "imports/test_importing.py", "optimization/test_reorder_once.py"),
)
"""Folders and files of tests that `run.py test --quick` leaves out."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        file = item.path.relative_to(Path(__file__).parent)
        if file.as_posix() in SLOW or file.parts[0] in SLOW:
            item.add_marker("slow")
    # What takes long begins first, so that no core waits for another at the end.
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


LAST_WORD = "last word"
"""The property of a test that holds a line for the end of the output, seen in a quiet run too."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in terminalreporter.getreports("passed"):
        for name, line in report.user_properties:
            if name == LAST_WORD:
                terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data sets; tests on them are skipped where it is absent."""
    if not shared.FOLDER.is_dir():
        pytest.skip(shared.HOW_TO_HAVE_THEM)
    return shared.FOLDER


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without data, for tests to copy: made once, since each migration takes time."""
    return Store(tmp_path_factory.mktemp("empty") / "shop.duckdb").path


@pytest.fixture
def plan_of() -> Callable[..., pd.DataFrame]:
    """A plan made by hand: each row names what matters; the rest is zero, and nothing is wrong."""
    ordinary = {
        name: {Kind.TEXT: "", Kind.NUMBER: 0.0, Kind.FLAG: False, Kind.DAY: None}[column.kind]
        for name, column in PLAN.items()
    }

    def make(*rows: dict[str, object]) -> pd.DataFrame:
        plan = typed(pd.DataFrame([ordinary | row for row in rows]), PLAN)
        flags = [name for name, column in PLAN.items() if column.kind is Kind.FLAG]
        return plan.astype(dict.fromkeys(flags, bool))

    return make


@pytest.fixture
def translated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str, dict[str, str]], None]:
    """Lend the app a language with these texts; singular and plural have a zero between them."""
    monkeypatch.setattr(language, "LOCALE_FOLDER", tmp_path / "locale")

    def lend(name: str, texts: dict[str, str]) -> None:
        catalogue = Catalog(locale=name)
        for text, translation in texts.items():
            plural = "\0" in text
            catalogue.add(
                tuple(text.split("\0")) if plural else text,
                tuple(translation.split("\0")) if plural else translation,
            )
        file = language.LOCALE_FOLDER / name / "LC_MESSAGES" / "solostock.po"
        file.parent.mkdir(parents=True)
        with file.open("wb") as opened:
            write_po(opened, catalogue)

    return lend


@pytest.fixture(scope="session")
def wide_texts() -> bytes:
    """All texts in wide letters, which none of ours has: a .po file."""
    return wide_catalogue(ANOTHER_LANGUAGE)


@pytest.fixture
def another_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wide_texts: bytes) -> str:
    """The name of a language that nobody speaks, lent to the app."""
    monkeypatch.setattr(language, "LOCALE_FOLDER", tmp_path / "locale")
    file = language.LOCALE_FOLDER / ANOTHER_LANGUAGE / "LC_MESSAGES" / "solostock.po"
    file.parent.mkdir(parents=True)
    file.write_bytes(wide_texts)
    return ANOTHER_LANGUAGE


# Small frames, and forecasts known by heart


@pytest.fixture
def sure_forecast() -> Callable[..., Forecast]:
    """A forecast without doubt: so many units every day, so that plans can be made by hand."""

    def make(**daily_units: float) -> Forecast:
        daily = np.array(list(daily_units.values()), dtype=float)
        totals = np.multiply.outer(daily, TOTAL_DAYS.astype(float))
        return _forecast(list(daily_units), daily, np.repeat(totals[:, :, None], len(LEVELS), 2))

    return make


@pytest.fixture
def poisson_forecast() -> Callable[..., Forecast]:
    """A forecast of independent buyers: totals follow a Poisson distribution."""

    def make(**daily_units: float) -> Forecast:
        daily = np.array(list(daily_units.values()), dtype=float)
        totals = np.multiply.outer(daily, TOTAL_DAYS.astype(float))
        return _forecast(list(daily_units), daily, count_quantiles(totals, totals, LEVELS))

    return make


def _forecast(skus: list[str], daily: np.ndarray, totals: np.ndarray) -> Forecast:
    mean = np.repeat(daily[:, None], HORIZON_DAYS, axis=1)
    return Forecast(
        skus=np.array(skus),
        start=START,
        mean=mean,
        variance=mean,
        totals=totals,
        later=at_same_pace(mean),
        models=np.full(len(skus), "count"),
    )


@pytest.fixture
def demand_of() -> Callable[..., Demand]:
    """A history up to the day before START."""

    def make(**units: list[float]) -> Demand:
        rows = np.array(list(units.values()), dtype=float)
        first_day = date.fromordinal(START.toordinal() - rows.shape[1])
        return plain_demand(skus=np.array(list(units)), first_day=first_day, units=rows)

    return make


@pytest.fixture
def products_of() -> Callable[..., pd.DataFrame]:
    """Products by SKU; a fact that is not named is unknown."""

    def make(**facts: dict[str, object]) -> pd.DataFrame:
        rows = [{"sku": sku, **known} for sku, known in facts.items()]
        return typed(pd.DataFrame(rows), PRODUCTS)

    return make


@pytest.fixture
def stock_of() -> Callable[..., pd.DataFrame]:
    """Counts on the evening before the forecast, by SKU: on hand, on order, committed."""

    def make(**counts: tuple[float, float, float]) -> pd.DataFrame:
        rows = [
            {
                "sku": sku,
                "day": pd.Timestamp(START) - pd.Timedelta(days=1),
                "on_hand": count[0],
                "on_order": count[1],
                "committed": count[2],
            }
            for sku, count in counts.items()
        ]
        return typed(pd.DataFrame(rows), STOCK)

    return make
