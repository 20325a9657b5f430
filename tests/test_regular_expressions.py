"""No regular expression takes longer than in proportion to what it reads: a name of twenty thousand
blanks would else stop a page for a minute."""

import re
import time
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHORT, LONG = 1_500, 12_000
LETTERS = (
    " ",
    "1",
    "a",
    "-",
    ".",
    ",",
    "(",
    "[",
    "“",
    "_",
    "x ",
    "1 ",
    "1,",
    "a-",
    "a.",
    "\t",
    "\n",
)
MOST = 3.0
"""So many times longer than in proportion: eight times as much text may take 24 times as long,
where one that is squared takes 64 times."""
NOTHING_S = 0.004
"""Less than that is not worth measuring."""


def modules() -> Iterator[str]:
    for folder in ("inventory_core", "pages/shared"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            if file.stem != "__main__":
                yield ".".join(file.relative_to(ROOT).with_suffix("").parts)


def patterns_in(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth < 3 and isinstance(value, dict):
        yield from found_in([*value.keys(), *value.values()], depth)
    elif depth < 3 and isinstance(value, (list, tuple, set, frozenset)):
        yield from found_in(value, depth)


def found_in(values: Iterable[object], depth: int) -> Iterator[re.Pattern[str]]:
    for inner in values:
        yield from patterns_in(inner, depth + 1)


PATTERNS = {
    (pattern.pattern, pattern.flags): (name, pattern)
    for name in modules()
    for value in vars(import_module(name)).values()
    for pattern in patterns_in(value)
}


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """The shortest of three searches for all that it finds."""
    taken = []
    for _ in range(3):
        started = time.thread_time()
        for _found in pattern.finditer(text):
            pass
        taken.append(time.thread_time() - started)
    return min(taken)


def test_there_are_patterns_to_try() -> None:
    assert len(PATTERNS) > 40


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        pytest.param(name, pattern, id=f"{name}: {pattern.pattern[:40]}")
        for name, pattern in PATTERNS.values()
    ],
)
def test_a_long_text_takes_no_longer_than_in_proportion(
    name: str, pattern: re.Pattern[str]
) -> None:
    for letters in LETTERS:
        for end in ("", "!"):
            long = letters * (LONG // len(letters)) + end
            taken = seconds(pattern, long[-3_000:])
            if taken * (LONG / 3_000) ** 2 < NOTHING_S:
                continue
            short = seconds(pattern, letters * (SHORT // len(letters)) + end)
            assert seconds(pattern, long) < max(MOST * LONG / SHORT * short, NOTHING_S), (
                name,
                letters,
            )
