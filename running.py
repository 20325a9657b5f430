"""Which SoloStock of this folder runs: one at a time, and where it can be reached.

The one that runs holds a lock on a file. However it ends, the system frees the lock: a file left
behind hinders nobody, and another program on the same port is never taken for SoloStock. Like
run.py, this needs the standard library alone and must parse on older versions of Python.
"""

from __future__ import annotations

import http.client
import json
import sys
from pathlib import Path
from typing import IO, Any

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ADDRESS = "127.0.0.1"
LOCKED_BYTE = 1 << 20
"""Far behind what stands in the file: Windows lets nobody else read a byte that is locked."""


def opened(file: Path) -> IO[bytes] | None:
    """The file, made where it is missing; None where it cannot be written."""
    try:
        file.touch()
        return file.open("r+b", buffering=0)
    except OSError:
        return None


def lock(place: IO[bytes]) -> bool:
    """Lock the file until all that have it open end or close it; False where others hold it."""
    try:
        if sys.platform == "win32":
            place.seek(LOCKED_BYTE)
            msvcrt.locking(place.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # a disk that knows no locks
        return True
    return True


def tell(place: IO[bytes], *, database: str, port: int | None) -> None:
    """Say in the file which database is open, and at which port as soon as it answers."""
    place.seek(0)
    place.write(json.dumps({"database": database, "port": port}).encode() + b"\n")


def told_in(place: IO[bytes]) -> dict[str, Any]:
    """What the SoloStock that holds the file says of itself; nothing while that is written."""
    place.seek(0)
    try:
        return dict(json.loads(place.readline()))
    except (ValueError, TypeError):
        return {}


def address_of(port: int) -> str:
    """Where a browser finds the app."""
    return f"http://{ADDRESS}:{port}"


def is_healthy(port: int) -> bool:
    """Whether the app answers on the port."""
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=5)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
