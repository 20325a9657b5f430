"""The command that takes in what is dropped into a folder."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from inventory_core.__main__ import main
from inventory_core.store.store import Store
from inventory_core.terminal import watch_command

SALES = "Date,SKU,Units\n2026-11-02,MUG,3\n2026-11-03,MUG,1\n"
OPEN_DAYS = "Date,SKU,Units\n05/01/2026,A,3\n06/01/2026,A,1\n"

Waits = Callable[..., list[float]]


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Waits:
    """Let what happens between two looks happen at once; after the last of it, Ctrl+C is pressed.

    Returns how many seconds the command would have waited each time.
    """

    def prepared(*between: Callable[[], object]) -> list[float]:
        waited: list[float] = []

        def go_on(seconds: float) -> None:
            waited.append(seconds)
            if len(waited) > len(between):
                raise KeyboardInterrupt
            between[len(waited) - 1]()

        monkeypatch.setattr(watch_command, "sleep", go_on)
        return waited

    return prepared


def nothing() -> None:
    """Nothing happens between two looks."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "exports"
    path.mkdir()
    return path


@pytest.fixture
def database(tmp_path: Path, empty_database: Path) -> Path:
    path = tmp_path / "shop" / "shop.duckdb"
    path.parent.mkdir()
    path.write_bytes(empty_database.read_bytes())
    return path


def run(database: Path, *words: object) -> int:
    return main(["watch", *map(str, words), "--database", str(database)])


def test_one_look_takes_in_what_lies_there_and_ends(
    folder: Path, database: Path, waits: Waits, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "sales.csv").write_text(SALES)
    waited = waits(nothing)

    assert run(database, folder, "--once", "--json") == 0

    (told,) = json.loads(capsys.readouterr().out)["files"]
    assert (told["file"], told["fate"]) == ("sales.csv", "done")
    assert waited == [2.0]
    assert Store(database).daily_sales()["units"].sum() == 4


def test_one_look_says_by_its_code_that_the_seller_is_asked(
    folder: Path, database: Path, waits: Waits, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "days.csv").write_text(OPEN_DAYS)
    waits(nothing)

    assert run(database, folder, "--once") == 1

    output = capsys.readouterr().out
    assert output.startswith("days.csv needs an answer: open the Upload page, which asks.\n")
    assert "Which comes first?" in output


def test_it_goes_on_until_it_is_stopped_whatever_happens_to_the_folder(
    folder: Path, database: Path, waits: Waits, capsys: pytest.CaptureFixture[str]
) -> None:
    away = folder.with_name("away")
    waited = waits(
        lambda: folder.rename(away),
        lambda: away.rename(folder),
        lambda: (folder / "sales.csv").write_text(SALES),
        nothing,
        nothing,
    )

    assert run(database, folder) == 130

    output = capsys.readouterr()
    assert output.out.startswith(f"Watching {folder}; Ctrl+C ends it.\n")
    assert output.out.count("sales.csv is taken in and lies in “done” now.") == 1
    assert "cannot be looked into" in output.err
    assert waited == [2, 30, 2, 2, 2, 2]


def test_a_folder_that_does_not_exist_is_told(
    tmp_path: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(database, tmp_path / "nowhere") == 1
    assert "There is no folder" in capsys.readouterr().err
