"""The program that reads workbooks: a file that ends it ends nothing else.

`workbook_reader.py` starts it, sends the bytes of one workbook after the other, and is told what
stands in the sheets of each, as text. It imports next to nothing, so as to start at once.
"""

import io
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import IO

import psutil
import pyarrow as pa
import python_calamine as calamine

from inventory_core.imports.workbook_messages import Ending, Limits, Message, receive, send

_SMALLEST_LIMIT = 64 * 1024**2
_LARGEST_LIMIT = 1024**3
_USUAL_RATIO = 100
"""A sheet shrinks to a tenth or a thirtieth when packed; a bomb to a thousandth."""

_EXACT = 1e15
"""Excel keeps 15 digits: a longer number was rounded, and must look so."""

_PIECE_CELLS = 50_000
_PIECE_BYTES = 1024**2

_DAMAGES = (
    calamine.CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
)

_Value = int | float | str | bool | time | date | datetime | timedelta


class _TooLargeError(Exception):
    """The workbook holds more than it may."""


def main() -> None:
    """Read what comes in, until nothing more comes."""
    limits = Limits(**json.loads(sys.argv[1]))
    _bind(limits)
    while (received := receive(sys.stdin.buffer)) is not None:
        send(sys.stdout.buffer, _answer(received[1], limits, sys.stdout.buffer))


def _bind(limits: Limits) -> None:
    """Let the system refuse more memory than is allowed, where it does so.

    The program is watched as well, but a large piece is taken faster than anybody looks.
    """
    # Arrow's own allocator sets aside far more addresses than it uses, and those are counted.
    pa.set_memory_pool(pa.system_memory_pool())
    if sys.platform != "win32":
        import resource

        most = psutil.Process().memory_info().vms + limits.memory_bytes
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(content: bytes, limits: Limits, target: IO[bytes]) -> Message:
    """Send every sheet, and return how that ended and how many sheets were not looked at."""
    try:
        _check_unpacked_size(content)
        passed_over = _send_sheets(content, limits, target)
    except (_TooLargeError, MemoryError):
        return {"ending": Ending.TOO_LARGE}
    except calamine.PasswordError:
        return {"ending": Ending.PROTECTED}
    except _DAMAGES:
        return {"ending": Ending.DAMAGED}
    except RuntimeError:  # zipfile has no class of its own for a password
        return {"ending": Ending.PROTECTED}
    except BaseException as error:
        # The library's panics derive from BaseException and have no importable class.
        if type(error).__name__ != "PanicException":
            raise
        return {"ending": Ending.DAMAGED}
    return {"ending": Ending.READ, "passed_over": passed_over}


def _check_unpacked_size(content: bytes) -> None:
    """Unpack everything once, piece by piece, since a directory can lie about sizes."""
    if not content.startswith(b"PK"):
        return
    left = min(_LARGEST_LIMIT, max(_SMALLEST_LIMIT, _USUAL_RATIO * len(content)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            member.file_size = left + 2 * _PIECE_BYTES  # read on beyond what the directory says
            with archive.open(member) as stream:
                while piece := stream.read(_PIECE_BYTES):
                    left -= len(piece)
                    if left < 0:
                        raise _TooLargeError


def _send_sheets(content: bytes, limits: Limits, target: IO[bytes]) -> int:
    """Send each sheet as its name and a stream of pieces; return how many were passed over."""
    cells, text_bytes = limits.cells, limits.text_bytes
    with calamine.load_workbook(io.BytesIO(content)) as workbook:
        sheets = [
            (position, sheet.name)
            for position, sheet in enumerate(workbook.sheets_metadata)
            if sheet.typ is calamine.SheetTypeEnum.WorkSheet
        ]
        for position, name in sheets[: limits.sheets]:
            sheet = workbook.get_sheet_by_index(position)
            last_row, last_column = sheet.end or (0, 0)
            cells -= (last_row + 1) * (last_column + 1)
            if cells < 0:
                raise _TooLargeError
            # Whole before it is sent: what goes wrong on the way can still be told.
            pieces = []
            for piece in _pieces(sheet):
                text_bytes -= piece.nbytes
                if text_bytes < 0:
                    raise _TooLargeError
                pieces.append(piece)
            if pieces:
                send(target, {"sheet": name})
                with pa.ipc.new_stream(target, pieces[0].schema) as stream:
                    for piece in pieces:
                        stream.write_batch(piece)
    return max(0, len(sheets) - limits.sheets)


def _pieces(sheet: calamine.CalamineSheet) -> Iterator[pa.RecordBatch]:
    """A sheet as columns of text, from its first row on, some rows at a time."""
    if sheet.end is None:
        return
    rows = sheet.iter_rows()
    names = [str(position) for position in range(sheet.end[1] + 1)]
    while piece := list(islice(rows, max(1, _PIECE_CELLS // len(names)))):
        texts = ([value if type(value) is str else _text(value) for value in row] for row in piece)
        columns = [pa.array(column, pa.large_string()) for column in zip(*texts, strict=True)]
        yield pa.record_batch(columns, names)


def _text(value: _Value) -> str:
    """A cell as a person would type it: 123 for 123.0, ISO days."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        if abs(value) >= _EXACT:
            return format(value, ".14e")
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    return str(value)


if __name__ == "__main__":
    main()
