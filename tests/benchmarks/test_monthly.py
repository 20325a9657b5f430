"""The benchmark `monthly`: the table, with peers left out and a stand-in for the app's method."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks import monthly


@pytest.mark.parametrize("named", ["file", "folder"])
def test_series_are_forecast_over_eighteen_months_and_scored(tmp_path: Path, named: str) -> None:
    file = tmp_path / monthly.FILE_NAME
    past, later = [np.full(30, 90.0), np.full(20, 90.0)], [np.full(18, 110.0), np.full(18, 90.0)]
    pd.DataFrame({"sn": ["N1", "N2"], "x": past, "xx": later}).to_parquet(file)

    told = monthly.report(
        file if named == "file" else tmp_path,
        peer_names=(),
        monthly_means=lambda series, months: np.array([[past[-1]] * months for past in series]),
    )

    # 90 against 110 is 20 off a mean of 100, so 20 %; the other series is met.
    assert told.startswith("2 series, 18 months.")
    assert "| SoloStock | 10.00 |" in told
