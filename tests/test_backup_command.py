"""Copies of the database from the command line: made, asked about, and put back."""

import io
import json
import sys
from pathlib import Path

import pytest

from inventory_core.__main__ import main
from inventory_core.store.store import Store
from tests.clock import NOW
from tests.store.files import sales_of, sold, upload


class Terminal(io.StringIO):
    """A seller who types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def path(tmp_path: Path, empty_database: Path) -> Path:
    """A shop with one sale."""
    path = tmp_path / "shop.duckdb"
    path.write_bytes(empty_database.read_bytes())
    keep(path, "a")
    return path


def keep(path: Path, content: str) -> None:
    sales = sales_of((content, "TEA", "2026-01-05", 1))
    Store(path).save(upload(content, sales=sales), now=NOW)


def run(path: Path, *words: str) -> int:
    return main([words[0], "--database", str(path), *words[1:]])


def backup_of(path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(path, "backup", "--json") == 0
    return Path(json.loads(capsys.readouterr().out)["backup"])


def units(path: Path) -> float:
    return sum(sold(Store(path)).values())


def test_a_backup_says_where_it_is_and_what_it_holds(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(path, "backup", str(tmp_path / "usb.duckdb")) == 0

    told = capsys.readouterr().out
    assert f"Copied to {tmp_path / 'usb.duckdb'}, and checked." in told
    assert "Uploads in it: 1, lines of sales: 1; the last was saved on 22 Nov 2026." in told


def test_nothing_is_put_back_where_nobody_agrees(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = backup_of(path, capsys)
    keep(path, "b")

    for answers in (io.StringIO("yes\n"), Terminal("no\n")):
        monkeypatch.setattr(sys, "stdin", answers)
        assert run(path, "restore", str(backup)) == 1
        assert "Nothing was changed: to put the copy back, answer yes" in capsys.readouterr().err
    assert units(path) == 2


@pytest.mark.parametrize("agreed", ["typed", "told"])
def test_a_copy_is_put_back_once_that_is_agreed(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, agreed: str
) -> None:
    backup = backup_of(path, capsys)
    keep(path, "b")
    monkeypatch.setattr(sys, "stdin", Terminal("Yes\n" if agreed == "typed" else ""))

    assert run(path, "restore", str(backup), *(["--yes"] if agreed == "told" else [])) == 0

    told = capsys.readouterr().out
    assert f"{backup} is put back." in told
    before = Path(told.partition("What was there before is kept in ")[2].strip().rstrip("."))
    assert (units(path), units(before)) == (1, 2)


def test_a_missing_copy_is_missed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(path, "restore", "nowhere.duckdb", "--yes", "--json") == 1

    assert json.loads(capsys.readouterr().out) == {
        "error": "There is no file nowhere.duckdb: check its name."
    }
