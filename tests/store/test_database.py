"""The database file: migrations, short connections, and a sentence for everything that can fail."""

import os
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from inventory_core.domain.errors import StoreError
from inventory_core.domain.settings import Settings
from inventory_core.store import database
from inventory_core.store.schema import MIGRATIONS, Migration
from inventory_core.store.store import Store

NOBODY = 65534

HOLD = """
import sys, time, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
time.sleep(float(sys.argv[2]))
connection.close()
"""

FILL = """
import resource, sys
from datetime import datetime
from pathlib import Path
import pandas as pd
from inventory_core.domain.errors import StoreError
from inventory_core.store.store import Store

store = Store(Path(sys.argv[1]))
names = [str(number * 7919 % 100003) * 20 for number in range(50_000)]
cells = pd.DataFrame({"sku": names, "field": "name", "value": names[::-1]})
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
try:
    store.edit_products(cells, now=datetime(2026, 1, 1))
except StoreError as error:
    print(error)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shop.duckdb"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everyone may look into, on the way to it too."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def without_privileges() -> Iterator[None]:
    """Permissions do not hold for root: such a test runs as nobody."""
    if os.name == "nt" or os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    yield
    os.seteuid(0)


def sentence(error: StoreError) -> str:
    """The text of an error, which has to be a whole sentence that says what to do."""
    assert re.fullmatch(r"\S.+: .+\.", str(error)), f"no advice: {error}"
    return str(error)


def refused(path: Path, *, wait_seconds: float = 0.0) -> str:
    """Open a store that cannot be opened; its file has to stay as it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as caught:
        Store(path, wait_seconds=wait_seconds)

    assert (path.read_bytes() if path.is_file() else None) == before
    return sentence(caught.value)


def ask(path: Path, question: str) -> list[tuple]:
    with duckdb.connect(path) as connection:
        return connection.execute(question).fetchall()


@contextmanager
def held(path: Path, *, seconds: float) -> Iterator[None]:
    """Let another program hold the file, so long or until the end of the block."""
    command = [sys.executable, "-c", HOLD, str(path), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield
        finally:
            process.kill()


# Migrations


def test_a_new_database_has_every_migration_once(path: Path) -> None:
    Store(path)
    Store(path)

    assert ask(path, "select name from migrations order by name") == [
        (migration.name,) for migration in MIGRATIONS
    ]


def test_a_new_database_makes_its_folder_and_no_backup(tmp_path: Path) -> None:
    Store(tmp_path / "new" / "folder" / "shop.duckdb")

    assert [file.name for file in (tmp_path / "new" / "folder").iterdir()] == ["shop.duckdb"]


def test_a_failing_migration_leaves_nothing_behind(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(path).save_settings(order_cost=12.5)
    broken = Migration(
        name="9998 broken",
        sql="create table extra (x integer); insert into nowhere values (1)",
    )
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, broken))

    with pytest.raises(duckdb.CatalogException, match="nowhere"):
        Store(path)

    assert ask(path, "select count(*) from duckdb_tables() where table_name = 'extra'") == [(0,)]
    assert ask(path, "select name from migrations order by name") == [
        (migration.name,) for migration in MIGRATIONS
    ]
    monkeypatch.undo()
    assert Store(path).settings().order_cost == 12.5


def test_a_failing_migration_keeps_those_before_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(path)
    good = Migration(name="9998 good", sql="create table extra (x integer)")
    broken = Migration(name="9999 broken", sql="insert into nowhere values (1)")
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, good, broken))

    with pytest.raises(duckdb.CatalogException):
        Store(path)

    assert ask(path, "select name from migrations order by name") == [
        *((migration.name,) for migration in MIGRATIONS),
        ("9998 good",),
    ]


def test_the_file_is_copied_before_a_later_migration(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(path).save_settings(order_cost=12.5)
    before = path.read_bytes()
    later = Migration(name="0002 later", sql="drop table settings")
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, later))

    Store(path)

    copy = path.with_name("shop.before-0002.duckdb")
    assert copy.read_bytes() == before
    monkeypatch.undo()
    assert Store(copy).settings().order_cost == 12.5


def test_without_room_for_the_copy_nothing_is_migrated(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(path)
    path.with_name("shop.before-0002.duckdb").mkdir()
    later = Migration(name="0002 later", sql="drop table settings")
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, later))

    assert "cannot be copied before it is brought up to date (Is a directory)" in refused(path)


def test_two_threads_may_make_the_same_database(path: Path) -> None:
    problems: list[BaseException] = []

    def make() -> None:
        try:
            Store(path).versions()
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert problems == []
    assert ask(path, "select count(*) from migrations") == [(len(MIGRATIONS),)]


# Held by another program


def test_a_held_file_is_explained_after_the_wait(path: Path) -> None:
    Store(path)
    started = time.monotonic()
    with held(path, seconds=60), pytest.raises(StoreError) as caught:
        Store(path, wait_seconds=0.3)

    assert time.monotonic() - started >= 0.3
    assert sentence(caught.value) == (
        f"The database {path} is in use by another program: close it and try again."
    )


def test_a_held_file_is_opened_as_soon_as_it_is_let_go(path: Path) -> None:
    store = Store(path, wait_seconds=60)

    with held(path, seconds=0.5):
        assert store.versions().sales == 0


def test_a_question_to_a_held_file_is_explained_too(path: Path) -> None:
    store = Store(path, wait_seconds=0.1)

    with (
        held(path, seconds=60),
        pytest.raises(StoreError, match="in use by another program: close it"),
    ):
        store.versions()

    assert store.versions().sales == 0


def test_windows_words_for_a_held_file_are_known() -> None:
    path = Path("shop.duckdb")
    texts = (
        'Cannot open file "shop.duckdb": The process cannot access the file because it is being '
        "used by another process.",
        'Cannot open file "shop.duckdb": 另一个程序正在使用此文件，进程无法访问。\n\n'
        "File is already open in \nC:\\python.exe (PID 8252)",
    )
    for text in texts:
        told = database.explanation(path, duckdb.IOException(text))

        assert told == (
            "The database shop.duckdb is in use by another program: close it and try again."
        )


def test_a_path_that_speaks_of_locks_is_no_held_file(tmp_path: Path) -> None:
    folder = tmp_path / "could not set lock" / "already open in"
    folder.mkdir(parents=True)

    told = refused(folder, wait_seconds=60)

    assert "(Is a directory)" in told


# What is no database of ours


@pytest.mark.parametrize(
    "content",
    [b"", b"no database", b"Date,SKU,Units\n2026-01-05,00417,2\n" * 1000, bytes(range(256)) * 99],
    ids=["empty", "short", "spreadsheet", "binary"],
)
def test_a_file_that_is_no_database_stays_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    assert refused(path) == (
        f"{path} is not a SoloStock database: choose another file with --database, "
        "or move this one away and start anew."
    )


def test_a_database_of_another_kind_is_refused_without_asking_the_internet(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("create table sales (sku text)")
    connection.close()

    assert f"{path} is not a SoloStock database: " in refused(path)


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    with duckdb.connect(path) as connection:
        connection.execute("create table sales as select 'tea' as sku")

    assert refused(path) == (
        f"{path} is a database of another program: choose another file with --database."
    )


def test_a_database_with_an_unknown_migration_is_of_a_newer_version(path: Path) -> None:
    Store(path)
    with duckdb.connect(path) as connection:
        connection.execute("insert into migrations values ('0099 from the future')")

    assert refused(path) == (
        f"The database {path} was made by a newer version: please update SoloStock."
    )


def checksum(block: bytes) -> int:
    """What DuckDB writes in front of its main header: every 8 bytes multiplied, and combined."""
    result = 5381
    for (number,) in struct.iter_unpack("<Q", block):
        result ^= number * 0xBF58476D1CE4E5B9 % 2**64
    return result


def test_a_file_of_a_newer_duckdb_is_of_a_newer_version(path: Path) -> None:
    Store(path)
    content = bytearray(path.read_bytes())
    content[12:20] = struct.pack("<Q", 5000)
    content[:8] = struct.pack("<Q", checksum(bytes(content[8:4096])))
    path.write_bytes(content)

    assert refused(path) == (
        f"The database {path} was made by a newer version: please update SoloStock."
    )


@pytest.mark.parametrize("damage", ["cut off", "overwritten"])
def test_a_damaged_file_is_explained_and_stays_as_it_is(path: Path, damage: str) -> None:
    Store(path)
    content = bytearray(path.read_bytes())
    if damage == "cut off":
        del content[13_000:]
    else:
        content[100:4096] = bytes(3996)
        content[8:12] = b"DUCK"
        content[30] = 255
    path.write_bytes(content)

    told = refused(path)

    assert told.startswith(f"The database {path} is damaged (")
    assert told.endswith("put a copy of it in its place, or move it away and start anew.")


# What cannot be written


def test_a_folder_in_place_of_a_file_is_explained(tmp_path: Path) -> None:
    assert refused(tmp_path) == (
        f"The database {tmp_path} cannot be written (Is a directory): check that the folder "
        "exists, that you may write in it and that the disk is not full, or choose another file "
        "with --database."
    )


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("a file, not a folder", encoding="utf-8")

    told = refused(tmp_path / "notes.txt" / "SoloStock" / "shop.duckdb")

    assert "cannot be written (Not a directory): check that the folder exists" in told


def test_a_read_only_file_is_explained(open_folder: Path, without_privileges: None) -> None:
    path = open_folder / "shop.duckdb"
    with as_owner():
        Store(path)
        path.chmod(0o444)

    assert f"The database {path} cannot be written (Permission denied): check" in refused(path)


@pytest.mark.skipif(os.name == "nt", reason="Windows does not keep anyone from writing in a folder")
def test_a_read_only_folder_is_explained(open_folder: Path, without_privileges: None) -> None:
    path = open_folder / "shop.duckdb"
    with as_owner():
        store = Store(path)
        path.chmod(0o666)
        before = path.read_bytes()
        open_folder.chmod(0o555)

    with pytest.raises(StoreError, match=r"cannot be written \(Permission denied\)") as caught:
        store.save_settings(order_cost=12.5)

    assert sentence(caught.value)
    assert path.read_bytes() == before
    assert store.settings() == Settings()
    with as_owner():
        open_folder.chmod(0o755)


class as_owner:  # noqa: N801, it reads as a word
    """For a moment, be the one who started the tests again."""

    def __enter__(self) -> None:
        self.user = os.geteuid() if os.name != "nt" else None
        if self.user == NOBODY and os.getuid() == 0:
            os.seteuid(0)

    def __exit__(self, *_: object) -> None:
        if self.user == NOBODY and os.getuid() == 0:
            os.seteuid(NOBODY)


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot limit the size of a file")
def test_a_full_disk_is_explained_and_loses_nothing(path: Path) -> None:
    Store(path).save_settings(order_cost=12.5)

    done = subprocess.run(
        [sys.executable, "-c", FILL, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    assert f"The database {path} cannot be written (File too large): check" in done.stdout
    assert Store(path).settings().order_cost == 12.5
    assert len(Store(path).uploads()) == 0


def test_a_file_that_went_away_is_missed_and_not_made_anew(path: Path) -> None:
    store = Store(path)
    path.unlink()

    with pytest.raises(StoreError) as caught:
        store.versions()

    assert sentence(caught.value).startswith(f"The database {path} is gone: put it back, or")
    assert not path.exists()


def test_a_name_like_an_address_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    Store(Path("md:shop"))

    assert (tmp_path / "md:shop").is_file()


def test_threads_that_read_and_write_at_once_do_not_meet(tmp_path: Path) -> None:
    store = Store(tmp_path / "shop.duckdb")

    def ask(number: int) -> int:
        if number % 5 == 0:
            store.save_settings(order_cost=float(number))
        return store.versions().sales

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, range(120))) == [0] * 120
