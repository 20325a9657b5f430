"""Forecasts by the libraries that people would use instead, in an environment of their own.

They need other versions than the app (statsforecast does not go with pandas 3), so the environment
is made when it is first asked for, and anew when requirements.txt beside this file changes.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path

import numpy as np

import run
from benchmarks.scoring import Predictions
from inventory_core.domain.demand import Numbers

PEERS = (
    "SeasonalNaive",
    "MovingAverage",
    "CrostonSBA",
    "AutoETS",
    "AutoTheta",
    "AutoARIMA",
    "Prophet",
)
"""As peers.py calls them, in the order of the tables."""

_SCRIPT = Path(__file__).with_name("peers.py")
_REQUIREMENTS = Path(__file__).with_name("requirements.txt")
_KEPT = run.ROOT / ".benchmarks"
_ENVIRONMENT = _KEPT / "peers"


@dataclass(frozen=True, eq=False, kw_only=True)
class Task:
    """Which series to forecast, and what about them.

    series: the past of each, up to origin, the first day to forecast. spans: (first, end), counted
    from there, end left out: (0, 7) is the total of the first week. season: days after which a
    pattern comes back. A month can stand for a day.
    """

    series: Sequence[Numbers]
    origin: date
    spans: Sequence[tuple[int, int]]
    levels: Sequence[float]
    season: int

    def to_json(self) -> bytes:
        """Write it down for peers.py."""
        told = {
            "series": [series.tolist() for series in self.series],
            "first_days": [
                (self.origin - timedelta(days=len(series))).isoformat() for series in self.series
            ],
            "spans": self.spans,
            "levels": self.levels,
            "season": self.season,
        }
        return json.dumps(told).encode()


def predict(method: str, task: Task, *, reuse: bool = False) -> Predictions:
    """Forecast by one peer; with reuse, take just these forecasts from an earlier run if there is.

    Raises:
        SystemExit: the environment could not be made.
        subprocess.CalledProcessError: the peer failed; what it said stands on the terminal.
    """
    told = task.to_json()
    made = _KEPT / "forecasts" / f"{_fingerprint(method, told)}.npz"
    if not (reuse and made.exists()):
        try:
            run.prepare(_ENVIRONMENT, _REQUIREMENTS)
        except run.StartError as error:
            raise SystemExit(error) from error
        made.parent.mkdir(parents=True, exist_ok=True)
        _run_script(method, told, made)
    with np.load(made) as arrays:
        return Predictions(**arrays)


def _fingerprint(method: str, told: bytes) -> str:
    parts = (method.encode(), told, _SCRIPT.read_bytes(), _REQUIREMENTS.read_bytes())
    return blake2b(b"\0".join(parts), digest_size=12).hexdigest()


def _run_script(method: str, told: bytes, made: Path) -> None:
    # One thread each: its seconds are those of one core.
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    with tempfile.TemporaryDirectory() as folder:
        task, whole = Path(folder) / "task.json", Path(folder) / "made.npz"
        task.write_bytes(told)
        command = (run.python_of(_ENVIRONMENT), _SCRIPT, method, task, whole)
        subprocess.run(command, check=True, env=environment)
        shutil.move(whole, made)
