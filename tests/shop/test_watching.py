"""What is dropped into a watched folder is taken in once, when it is whole, and nothing is lost."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from inventory_core.domain.errors import FileError, SettingsError, StoreError
from inventory_core.imports.drop import Answers, import_file
from inventory_core.shop import actions, watching
from inventory_core.shop.shop import open_shop
from inventory_core.shop.watched_files import Fate, checked_folder, files_in
from inventory_core.shop.watching import Dealt, FolderWatch, answered
from inventory_core.store.store import Store
from tests.clock import NOW, TODAY
from tests.imports.example_files import archive
from tests.imports.test_unusable_formats import REPORTS

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "tests" / "imports" / "formats"
HEADINGS = "Date,SKU,Units\n"
SALES = HEADINGS + "2026-11-02,MUG,3\n2026-11-03,MUG,1\n2026-11-04,TEA,2\n"
OPEN_DAYS = "Date,SKU,Units\n05/01/2026,A,3\n06/01/2026,A,1\n"

WRITE = """
import sys
with open(sys.argv[1], "a", encoding="utf-8", newline="") as file:
    for line in sys.stdin:
        file.write(line.strip().replace("|", chr(10)))
        file.flush()
        print("written", flush=True)
"""

WATCH = """
import sys
from datetime import datetime
from pathlib import Path
from inventory_core.shop.watching import FolderWatch
from inventory_core.store.store import Store

now = datetime.fromisoformat(sys.argv[3])
watch = FolderWatch(Store(Path(sys.argv[1]), wait_seconds=60), Path(sys.argv[2]))
watch.look(now=now, today=now.date())
print("ready", flush=True)
sys.stdin.readline()
for dealt in watch.look(now=now, today=now.date()):
    print(dealt.file, dealt.fate, "before" in dealt.report, flush=True)
"""

HOLD = """
import duckdb, sys
held = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def store(tmp_path: Path, empty_database: Path) -> Store:
    path = tmp_path / "shop" / "shop.duckdb"
    path.parent.mkdir()
    shutil.copy(empty_database, path)
    return Store(path, wait_seconds=0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "exports"
    path.mkdir()
    return path


@pytest.fixture
def watch(store: Store, folder: Path) -> FolderWatch:
    return FolderWatch(store, folder)


@contextmanager
def program(text: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Another program, which answers each line that it is told with one."""
    command = [sys.executable, "-c", text, *map(str, arguments)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def tell(process: subprocess.Popen[str], line: str) -> str:
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def look(watch: FolderWatch, *, minutes: int = 0) -> tuple[Dealt, ...]:
    """Look so many minutes after anyone touched a file: files have the time of the computer."""
    marks = files_in(watch._folder).values()
    now = max((mark.touched for mark in marks), default=NOW) + timedelta(minutes=minutes)
    return watch.look(now=now, today=TODAY)


def twice(watch: FolderWatch, *, minutes: int = 0) -> dict[str, Fate]:
    """Look twice, and return the fate of each file."""
    dealt = [*look(watch, minutes=minutes), *look(watch, minutes=minutes)]
    return {one.file: one.fate for one in dealt}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def units(store: Store) -> float:
    return float(store.daily_sales()["units"].sum())


def files_kept(store: Store) -> list[str]:
    return sorted(store.uploads()["file_name"])


# What is whole


def test_a_file_is_taken_in_at_the_second_look_and_moved_with_its_report(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    (folder / "sales.csv").write_text(SALES + "soon,MUG,1\n")

    assert look(watch) == ()
    (dealt,) = look(watch)

    assert (dealt.file, dealt.fate) == ("sales.csv", Fate.DONE)
    assert units(store) == 6
    assert names(folder) == []
    assert names(folder / "done") == ["sales.csv", "sales.csv.txt"]
    report = (folder / "done" / "sales.csv.txt").read_text("utf-8")
    assert report == f"{dealt.report}\n"
    assert "3 of 4 rows can be kept. Sold: 6 units of 2 products" in report
    assert "[row 5: Date = “soon”]" in report
    assert "sales.csv: 4 rows read = 3 saved + 1 refused." in report
    assert look(watch) == ()


def test_a_file_that_a_program_writes_slowly_is_taken_in_when_nothing_is_added_any_more(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    with program(WRITE, folder / "slow.csv") as writer:
        for line in ("Date,SKU,Units|2026-11-02,MUG,3|2026-", "11-03,MUG,1|", "2026-11-04,TEA,2|"):
            assert tell(writer, line) == "written"
            assert look(watch) == ()

        assert twice(watch) == {"slow.csv": Fate.DONE}

    assert units(store) == 6


def test_half_a_file_of_a_program_that_was_ended_stays_until_it_is_whole(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    half = "Date,SKU,Units|2026-11-02,MUG,3|2026-11-03,MUG,1|2026-11-04,TE"
    with program(WRITE, folder / "sales.csv") as writer:
        assert tell(writer, half) == "written"
        writer.kill()

    assert twice(watch) == twice(watch) == {}
    assert names(folder) == ["sales.csv"]
    assert units(store) == 0

    (folder / "sales.csv").write_text(SALES)
    assert twice(watch) == {"sales.csv": Fate.DONE}
    assert units(store) == 6


def test_half_a_workbook_stays_until_it_is_whole(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    book = openpyxl.Workbook()
    for line in SALES.splitlines():
        book.worksheets[0].append(line.split(","))
    whole = BytesIO()
    book.save(whole)
    (folder / "sales.xlsx").write_bytes(whole.getvalue()[:2000])
    assert twice(watch) == {}

    (folder / "sales.xlsx").write_bytes(whole.getvalue())

    assert twice(watch) == {"sales.xlsx": Fate.DONE}
    assert units(store) == 6


def test_half_a_file_that_nobody_touches_any_more_is_refused_and_nothing_of_it_kept(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    (folder / "half.csv").write_text(SALES.removesuffix(",2\n"))
    (folder / "picture.csv").write_bytes(bytes(range(256)) * 4)

    assert twice(watch, minutes=9) == {}
    assert twice(watch, minutes=11) == {"half.csv": Fate.REFUSED, "picture.csv": Fate.REFUSED}

    assert units(store) == 0
    report = (folder / "refused" / "half.csv.txt").read_text("utf-8")
    assert "The file ends in the middle of this row: download it once more" in report


def test_a_writer_that_paused_after_a_row_gets_its_file_back(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    with program(WRITE, folder / "sales.csv") as writer:
        tell(writer, "Date,SKU,Units|2026-11-02,MUG,3|2026-11-03,MUG,1|")
        assert twice(watch) == {"sales.csv": Fate.DONE}
        assert units(store) == 4

        tell(writer, "2026-11-04,TEA,2|")  # into the file that was moved meanwhile

        assert look(watch) == ()
        assert names(folder) == ["sales.csv"]
        assert twice(watch) == {"sales.csv": Fate.DONE}
    assert units(store) == 6


def test_a_file_under_a_temporary_name_waits_for_its_real_one(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    temporary = ("sales.csv.crdownload", "sales.csv.part", "a.tmp", ".sales.csv", "~$sales.csv")
    for name in temporary:
        (folder / name).write_text(SALES)
    (folder / "sales.csv").mkdir()

    assert twice(watch, minutes=60) == {}
    assert names(folder) == sorted(temporary)

    (folder / "sales.csv").rmdir()
    (folder / "sales.csv.part").rename(folder / "sales.csv")
    assert twice(watch) == {"sales.csv": Fate.DONE}
    assert units(store) == 6


def test_a_file_that_is_written_twice_is_taken_in_twice_and_nothing_overwritten(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    (folder / "sales.csv").write_text(SALES)
    assert look(watch) == ()
    (folder / "sales.csv").write_text(SALES + "2026-11-05,TEA,1\n")
    assert look(watch) == ()
    assert twice(watch) == {"sales.csv": Fate.DONE}

    (folder / "sales.csv").write_text(SALES + "2026-11-05,TEA,1\n2026-11-06,TEA,4\n")
    assert twice(watch) == {"sales.csv": Fate.DONE}

    assert names(folder / "done") == [
        *("sales (2).csv", "sales (2).csv.txt", "sales.csv", "sales.csv.txt")
    ]
    assert units(store) == 11


def test_the_same_content_again_changes_nothing_and_says_so(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    for name in ("a.csv", "b.csv"):
        (folder / name).write_text(SALES)

    assert twice(watch) == {"a.csv": Fate.DONE, "b.csv": Fate.DONE}

    assert len(files_kept(store)) == 1
    reports = [(folder / "done" / f"{name}.csv.txt").read_text("utf-8") for name in "ab"]
    assert sum("was saved before: nothing changed." in report for report in reports) == 1


def test_a_file_that_another_one_replaces_while_it_is_moved_comes_back_for_its_own_turn(
    watch: FolderWatch, folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "sales.csv").write_text(SALES)
    save = actions.save_import

    def replaced_meanwhile(*told: object, **named: object) -> object:
        newer = folder / ".newer"
        newer.write_text(HEADINGS + "2026-11-07,HAT,5\n")
        newer.replace(folder / "sales.csv")
        return save(*told, **named)

    with monkeypatch.context() as lent:
        lent.setattr(actions, "save_import", replaced_meanwhile)
        assert twice(watch) == {"sales.csv": Fate.DONE}

    assert names(folder) == ["sales.csv"]
    assert twice(watch) == {"sales.csv": Fate.DONE}
    assert units(store) == 11


# What is refused, and what waits


def test_a_report_that_tells_nothing_of_use_is_refused_at_once(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    (folder / "payments.csv").write_text(REPORTS["etsy payments"])

    assert twice(watch) == {"payments.csv": Fate.REFUSED}

    report = (folder / "refused" / "payments.csv.txt").read_text("utf-8")
    assert "please download “Order Items” of the same period" in report
    assert files_kept(store) == []


def test_a_file_with_a_question_waits_where_it_is_and_becomes_one_alert(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    for name in ("a", "b"):
        (folder / f"{name}.csv").write_text(OPEN_DAYS.replace("A", name))
    (folder / "sales.csv").write_text(SALES)

    fates = twice(watch)

    assert fates == {"a.csv": Fate.WAITING, "b.csv": Fate.WAITING, "sales.csv": Fate.DONE}
    assert names(folder) == ["a.csv", "b.csv"]
    assert store.waiting_files.all() == (folder / "a.csv", folder / "b.csv")
    shop = open_shop(store, today=TODAY)
    assert shop.alerts["alert"].tolist().count("files_waiting") == 1
    assert shop.advice[0] == (
        "2 files in the watched folder need an answer: open the Upload page, which asks."
    )
    assert twice(watch) == {}  # they were told

    (folder / "a.csv").unlink()
    twice(watch)
    assert store.waiting_files.all() == (folder / "b.csv",)


def test_a_file_that_was_answered_elsewhere_is_moved_and_read_no_other_way(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    file = folder / "days.csv"
    file.write_text(OPEN_DAYS)
    twice(watch)
    imported = import_file(
        file.name, file.read_bytes(), today=TODAY, answers=Answers(day_first=False)
    )
    actions.save_import(store, imported, now=NOW)

    assert twice(watch) == {"days.csv": Fate.DONE}

    assert store.covered_days() == (TODAY.replace(month=5, day=1), TODAY.replace(month=6, day=1))
    assert store.waiting_files.all() == ()
    assert "saved before" in (folder / "done" / "days.csv.txt").read_text("utf-8")


def test_a_file_that_is_dealt_with_on_the_page_goes_unless_it_is_another_one_by_now(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    file = folder / "days.csv"
    file.write_text(OPEN_DAYS)
    twice(watch)

    answered(store, file, b"another content", Fate.DONE, now=NOW)
    assert names(folder) == ["days.csv"]

    answered(store, file, OPEN_DAYS.encode(), Fate.REFUSED, now=NOW)
    assert names(folder) == []
    assert names(folder / "refused") == ["days.csv", "days.csv.txt"]
    assert store.waiting_files.all() == ()


def test_sales_that_seem_to_be_told_twice_wait(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    days = [TODAY - timedelta(days=back) for back in range(1, 20)]
    lines = [f"{day},MUG,{1 + day.day % 3}" for day in days]
    (folder / "one.csv").write_text(HEADINGS + "\n".join(lines) + "\n")
    assert twice(watch) == {"one.csv": Fate.DONE}

    other = [f"{day},MUG,{3 + day.day % 2}" for day in days]
    (folder / "two.csv").write_text(HEADINGS + "\n".join(other) + "\n")

    assert twice(watch) == {"two.csv": Fate.WAITING}
    assert files_kept(store) == ["one.csv"]


def test_a_list_of_what_to_order_waits_since_nothing_came_by_it(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    (folder / "list.csv").write_text("SKU,Units to order\nPEN,5\nHAT,2\n")

    assert twice(watch) == {"list.csv": Fate.WAITING}
    assert files_kept(store) == []


def test_files_that_complete_each_other_wait_for_each_other(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    items, orders = sorted((EXAMPLES / "taobao_items").glob("ExportOrder*.csv"))
    for first, second in ((items, orders), (orders, items)):
        drop_answered(first, folder)
        assert twice(watch) == {first.name: Fate.WAITING}
        drop_answered(second, folder)
        assert twice(watch) == {first.name: Fate.DONE, second.name: Fate.DONE}

    assert files_kept(store) == [f"{items.name} + {orders.name}"]
    assert store.waiting_files.all() == ()


def drop_answered(file: Path, folder: Path) -> None:
    """Drop a file whose one open status is one that everyone knows."""
    text = file.read_text("gb18030").replace("退款中", "交易成功")
    (folder / file.name).write_text(text, "gb18030")


def test_an_archive_waits_as_a_whole_where_one_file_of_it_has_a_question(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    packed = archive({"sales.csv": SALES.encode(), "days.csv": OPEN_DAYS.encode()})
    (folder / "all.zip").write_bytes(packed)

    assert twice(watch) == {"all.zip": Fate.WAITING}
    assert files_kept(store) == []


# Whoever is ended, and whoever else is there


def test_a_watcher_that_was_ended_before_it_moved_a_file_only_moves_it_later(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "sales.csv").write_text(SALES)
    with monkeypatch.context() as ended:
        ended.setattr(watching, "put_away", raising(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            twice(FolderWatch(store, folder))
    assert names(folder) == ["sales.csv"]
    assert units(store) == 6

    assert twice(FolderWatch(store, folder)) == {"sales.csv": Fate.DONE}

    assert len(files_kept(store)) == 1
    assert names(folder / "done") == ["sales.csv", "sales.csv.txt"]


def test_a_watcher_that_was_ended_before_it_saved_a_file_has_not_moved_it(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "sales.csv").write_text(SALES)
    watch = FolderWatch(store, folder)
    with monkeypatch.context() as full:
        full.setattr(actions, "save_import", raising(StoreError("The disk is full.")))
        with pytest.raises(StoreError, match="The disk is full"):
            twice(watch)
    assert names(folder) == ["sales.csv"]

    assert {one.file: one.fate for one in look(watch)} == {"sales.csv": Fate.DONE}
    assert units(store) == 6


def raising(error: BaseException) -> Callable[..., None]:
    def fail(*_told: object, **_named: object) -> None:
        raise error

    return fail


def test_two_watchers_in_two_programs_take_each_file_in_once(folder: Path, store: Store) -> None:
    for number in range(6):
        (folder / f"{number}.csv").write_text(f"{HEADINGS}2026-11-02,P{number},3\n")
    own = FolderWatch(Store(store.path, wait_seconds=60), folder)
    with program(WATCH, store.path, folder, NOW.isoformat()) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == "ready\n"
        other.stdin.write("\n")
        other.stdin.flush()
        told = [
            f"{one.file} {one.fate} {'before' in one.report}" for one in (*look(own), *look(own))
        ]
        told += other.communicate()[0].splitlines()

    assert sorted(told) == [f"{number}.csv done False" for number in range(6)]
    assert files_kept(store) == [f"{number}.csv" for number in range(6)]
    assert len(names(folder / "done")) == 12
    assert units(store) == 18


def test_a_database_that_another_program_holds_is_asked_again_at_the_next_look(
    watch: FolderWatch, folder: Path, store: Store
) -> None:
    (folder / "sales.csv").write_text(SALES)
    with program(HOLD, store.path) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        assert twice(watch) == twice(watch) == {}

    assert {one.file: one.fate for one in look(watch)} == {"sales.csv": Fate.DONE}


def test_a_folder_that_is_gone_is_told_and_watched_again_once_it_is_back(
    watch: FolderWatch, folder: Path
) -> None:
    look(watch)
    folder.rmdir()
    with pytest.raises(FileError, match=r"cannot be looked into .*: put it back"):
        look(watch)

    folder.mkdir()
    (folder / "sales.csv").write_text(SALES)
    assert twice(watch) == {"sales.csv": Fate.DONE}


def test_a_file_that_may_not_be_opened_is_tried_again(
    watch: FolderWatch, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "sales.csv").write_text(SALES)
    with monkeypatch.context() as locked:
        locked.setattr(Path, "read_bytes", raising(PermissionError()))
        assert twice(watch, minutes=60) == twice(watch, minutes=60) == {}

    assert {one.file: one.fate for one in look(watch)} == {"sales.csv": Fate.DONE}


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("", "There is no folder “”: make one"),
        ("nowhere", "There is no folder “.*nowhere”: make one"),
        ("shop", "Your database lies in .*: choose a folder of its own"),
    ],
)
def test_a_folder_that_cannot_be_watched_is_refused(
    place: str, sentence: str, store: Store, tmp_path: Path
) -> None:
    typed = str(tmp_path / place) if place else ""

    with pytest.raises(SettingsError, match=sentence):
        checked_folder(typed, database=store.path)


def test_a_folder_in_which_nothing_may_be_written_is_refused(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "mkdir", raising(PermissionError(13, os.strerror(13))))

    with pytest.raises(SettingsError, match="choose a folder in which you may write"):
        checked_folder(str(folder), database=store.path)
