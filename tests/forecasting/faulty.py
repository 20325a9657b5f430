"""Work that goes wrong, for processes to do; they start quickly, as little is imported here."""

import os
import signal
import time
from pathlib import Path

KILLER, FAULT = -1, 0
"""Tasks that end the process that works on them, and that raise an error."""


def divide_sixty(number: int) -> float:
    if number == KILLER:
        time.sleep(0.5)  # Dask gives up a worker that ends the moment it has started
        os._exit(1)
    return 60 / number


def be_killed_once(trace: Path, number: int) -> int:
    """End one task's process the first time, as a computer short of memory may do."""
    if number == KILLER and not trace.exists():
        trace.touch()
        os.kill(os.getpid(), signal.SIGTERM)
    return number


class UntransportableError(Exception):
    """It cannot be unpickled: it takes two arguments and passes on one."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def raise_untransportable(number: int) -> None:
    raise UntransportableError("lost in ", "translation")


def work_slowly(traces: Path, number: int) -> int:
    """Work for a while, and tell in a file which process did so."""
    (traces / f"{number} {os.getpid()}").touch()
    time.sleep(0.3)
    return number
