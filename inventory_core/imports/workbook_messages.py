"""What the app and the program that reads workbooks for it say to each other."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Any

Message = dict[str, Any]


class Ending(StrEnum):
    """How the reading of a workbook ended; CRASHED where the program came to its end with it."""

    READ = "read"
    PROTECTED = "protected"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    CRASHED = "crashed"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What reading a workbook may take.

    memory_bytes: for everything; a cell takes about a hundred. cells: of all sheets together, up to
    the last corner of each, since blank ones cost as much. text_bytes: of what all cells say.
    sheets: that are looked at. seconds, seconds_per_megabyte: of work, whatever else the computer
    does meanwhile; of honest workbooks a megabyte takes half a second.
    """

    memory_bytes: int = 3 * 1024**3
    cells: int = 40_000_000
    text_bytes: int = 512 * 1024**2
    sheets: int = 50
    seconds: float = 30.0
    seconds_per_megabyte: float = 4.0


def send(stream: IO[bytes], message: Message, content: bytes = b"") -> None:
    """Send a line that says something, and the bytes that it speaks of."""
    stream.write(json.dumps(message | {"bytes": len(content)}).encode() + b"\n")
    stream.write(content)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[Message, bytes] | None:
    """Wait for a message and its bytes; None where the other side has ended, also within one."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    message: Message = json.loads(line)
    content = stream.read(message["bytes"])
    return (message, content) if len(content) == message["bytes"] else None
