"""Reads workbooks in a process of their own, so that no file can end the app or take all memory.

A plain program: what multiprocessing spawns would first import the whole app anew.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import IO, Self

import psutil
import pyarrow as pa

from inventory_core.imports.workbook_messages import Ending, Limits, receive, send

_PROGRAM = "inventory_core.imports.workbook_program"
_FOLDER = Path(__file__).parents[2]
_LOOK_SECONDS = 0.05
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows would show an empty terminal meanwhile."""


@dataclass(frozen=True, eq=False, kw_only=True)
class ReadSheet:
    """A sheet with rows. cells: columns of text by position, from its first row on."""

    name: str
    cells: pa.Table


@dataclass(frozen=True, eq=False, kw_only=True)
class ReadWorkbook:
    """What became of a workbook. passed_over: how many sheets were not looked at."""

    ending: Ending
    sheets: tuple[ReadSheet, ...] = ()
    passed_over: int = 0


class WorkbookReader:
    """Reads the workbooks of one drop, one after the other.

    The process is started by the first workbook, and again after one that ended it. Use it in a
    `with` statement, or close it: the process ends then.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; another workbook would start a new one."""
        if self._process is not None:
            self._process.kill()
            # What was not sent can no longer be, if the process ended before.
            with suppress(OSError):
                self._process.communicate()
            self._process = None

    def read(self, content: bytes) -> ReadWorkbook:
        """Return all sheets with rows, or how their reading ended."""
        process = self._process = self._process or self._started()
        seconds = self._limits.seconds
        seconds += self._limits.seconds_per_megabyte * len(content) / 1024**2
        finished = False
        try:
            with _watched(process, memory_bytes=self._limits.memory_bytes, seconds=seconds):
                read = _asked(process, content)
            finished = read.ending is not Ending.CRASHED
        finally:
            if not finished:
                self.close()
        return read

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", _PROGRAM, json.dumps(asdict(self._limits))],
            cwd=_FOLDER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_NO_WINDOW,
        )


def _asked(process: subprocess.Popen[bytes], content: bytes) -> ReadWorkbook:
    """Send a workbook, and take what the program tells of it."""
    try:
        send(_open(process.stdin), {}, content)
        return _told(_open(process.stdout))
    except (OSError, pa.ArrowInvalid):  # it came to an end while something was sent
        return ReadWorkbook(ending=Ending.CRASHED)


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("process: it must be started with pipes")
    return pipe


def _told(answers: IO[bytes]) -> ReadWorkbook:
    sheets: list[ReadSheet] = []
    while (received := receive(answers)) is not None:
        message, _content = received
        if "ending" in message:
            return ReadWorkbook(
                ending=Ending(message["ending"]),
                sheets=tuple(sheets),
                passed_over=message.get("passed_over", 0),
            )
        sheets.append(
            ReadSheet(name=message["sheet"], cells=pa.ipc.open_stream(answers).read_all())
        )
    return ReadWorkbook(ending=Ending.CRASHED)


@contextmanager
def _watched(
    process: subprocess.Popen[bytes], *, memory_bytes: int, seconds: float
) -> Iterator[None]:
    """End the process where it takes too much meanwhile."""
    done = Event()
    watch = Thread(target=_watch, args=(process, done, memory_bytes, seconds), daemon=True)
    watch.start()
    try:
        yield
    finally:
        done.set()
        watch.join()


def _watch(
    process: subprocess.Popen[bytes], done: Event, memory_bytes: int, seconds: float
) -> None:
    with suppress(psutil.Error):  # it came to an end by itself
        watched = psutil.Process(process.pid)
        last = _work_seconds(watched) + seconds
        while not done.wait(_LOOK_SECONDS):
            if watched.memory_info().rss > memory_bytes or _work_seconds(watched) > last:
                process.kill()


def _work_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
