"""Importing: a real file of order lines to checked and saved sales, beside reading it alone.

The data are a folder with online_retail.csv.gz, the UCI Online Retail file. It is read whole, and a
second time as 1,000,000 rows: the same lines over again, with new invoice numbers, as plain text.
pandas and DuckDB only read: no recognising, no checks, no reasons, no undo.
"""

import gzip
import tempfile
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path

from benchmarks.measuring import Watch, run_alone

FILE_NAME = "online_retail.csv.gz"
LARGE_NAME = "million.csv"
LARGE_ROWS = 1_000_000
TODAY = date(2011, 12, 10)
"""The day after the last sale of the file."""


def report(data: Path, repetitions: int) -> str:
    """Run all jobs and return their table."""
    (data / FILE_NAME).stat()
    lines = [
        "| rows | job | read s | recognise s | clean s | save s | all s | ratio to pandas "
        "| ratio to DuckDB | peak MB |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        write_large_file(data / FILE_NAME, Path(folder) / LARGE_NAME)
        for path in (data / FILE_NAME, Path(folder) / LARGE_NAME):
            watches = {
                job.__name__: run_alone(job, path, repetitions=repetitions)
                for job in (solostock, pandas_read_csv, duckdb_read_csv)
            }
            lines += [_line(name, watch, watches) for name, watch in watches.items()]
    return "\n".join(lines)


def write_large_file(source: Path, target: Path) -> None:
    """Write the lines of the file again and again, each time with other invoice numbers."""
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        header, *rows = lines
    with target.open("w", encoding="utf-8") as large:
        large.write(header)
        written = 0
        for copy in range(LARGE_ROWS // len(rows) + 1):
            for row in islice(rows, LARGE_ROWS - written):
                large.write(f"{row[0]}{copy}{row[1:]}" if copy else row)
            written += min(len(rows), LARGE_ROWS - written)


def solostock(path: Path, watch: Watch) -> None:
    """Do it the way the app and the command line do."""
    from inventory_core.imports import importing, recognition, spreadsheet
    from inventory_core.imports.format import Sheet
    from inventory_core.shop import actions
    from inventory_core.store.store import Store

    with watch.step("read"):
        content = path.read_bytes()
        (table,) = spreadsheet.read_tables(path.name, content)
    with watch.step("recognise"):
        (mapping,) = recognition.candidates(table)
    with watch.step("clean"):
        sheet = Sheet(table=table, mapping=mapping, content=importing.fingerprint(content))
        imported = importing.interpret(sheet, today=TODAY)
        if not isinstance(imported, importing.Imported):
            raise ValueError(f"{path.name} leaves questions open")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "shop.duckdb")
        with watch.step("save"):
            actions.save_import(store, imported, now=datetime.combine(TODAY, time()))
    watch.outcome["rows"] = imported.rows_read


def pandas_read_csv(path: Path, watch: Watch) -> None:
    """Read the file with pandas' own guesses."""
    import pandas as pd

    with watch.step("read"):
        lines = pd.read_csv(path, dtype={"InvoiceNo": "str", "StockCode": "str"})
    watch.outcome["rows"] = len(lines)


def duckdb_read_csv(path: Path, watch: Watch) -> None:
    """Read the file with DuckDB's own guesses, into memory."""
    import duckdb

    with watch.step("read"), duckdb.connect() as connection:
        connection.execute(f"create table lines as select * from read_csv('{path.as_posix()}')")  # noqa: S608
        ((rows,),) = connection.execute("select count(*) from lines").fetchall()
    watch.outcome["rows"] = rows


def _line(name: str, watch: Watch, watches: dict[str, Watch]) -> str:
    seconds = {step.name: step.seconds for step in watch.steps}
    steps = [f"{seconds[step]:.2f}" if step in seconds else "" for step in _STEPS]
    every = sum(seconds.values())
    ratios = [
        f"{every / sum(step.seconds for step in watches[peer].steps):.1f}"
        for peer in ("pandas_read_csv", "duckdb_read_csv")
    ]
    peak = watch.steps[-1].peak_megabytes
    told = "not measured" if peak is None else f"{peak:.0f}"
    rows = f"{watch.outcome['rows']:,.0f}"
    return f"| {' | '.join([rows, name, *steps, f'{every:.2f}', *ratios, told])} |"


_STEPS = ("read", "recognise", "clean", "save")
