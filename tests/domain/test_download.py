"""Files to take home: no spreadsheet program runs a cell of them, whatever its separator is."""

import csv
import io

import pandas as pd
import pytest

from inventory_core.domain.columns import number, text
from inventory_core.domain.download import to_csv

COLUMNS = {"name": text("Name"), "units": number("Units")}


def written(*names: str) -> str:
    frame = pd.DataFrame({"name": names, "units": range(1, len(names) + 1)})
    return to_csv(frame, COLUMNS).decode("utf-8-sig")


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_a_text_with_another_separator_stays_one_cell(separator: str) -> None:
    hostile = f"x{separator}=1+1"

    told = written("Mug", hostile)

    assert f'"{hostile}",2' in told
    # A program that goes by that separator finds one cell too, up to the end of the quotes.
    (_header, _mug, row) = csv.reader(io.StringIO(told), delimiter=separator)
    assert row[0].startswith(hostile)
    rows = list(csv.DictReader(io.StringIO(told)))
    assert [row["Name"] for row in rows] == ["Mug", hostile]


def test_nothing_is_quoted_without_need() -> None:
    assert written("Mug", "Tea, green") == 'Name,Units\r\nMug,1\r\n"Tea, green",2\r\n'


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "＝"])
def test_what_would_be_run_as_a_formula_is_a_text(sign: str) -> None:
    assert f"'{sign}1" in written(f"{sign}1")
