"""Copies of the database: checked, kept in turn, and put back without anything being lost."""

import itertools
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from inventory_core.domain.errors import StoreError
from inventory_core.store import backups, database
from inventory_core.store.store import Store
from tests.store.files import sales_of, sold, upload

NOW = datetime(2026, 2, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone

LEAVE_LOG = """
import os, sys, duckdb
connection = duckdb.connect(sys.argv[1])
connection.execute("insert into settings values ('order_cost', '3.5')")
os._exit(9)
"""
HOLD = """
import sys, time, duckdb
held = duckdb.connect(sys.argv[1])
print("held", flush=True)
time.sleep(60)
"""


def keep(store: Store, *contents: str) -> None:
    for content in contents:
        told = sales_of((content, "TEA", "2026-01-05", 1))
        store.save(upload(content, sales=told), now=NOW)


def units(path: Path) -> float:
    return sum(sold(Store(path)).values())


def restore(path: Path, file: Path) -> Path | None:
    return backups.restore(path, file, now=NOW, wait_seconds=0.1)


def with_a_log_left(path: Path) -> Path:
    """Write into the database as a program does that is ended before it closes the file."""
    subprocess.run([sys.executable, "-c", LEAVE_LOG, str(path)], check=False)
    log = path.with_name(f"{path.name}.wal")
    assert log.exists()
    return log


def test_a_backup_holds_all_that_the_database_holds(store: Store) -> None:
    keep(store, "a", "b")
    store.save_settings(order_cost=12.5)

    backup = store.back_up(now=NOW)

    assert backup.path == store.path.parent / "backups" / "shop 2026-02-01 12.30.00.duckdb"
    assert (backup.uploads, backup.sale_lines, backup.last_saved) == (2, 2, NOW.date())
    assert backup.sentence == (
        "Uploads in it: 2, lines of sales: 2; the last was saved on 1 Feb 2026."
    )
    copy = Store(shutil.copy(backup.path, store.path.with_name("copy.duckdb")))
    assert sold(copy) == sold(store)
    assert copy.state() == store.state()
    assert sorted(file.name for file in backup.path.parent.iterdir()) == [backup.path.name]


def test_the_newest_five_are_kept_and_those_of_another_shop(store: Store) -> None:
    other = Store(store.path.with_name("other.duckdb"))
    other.back_up(now=NOW)
    for number in range(7):
        store.back_up(now=NOW + timedelta(seconds=number // 2))

    assert [file.stem[-2:] for file in backups.kept(store.path)] == ["06", "05", "04", "03", "02"]
    assert len(backups.kept(other.path)) == 1


def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "usb" / "shop.duckdb"
    assert store.back_up(now=NOW, file=file).path == file
    before = file.read_bytes()

    with pytest.raises(StoreError, match=r"is there already: choose another name for the backup\."):
        store.back_up(now=NOW, file=file)

    assert file.read_bytes() == before
    assert backups.kept(store.path) == []


def test_a_copy_that_lacks_something_is_no_backup(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(store, "a")
    count, asked = database.row_counts, itertools.count()
    monkeypatch.setattr(database, "row_counts", lambda told: {**count(told), "sales": next(asked)})

    with pytest.raises(StoreError, match=r"is not complete: check the disk and try again\."):
        store.back_up(now=NOW)

    assert list((store.path.parent / "backups").iterdir()) == []


def test_a_backup_comes_back_and_what_was_there_is_kept(store: Store) -> None:
    keep(store, "a")
    backup = store.back_up(now=NOW)
    keep(store, "b", "c")
    seen = store.versions()

    before = restore(store.path, backup.path)

    assert units(store.path) == 1
    assert before is not None
    assert before in backups.kept(store.path)
    assert units(before) == 3
    # No cache takes it for a state of before.
    after = Store(store.path).versions()
    assert min(after.sales, after.products, after.forecasts) > max(seen.sales, seen.products)
    restore(store.path, before)
    assert units(store.path) == 3


def test_a_backup_is_put_back_where_there_is_no_database(store: Store) -> None:
    keep(store, "a")
    backup = store.back_up(now=NOW)
    with_a_log_left(store.path)
    store.path.unlink()

    assert restore(store.path, backup.path) is None
    assert units(store.path) == 1


def test_a_copy_put_back_by_hand_beside_what_was_left_is_explained_and_not_spoilt(
    store: Store, tmp_path: Path
) -> None:
    keep(store, "a")
    backup = store.back_up(now=NOW)
    keep(store, "b")
    log = with_a_log_left(store.path)
    shutil.copy(backup.path, store.path)
    copied, left = store.path.read_bytes(), log.read_bytes()

    for _attempt in range(2):
        with pytest.raises(StoreError, match="the last changes of another one: move that away, or"):
            Store(store.path)
    assert (store.path.read_bytes(), log.read_bytes()) == (copied, left)

    before = restore(store.path, backup.path)
    assert units(store.path) == 1
    assert before is not None
    assert not log.exists()
    assert before.with_name(f"{before.name}.wal").read_bytes() == left


def test_what_a_killed_program_had_finished_is_kept_beside_a_restored_backup(store: Store) -> None:
    backup = store.back_up(now=NOW)
    with_a_log_left(store.path)

    before = restore(store.path, backup.path)

    assert before is not None
    assert Store(before).settings().order_cost == 3.5
    assert Store(store.path).settings().order_cost != 3.5


def test_a_damaged_database_gives_way_to_a_backup(store: Store) -> None:
    keep(store, "a")
    backup = store.back_up(now=NOW)
    seen = store.versions()
    store.path.write_bytes(b"damaged" * 1000)

    before = restore(store.path, backup.path)

    assert units(store.path) == 1
    assert before is not None
    assert before.read_bytes() == b"damaged" * 1000
    assert Store(store.path).versions().sales > seen.sales + 100


@pytest.mark.parametrize("what", ["missing", "no database", "empty", "newer", "another program's"])
def test_what_is_no_backup_changes_nothing(store: Store, tmp_path: Path, what: str) -> None:
    keep(store, "a")
    before = store.path.read_bytes()
    file = tmp_path / "chosen.duckdb"
    if what == "no database":
        file.write_bytes(b"a spreadsheet" * 100)
    elif what == "newer":
        shutil.copy(store.path, file)
        with duckdb.connect(file) as connection:
            connection.execute("insert into migrations values ('9999 later')")
    elif what != "missing":
        with duckdb.connect(file) as connection:
            if what == "another program's":
                connection.execute("create table notes (text text)")

    with pytest.raises(StoreError, match=r"\S.+: .+\."):
        restore(store.path, file)

    assert store.path.read_bytes() == before
    assert not (store.path.parent / "backups").exists()
    assert units(store.path) == 1


def test_a_held_database_is_not_replaced(store: Store) -> None:
    backup = store.back_up(now=NOW)
    keep(store, "a")
    command = [sys.executable, "-c", HOLD, str(store.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            with pytest.raises(StoreError, match="in use by another program"):
                restore(store.path, backup.path)
        finally:
            process.kill()

    assert units(store.path) == 1


@pytest.mark.parametrize("file", sorted((Path(__file__).parent / "earlier").glob("*.zip"))[:1])
def test_a_backup_of_before_is_brought_up_to_date_when_it_is_back(
    file: Path, store: Store, tmp_path: Path
) -> None:
    shutil.unpack_archive(file, tmp_path / "earlier")

    restore(store.path, tmp_path / "earlier" / "shop.duckdb")

    assert len(Store(store.path).uploads()) == 4
    assert [one.name for one in (tmp_path / "earlier").iterdir()] == ["shop.duckdb"]
