"""What every test may ask for."""

import os
from pathlib import Path

import pytest

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
