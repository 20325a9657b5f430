"""Where real data sets lie; they are not part of the project."""

import os
from pathlib import Path

BESIDE_THE_PROJECT = Path(__file__).parents[2] / "shared" / "data"
FOLDER = Path(os.environ.get("SOLOSTOCK_SHARED_DATA") or BESIDE_THE_PROJECT).resolve()
HOW_TO_HAVE_THEM = (
    f"No real data sets in {FOLDER}: put them there or name their folder in the environment "
    "variable SOLOSTOCK_SHARED_DATA."
)
