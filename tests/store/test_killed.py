"""Programs that write are ended at any moment, and several write at once: nothing is half there."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from inventory_core.domain.products import cells_of
from inventory_core.store.store import Store
from tests.store.files import fact, sold

NOW = datetime(2026, 2, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone
ROOT = Path(__file__).parents[2]
UNITS = 7
"""Sold and counted by each file: as many products, one of each."""

WRITE = """
import sys, time
from datetime import datetime
from pathlib import Path
from inventory_core.imports.drop import import_file
from inventory_core.shop import actions
from inventory_core.store.store import Store
from tests.store.test_killed import content_of

path, channel, first, seconds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
now = datetime(2026, 2, 1, 12, 30)
store, number = Store(path, wait_seconds=60), first
ends = time.monotonic() + seconds
while time.monotonic() < ends:
    content = content_of(channel, number).encode()
    imported = import_file(f"{number}.csv", content, today=now.date())
    saved = actions.save_import(store, imported, now=now)
    print("saved", number, flush=True)
    if number % 3 == 2:
        store.undo(saved.upload)
        print("undone", number, flush=True)
    number += 1
"""


def content_of(channel: str, number: int) -> str:
    """A file of orders and counts that nobody else sends."""
    lines = [
        f"2026-01-05,{channel} {number} {unit},{channel} {number},{unit + 4},1,€4.00,3"
        for unit in range(UNITS)
    ]
    return "\n".join(["Date,SKU,Product name,Order number,Units,Unit price,On hand", *lines])


@contextmanager
def writing(path: Path, channel: str, first: int, seconds: float) -> Iterator[subprocess.Popen]:
    """Let another program save file after file, and undo every third one."""
    command = [sys.executable, "-c", WRITE, str(path), channel, str(first), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            yield process
        finally:
            process.kill()


def actions_of(told: str) -> list[tuple[str, int]]:
    """What a program said it had done; its last line may be cut off."""
    lines = [line.split() for line in told.splitlines(keepends=True) if line.endswith("\n")]
    return [(word, int(number)) for word, number in lines]


def after(known: set[int], actions: list[tuple[str, int]]) -> set[int]:
    """The files that are there after these actions: each saves one, or takes it back."""
    for _word, number in actions:
        known = known ^ {number}
    return known


def following(actions: list[tuple[str, int]], first: int) -> tuple[str, int]:
    """What a program does after these actions."""
    word, number = actions[-1] if actions else ("", first - 1)
    return ("undone", number) if word == "saved" and number % 3 == 2 else ("saved", number + 1)


def files_of(store: Store, channel: str) -> set[int]:
    """The files that the shop knows of; all that each tells has to be there."""
    lines: Counter[int] = Counter()
    for (sku, _day), units in sold(store).items():
        if sku.startswith(f"{channel} "):
            lines[int(sku.split()[1])] += units
    assert set(lines.values()) <= {UNITS}
    counted = [sku for sku in store.stock()["sku"] if sku.startswith(f"{channel} ")]
    assert len(counted) == UNITS * len(lines)
    return set(lines)


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such end")
@pytest.mark.parametrize("times", [4, pytest.param(200, marks=pytest.mark.long)])
def test_a_program_that_is_killed_leaves_what_it_finished_and_no_half(
    store: Store, times: int
) -> None:
    rng = random.Random(7)  # noqa: S311, any moments will do
    known: set[int] = set()
    first = 0
    for _time in range(times):
        with writing(store.path, "shop", first, 60) as process:
            assert process.stdout is not None
            told = process.stdout.readline()
            time.sleep(rng.uniform(0, 0.4))
            process.send_signal(signal.SIGKILL)
            told += process.stdout.read()
        done = actions_of(told)
        finished = after(known, done)
        begun = after(finished, [following(done, first)])

        known = files_of(Store(store.path), "shop")

        assert known in (finished, begun)
        assert store.settings().currency == ("€" if known else "")
        first = max(known | {number for _word, number in done}) + 2


@pytest.mark.parametrize("seconds", [3, pytest.param(60, marks=pytest.mark.long)])
def test_the_app_and_two_command_lines_write_at_once_and_lose_nothing(
    store: Store, seconds: int
) -> None:
    app, prices = Store(store.path, wait_seconds=60), 0
    with (
        writing(store.path, "shop", 0, seconds) as one,
        writing(store.path, "fair", 0, seconds) as other,
    ):
        while one.poll() is None or other.poll() is None:
            prices += 1
            app.edit_products(cells_of("typed", {"price": float(prices)}), now=NOW)
            app.versions()
        told = {
            channel: actions_of(process.communicate(timeout=60)[0])
            for channel, process in (("shop", one), ("fair", other))
        }

    assert (one.returncode, other.returncode) == (0, 0)
    for channel, actions in told.items():
        assert files_of(store, channel) == after(set(), actions)
        assert actions
    assert store.versions().sales == sum(map(len, told.values()))
    assert fact(store, "typed", "price") == prices
