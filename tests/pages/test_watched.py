"""The switch of the watched folder, and the files of it that need an answer, on the Upload page."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.shop.watching import FolderWatch
from inventory_core.store.store import Store
from pages.shared import watchman
from pages.shared.watchman import Watchman
from tests.clock import NOW, TODAY
from tests.pages.conftest import Opener
from tests.pages.looks import labelled, said
from tests.pages.test_upload import WITHOUT_ORDER, drop, save_button

SALES = "Date,SKU,Units\n2026-11-02,MUG,3\n2026-11-03,MUG,1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "exports"
    path.mkdir()
    return path


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Looks follow each other at once, and nobody looks any more when the test is over."""
    monkeypatch.setattr(watchman, "SECONDS_BETWEEN_LOOKS", 0.01)
    posted: list[Watchman] = []
    stand = Watchman._stand
    monkeypatch.setattr(Watchman, "_stand", lambda one: (posted.append(one), stand(one)))
    yield
    for one in posted:
        one.dismiss()


def switch_on(opened: AppTest, folder: object) -> None:
    labelled(opened.text_input, "Folder").set_value(str(folder))
    labelled(opened.toggle, "Take in what lies there").set_value(True)
    opened.run()


def until(happened: Callable[[], bool]) -> None:
    """Wait for what another thread does."""
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def watchers() -> int:
    return sum(thread.name == "watched folder" for thread in threading.enumerate())


@pytest.mark.usefixtures("at_once")
def test_what_lies_in_the_folder_is_taken_in_while_the_switch_is_on(
    app: Opener, store: Store, folder: Path
) -> None:
    opened, other = app("upload"), app("upload")
    switch_on(opened, folder)
    other.run()
    assert watchers() == 1
    assert store.settings().watching
    assert other.session_state["watches"] is False  # as it was shown; opened anew it is on

    (folder / "sales.csv").write_text(SALES)
    until((folder / "done" / "sales.csv").exists)

    assert not opened.exception
    opened.run()
    assert "2 Nov 2026 – 3 Nov 2026 · 4 units · 2 rows read = 2 saved" in said(opened)

    labelled(opened.toggle, "Take in what lies there").set_value(False).run()
    until(lambda: watchers() == 0)
    assert not store.settings().watching


def test_a_folder_that_does_not_exist_is_not_watched_and_said(
    app: Opener, store: Store, folder: Path
) -> None:
    opened = app("upload")

    switch_on(opened, folder / "nowhere")

    assert "make one for this purpose" in said(opened)
    assert not store.settings().watching
    assert watchers() == 0


@pytest.mark.usefixtures("at_once")
def test_a_folder_that_is_lost_is_told_on_the_page(
    app: Opener, store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watchman, "SECONDS_AFTER_TROUBLE", 0.01)
    opened = app("upload")
    switch_on(opened, folder)
    for inside in folder.iterdir():
        inside.rmdir()
    folder.rmdir()

    until(lambda: bool(watchman.trouble()))

    assert "cannot be looked into" in said(opened.run())


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_watch_that_ended_by_a_mistake_is_told_on_the_page(
    app: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_told: object, **_named: object) -> None:
        raise ValueError("none of the seller's")

    monkeypatch.setattr(FolderWatch, "look", fail)
    opened = app("upload")
    switch_on(opened, folder)
    until(lambda: watchers() == 0)

    assert "switch it off and on again" in said(opened.run())


def waiting(store: Store, folder: Path) -> None:
    """Let a file with a question wait in a folder that was watched."""
    (folder / "days.csv").write_text(WITHOUT_ORDER)
    watch = FolderWatch(store, folder)
    for _look in range(2):
        watch.look(now=NOW, today=TODAY)
    assert store.waiting_files.all() == (folder / "days.csv",)


def test_a_file_that_waits_is_offered_with_its_question_and_moved_once_it_is_saved(
    app: Opener, store: Store, folder: Path
) -> None:
    waiting(store, folder)
    opened = app("upload")
    assert "These wait in the watched folder for your answer: days" in said(opened)
    drop(opened, other="Date,SKU,Units\n2026-11-05,TEA,1\n")
    save_button(opened).click().run()
    assert (folder / "days.csv").exists()

    labelled(opened.radio, "Dates like 05/01/2026").set_value("month").run()
    save_button(opened).click().run()

    assert not opened.exception
    assert store.daily_sales()["units"].sum() == 5
    assert sorted(path.name for path in (folder / "done").iterdir()) == [
        "days.csv",
        "days.csv.txt",
    ]
    assert store.waiting_files.all() == ()
    assert "These wait" not in said(opened)


def test_a_file_that_waits_can_be_left_out_or_taken_away_by_hand(
    app: Opener, store: Store, folder: Path
) -> None:
    waiting(store, folder)
    opened = app("upload")
    labelled(opened.button, "Leave them out").click().run()
    assert (folder / "refused" / "days.csv").exists()
    assert store.waiting_files.all() == ()

    waiting(store, folder)
    (folder / "days.csv").unlink()
    assert "These wait" not in said(opened.run())
    assert store.waiting_files.all() == ()


def page_beside_a_watcher() -> None:
    """A run of a page during which a file comes in."""
    from datetime import date, datetime

    from inventory_core.imports.drop import import_file
    from inventory_core.shop import actions
    from pages.shared import following, session

    session.look()
    following.notice()
    now = datetime(2026, 11, 22, 9)  # noqa: DTZ001, the seller's clock has no zone
    content = f"Date,SKU,Units\n2026-11-0{1 + len(session.store().uploads())},MUG,3\n".encode()
    imported = import_file("sales.csv", content, today=date(2026, 11, 22))
    actions.save_import(session.store(), imported, now=now)
    following.notice()


@pytest.mark.parametrize("watching", [True, False])
def test_a_page_that_is_open_says_that_files_came_in(
    store: Store, tmp_path: Path, *, watching: bool
) -> None:
    store.save_settings(watched_folder=str(tmp_path), watching=watching)

    opened = AppTest.from_function(page_beside_a_watcher, default_timeout=60).run()

    assert not opened.exception
    assert ("Your data changed since this page was shown" in said(opened)) == watching
    assert [button.label for button in opened.button] == ["Show what is new"] * watching
