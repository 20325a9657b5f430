"""A second start opens the SoloStock that runs already."""

import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import run
import running

HOLD = """
import pathlib, sys, running
place = running.opened(pathlib.Path(sys.argv[1]))
assert running.lock(place)
running.tell(place, database=sys.argv[2], port=int(sys.argv[3]) or None)
print("held", flush=True)
sys.stdin.read()
"""
"""A SoloStock of which there is no more than its word."""


class Healthy(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def healthy_port() -> Iterator[int]:
    """The port of something that answers as an app does."""
    with http.server.HTTPServer((run.ADDRESS, 0), Healthy) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture
def done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was opened in the browser, and "served" where a server was started."""
    done: list[object] = []
    monkeypatch.setattr(run, "RUNNING", tmp_path / "Mein Laden 店.running")
    monkeypatch.setattr(run, "serve", lambda options, place: done.append("served") or 0)
    monkeypatch.setattr(run, "has_screen", lambda: True)
    monkeypatch.setattr(run.webbrowser, "open", done.append)
    monkeypatch.delenv("SOLOSTOCK_DATABASE", raising=False)
    return done


def held(port: int, database: str = "") -> subprocess.Popen[str]:
    """Another program that holds the place; it ends with the `with` around it."""
    other = subprocess.Popen(
        (sys.executable, "-c", HOLD, str(run.RUNNING), database, str(port)),
        cwd=run.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def test_a_second_start_opens_the_browser_at_the_one_that_runs(
    done: list[object], healthy_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with held(healthy_port):
        assert run.main([]) == 0
        assert run.main(["--port", str(healthy_port), "--no-browser"]) == 0

    address = f"http://127.0.0.1:{healthy_port}"
    assert done == [address]
    assert capsys.readouterr().out.splitlines()[0] == f"SoloStock runs already, at {address}."


def test_two_starts_at_once_do_not_install_twice(
    done: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    with held(0):
        assert run.main([]) == 1

    assert done == []
    assert "is being started in another window already: please wait" in capsys.readouterr().err


def test_one_that_does_not_answer_is_told_of(
    done: list[object], healthy_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with held(next(port for port in range(9700, 9800) if run.is_free(port))):
        assert run.main([]) == 1

    assert done == []
    assert "does not answer: please close that window" in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--database", "other.duckdb"], ["--port", "9801"]])
def test_another_shop_or_another_port_is_a_wish_of_its_own(
    done: list[object], healthy_port: int, options: list[str]
) -> None:
    with held(healthy_port):
        assert run.main(options) == 0

    assert done == ["served"]


def test_the_same_shop_is_known_by_its_whole_path(
    done: list[object], healthy_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with held(healthy_port, str(tmp_path / "shop.duckdb")):
        assert run.main(["--database", "shop.duckdb"]) == 0

    assert done == [f"http://127.0.0.1:{healthy_port}"]


def test_a_file_left_behind_hinders_nobody_even_where_another_program_answers(
    done: list[object], healthy_port: int
) -> None:
    with held(healthy_port) as other:
        other.kill()

    assert told()["port"] == healthy_port
    assert run.main([]) == 0
    assert done == ["served"]
    assert told()["port"] is None


def told() -> dict[str, object]:
    with run.RUNNING.open("rb") as place:
        return running.told_in(place)


@pytest.mark.parametrize("content", [b"", b"{", b"5\n", b"\xff\n"])
def test_what_cannot_be_read_says_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "running").write_bytes(content)

    with (tmp_path / "running").open("rb") as place:
        assert running.told_in(place) == {}


def test_a_folder_that_cannot_be_written_starts_all_the_same(
    done: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "RUNNING", tmp_path / "missing" / "running")

    assert run.main([]) == 0
    assert done == ["served"]
