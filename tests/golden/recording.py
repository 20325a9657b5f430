"""What the app says of a shop, written so that it can be compared: as text to read, or as digests.

Nothing here knows the app. Numbers are rounded to significant digits, so that adding them up in
another order changes nothing, and rounded a little finer before, so that 0.5 cents which came out
as 0.49999999999999994 are rounded as 0.5 cents.
"""

import csv
import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api import types

Numbers = npt.NDArray[np.float64]
Texts = npt.NDArray[np.str_]
Recording = dict[str, bytes]
"""Contents of files by their names, with folders."""

READABLE_DIGITS, DIGEST_DIGITS = 9, 6
_FINER_DIGITS = 3
_NOTHING = 1e-9
"""Less than this is what is left where numbers should cancel each other."""
_DIGEST_BYTES = 8
_MOST_SHOWN = 5


def significant(numbers: npt.ArrayLike, digits: int) -> Texts:
    """Write numbers with so many significant digits, the empty ones as "", in their shape.

    >>> significant([1234.5678, 0.1 + 0.2, -1e-12, float("nan")], 6).tolist()
    ['1234.57', '0.3', '0', '']
    """
    values = np.asarray(numbers, dtype=float)
    # Counts repeat themselves: each number is written once.
    single, place = np.unique(values, return_inverse=True)
    texts = np.array([_significant(float(value), digits) for value in single], dtype=str)
    return texts[place].reshape(values.shape) if values.size else np.empty(values.shape, dtype=str)


def _significant(value: float, digits: int) -> str:
    if math.isnan(value):
        return ""
    finer = float(f"{value:.{digits + _FINER_DIGITS}g}")
    return f"{finer:.{digits}g}" if abs(finer) >= _NOTHING else "0"


def texts_of(column: pd.Series, digits: int) -> list[str]:
    """Write the cells of a column: numbers rounded, days in ISO, what is empty as ""."""
    if types.is_bool_dtype(column):
        return [str(bool(cell)) if pd.notna(cell) else "" for cell in column]
    if types.is_datetime64_any_dtype(column):
        return [str(cell) for cell in column.dt.strftime("%Y-%m-%d").fillna("")]
    if types.is_numeric_dtype(column):
        return [str(text) for text in significant(column.astype("float64"), digits)]
    return [str(cell) if pd.notna(cell) else "" for cell in column]


def in_order(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Sort a frame whose rows come in no certain order."""
    return frame.sort_values(list(columns), kind="stable").reset_index(drop=True)


def readable(frame: pd.DataFrame, *, digits: int = READABLE_DIGITS) -> bytes:
    r"""Write a frame as CSV.

    >>> readable(pd.DataFrame({"sku": ["A"], "units": [1 / 3]}))
    b'sku,units\nA,0.333333333\n'
    """
    columns = [texts_of(frame[name], digits) for name in frame.columns]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(zip(*columns, strict=True))
    return written.getvalue().encode()


def digest(frame: pd.DataFrame) -> dict[str, Any]:
    """Sum a frame up: its number of rows, and of each column a digest and the sum or what is there.

    A column of numbers has its sum, and how many are empty or endless; another one the number of
    cells that are not empty.
    """
    return {
        "rows": len(frame),
        "columns": {str(name): _column_digest(frame[name]) for name in frame.columns},
    }


def _column_digest(column: pd.Series) -> dict[str, Any]:
    written = texts_of(column, DIGEST_DIGITS)
    told: dict[str, Any] = {"digest": _hex("\n".join(written).encode())}
    if types.is_numeric_dtype(column) and not types.is_bool_dtype(column):
        return told | _sums(column.to_numpy(dtype=float, na_value=np.nan))
    if types.is_bool_dtype(column):
        return told | {"true": written.count("True")}
    return told | {"filled": sum(text != "" for text in written)}


def array_digest(values: Numbers) -> dict[str, Any]:
    """Sum up an array: its shape, digest and sum."""
    written = "\n".join(significant(values, DIGEST_DIGITS).ravel().tolist())
    return {"shape": list(values.shape), "digest": _hex(written.encode())} | _sums(values)


def bytes_digest(content: bytes) -> dict[str, Any]:
    """Sum up a file."""
    return {"bytes": len(content), "digest": _hex(content)}


def _sums(values: Numbers) -> dict[str, Any]:
    finite = np.isfinite(values)
    total = _significant(math.fsum(values[finite].tolist()), DIGEST_DIGITS)
    return {"sum": float(total)} | ({} if finite.all() else {"not_finite": int((~finite).sum())})


def _hex(content: bytes) -> str:
    return blake2b(content, digest_size=_DIGEST_BYTES).hexdigest()


def digests(
    tables: Mapping[str, pd.DataFrame],
    *,
    arrays: Mapping[str, Numbers] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> dict[str, Any]:
    """Sum up all that an app says of a shop: its tables, arrays and files by name."""
    return {
        **{name: digest(frame) for name, frame in tables.items()},
        **{name: array_digest(values) for name, values in (arrays or {}).items()},
        **{name: bytes_digest(content) for name, content in (files or {}).items()},
    }


def quantiles_table(
    skus: Texts, models: Texts, totals: Numbers, *, days: Sequence[int], levels: Sequence[float]
) -> pd.DataFrame:
    """Lay out quantiles of total demand: a row per product and number of days, a column per level.

    Args:
        skus, models: n.
        totals: n × days × levels.
        days, levels: what its second and third axis stand for.
    """
    rows = np.repeat(np.arange(len(skus)), len(days))
    told = pd.DataFrame({"sku": skus[rows], "model": models[rows], "days": list(days) * len(skus)})
    flat = totals.reshape(len(rows), len(levels))
    return told.assign(**{f"q{level:g}": flat[:, place] for place, level in enumerate(levels)})


def json_bytes(value: object) -> bytes:
    """Write a value as JSON to read, numbers rounded as in readable tables."""
    return (json.dumps(_rounded(value), ensure_ascii=False, indent=1) + "\n").encode()


def compact_json_bytes(value: Mapping[str, Any], *, depth: int = 3) -> bytes:
    """Write nested digests as JSON, one line for each at this depth or nearer."""
    return ("".join(_json_lines(_rounded(value), depth, "")) + "\n").encode()


def _json_lines(value: Any, depth: int, indent: str) -> Iterator[str]:
    if depth == 0 or not isinstance(value, dict) or not value:
        yield json.dumps(value, ensure_ascii=False)
        return
    yield "{"
    for number, (name, part) in enumerate(value.items()):
        yield ("," if number else "") + f"\n{indent} {json.dumps(name, ensure_ascii=False)}: "
        yield from _json_lines(part, depth - 1, indent + " ")
    yield f"\n{indent}}}"


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_rounded(part) for part in value]
    if isinstance(value, float):
        return float(_significant(value, READABLE_DIGITS) or "nan")
    return value


# Comparing


def write(recording: Mapping[str, bytes], folder: Path) -> None:
    """Write a recording's files into a folder."""
    for name, content in recording.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def differences(recording: Mapping[str, bytes], folder: Path) -> list[str]:
    """Say in which lines of which files a recording differs from the golden files of a folder."""
    found = [f"{name}: is recorded no more" for name in _golden(recording, folder) - set(recording)]
    for name, content in recording.items():
        path = folder / name
        if not path.is_file():
            found.append(f"{name}: there is no such golden file")
        elif (golden := path.read_bytes()) != content:
            found += _changed_lines(name, golden, content)
    return found


def _golden(recording: Mapping[str, bytes], folder: Path) -> set[str]:
    """Name the golden files in the folders that a recording writes to."""
    shops = {name.split("/")[0] for name in recording if "/" in name}
    every = (path for shop in shops for path in (folder / shop).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in every}


def _changed_lines(name: str, golden: bytes, content: bytes) -> list[str]:
    lines = zip_longest(*(text.decode().splitlines() for text in (golden, content)))
    changed = [
        f"{name}:{number}: {_changes(before or '', after or '')}"
        for number, (before, after) in enumerate(lines, start=1)
        if before != after
    ]
    more = len(changed) - _MOST_SHOWN
    return changed[:_MOST_SHOWN] + ([f"{name}: … {more} more lines"] if more > 0 else [])


def _changes(before: str, after: str) -> str:
    """Show a line by what changed in it: its first cell, and the cells that are not the same."""
    old, new = (next(csv.reader([line]), [""]) for line in (before, after))
    if len(old) != len(new) or before.lstrip()[:1] in ('"', "{"):
        return f"{before!r} → {after!r}"
    cells = [f"{one!r} → {other!r}" for one, other in zip(old, new, strict=True) if one != other]
    return f"{old[0]}: {', '.join(cells)}" if cells else f"{before!r} → {after!r}"
