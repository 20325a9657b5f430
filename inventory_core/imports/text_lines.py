"""The lines of a text file: where each begins, and which of them cannot be read in one go."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inventory_core.imports.pieces import Counts

_MARK, _FEED, _RETURN = b'"\n\r'

Signs = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False, kw_only=True)
class Lines:
    """A text in UTF-8. starts: where each line begins, and at last where the text ends."""

    text: bytes
    starts: Counts

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.starts) - 1

    @property
    def longest(self) -> int:
        """Bytes of the longest line."""
        return int(np.diff(self.starts).max(initial=0))

    def span(self, first: int, last: int) -> memoryview:
        """Return the bytes of the lines from the first up to, without, the last."""
        return memoryview(self.text)[self.starts[first] : self.starts[last]]

    def strings(self, first: int, last: int | None = None) -> Iterator[str]:
        """Return those lines as text, each with its end."""
        for number in range(first, len(self) if last is None else min(last, len(self))):
            yield self.text[self.starts[number] : self.starts[number + 1]].decode()

    def need_care(self, first: int, last: int, delimiter: str) -> Flags:
        """Return True for lines that are no row by themselves, or none that all readers agree on.

        Blank ones; those in which a quotation mark stays open; and those in which one stands
        elsewhere than around a cell or doubled within it.
        """
        starts = self.starts[first : last + 1] - self.starts[first]
        signs = np.frombuffer(self.span(first, last), np.uint8)
        care = np.isin(signs[starts[:-1]], (_FEED, _RETURN))
        marks = np.flatnonzero(signs == _MARK)
        if len(marks):
            before_line = np.searchsorted(marks, starts)
            line = np.repeat(np.arange(last - first), np.diff(before_line))
            opening = (np.arange(len(marks)) - before_line[line]) % 2 == 0
            care[line[~_stands_well(signs, marks, opening, delimiter)]] = True
            care |= np.diff(before_line) % 2 == 1
        return care


def lines_of(text: bytes) -> Lines:
    """Find the lines of a text in UTF-8, whichever ends they have."""
    signs = np.frombuffer(text, np.uint8)
    ends = np.flatnonzero(signs == _FEED)
    if b"\r" in text:
        returns = np.flatnonzero(signs == _RETURN)
        lone = returns[signs[np.minimum(returns + 1, len(signs) - 1)] != _FEED]
        ends = np.sort(np.concatenate([ends, lone])) if len(lone) else ends
    starts = np.concatenate([[0], ends + 1])
    return Lines(
        text=text, starts=starts if starts[-1] == len(text) else np.append(starts, len(text))
    )


def _stands_well(signs: Signs, marks: Counts, opening: Flags, delimiter: str) -> Flags:
    """True for marks that open or close a cell, or that are doubled within it."""
    end = np.array([_FEED], np.uint8)
    padded = np.concatenate([end, signs, end])
    neighbour = np.where(opening, padded[marks], padded[marks + 2])
    return np.isin(neighbour, (_FEED, _RETURN, _MARK, ord(delimiter)))
