"""A double click: the scripts beside run.py, with stand-ins for Python, uv and the network.

They run on Linux. Of the one for Windows, only what can be read is held here.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

import run

COMMAND = "Start SoloStock.command"
DESKTOP = "SoloStock.desktop"
WINDOWS = "Start SoloStock.bat"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the scripts are for a POSIX shell")

TOLD = 'echo "$(basename "$0") $*" >> "$RECORD"\n'
RECORDS = f"#!/bin/sh\n{TOLD}"
TOO_OLD = f"#!/bin/sh\n{TOLD}exit 1\n"
NO_NETWORK = f"#!/bin/sh\n{TOLD}exit 6\n"
UV = f"""#!/bin/sh
{TOLD}case $2 in
    install) touch "$RECORD.python" ;;
    find) [ -e "$RECORD.python" ] && echo "$FOUND" ;;
esac
"""
INSTALLER = f"""#!/bin/sh
{TOLD}cat <<'end'
cp "$SPARE_UV" "$UV_INSTALL_DIR/uv" 2>/dev/null ||
    {{ mkdir "$UV_INSTALL_DIR" && cp "$SPARE_UV" "$UV_INSTALL_DIR/uv"; }}
echo "installer $UV_NO_MODIFY_PATH" >> "$RECORD"
end
"""
TOOLS = (
    "sh",
    "dirname",
    "basename",
    "uname",
    "cat",
    "sed",
    "env",
    "printf",
    "touch",
    "cp",
    "mkdir",
)

Started = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The scripts in a folder with a blank and Chinese in its name."""
    folder = tmp_path / "Mein Laden 店"
    folder.mkdir()
    for name in (COMMAND, DESKTOP):
        shutil.copy(run.ROOT / name, folder)
    return folder


@pytest.fixture
def started(tmp_path: Path, folder: Path) -> Started:
    """Run a command on a computer that has these programs and no other."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in TOOLS:
        (programs / tool).symlink_to(str(shutil.which(tool)))

    def program(path: Path, text: str) -> Path:
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
        return path

    def start(*command: str, **stand_ins: str) -> subprocess.CompletedProcess[str]:
        for name, text in stand_ins.items():
            program(programs / name.replace("_", "."), text)
        variables = {
            "PATH": str(programs),
            "RECORD": str(tmp_path / "record"),
            "SPARE_UV": str(program(tmp_path / "spare uv", UV)),
            "FOUND": str(program(tmp_path / "python of uv", RECORDS)),
        }
        return subprocess.run(
            command or (str(folder / COMMAND),),
            cwd=tmp_path,
            env=variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    return start


def recorded(tmp_path: Path) -> list[str]:
    """What was run, without the questions of how old each Python is."""
    record = tmp_path / "record"
    lines = record.read_text(encoding="utf-8").splitlines() if record.exists() else []
    return [line for line in lines if " -c " not in line]


def test_a_python_that_is_there_starts_the_app_with_what_was_asked(
    started: Started, folder: Path, tmp_path: Path
) -> None:
    result = started(str(folder / COMMAND), "--database", "my shop.duckdb", python3=RECORDS)

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert recorded(tmp_path) == ["python3 run.py --database my shop.duckdb"]


def test_a_python_too_old_is_passed_over(started: Started, tmp_path: Path) -> None:
    assert started(python3=TOO_OLD, python3_12=RECORDS).returncode == 0
    assert recorded(tmp_path) == ["python3.12 run.py"]


def test_the_question_of_age_is_one_that_python_understands(started: Started) -> None:
    result = started(python=f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')

    assert "run.py" in result.stderr  # there is none in that folder
    assert result.returncode == 2


@pytest.mark.parametrize("in_folder", [False, True])
def test_uv_brings_python_once(
    started: Started, folder: Path, tmp_path: Path, in_folder: bool
) -> None:
    if in_folder:
        (folder / ".uv").mkdir()
        shutil.copy(run.ROOT / COMMAND, folder)
        (folder / ".uv" / "uv").write_text(UV, encoding="utf-8")
        (folder / ".uv" / "uv").chmod(0o755)

    first = started(**({} if in_folder else {"uv": UV}))
    second = started()

    assert (first.returncode, second.returncode) == (0, 0)
    assert "Python 3.12 is fetched by uv from https://github.com" in first.stdout
    assert second.stdout == ""
    find = "uv python find --no-project --system 3.12"
    start = "python of uv run.py"
    assert recorded(tmp_path) == [find, "uv python install 3.12", find, start, find, start]


def test_uv_is_fetched_where_there_is_none(started: Started, folder: Path, tmp_path: Path) -> None:
    result = started(curl=INSTALLER, python3=TOO_OLD)

    assert result.returncode == 0
    assert "The program uv, which brings one, is fetched from https://astral.sh/uv" in result.stdout
    assert (folder / ".uv" / "uv").exists()
    assert recorded(tmp_path)[:2] == [
        "curl -LsSf https://astral.sh/uv/install.sh",
        "installer 1",
    ]
    assert recorded(tmp_path)[-1] == "python of uv run.py"


@pytest.mark.parametrize("programs", [{"curl": NO_NETWORK}, {"wget": NO_NETWORK}, {}])
def test_without_a_network_one_sentence_says_what_to_do_and_the_window_waits(
    started: Started, folder: Path, programs: dict[str, str]
) -> None:
    result = started(**programs)

    assert result.returncode == 1
    assert "please check the internet connection and start again, or install it" in result.stderr
    assert "Press Enter to close this window." in result.stdout
    assert not (folder / ".uv").exists()


@pytest.mark.parametrize(("code", "waits"), [(0, False), (130, False), (1, True)])
def test_the_window_waits_where_something_went_wrong(
    started: Started, code: int, waits: bool
) -> None:
    python = f'#!/bin/sh\n[ "$1" = -c ] || exit {code}\n'

    result = started(python3=python)

    assert result.returncode == code
    assert ("Press Enter" in result.stdout) is waits


# Linux


def exec_of(desktop: Path, place: str) -> list[str]:
    """The command of a .desktop file, read as the specification says."""
    (value,) = re.findall(r"^Exec=(.*)$", desktop.read_text(encoding="utf-8"), re.MULTILINE)
    value = value.replace("\\\\", "\\")
    (match,) = re.findall(r'^sh -c "((?:[^"\\]|\\.)*)" sh %k$', value)
    return ["sh", "-c", re.sub(r'\\(["`$\\])', r"\1", match).replace("%%", "%"), "sh", place]


@pytest.mark.parametrize("as_address", [False, True])
def test_the_linux_starter_finds_its_own_folder(
    started: Started, folder: Path, tmp_path: Path, as_address: bool
) -> None:
    path = folder / DESKTOP
    place = f"file://{quote(str(path))}" if as_address else str(path)

    assert started(*exec_of(path, place), python3=RECORDS).returncode == 0
    assert recorded(tmp_path) == ["python3 run.py"]


# What git hands out


def test_what_is_double_clicked_can_be_run() -> None:
    assert [name for name in (COMMAND, DESKTOP) if not os.access(run.ROOT / name, os.X_OK)] == []


def test_the_windows_starter_has_the_line_ends_of_windows_and_no_other_letters_than_ascii() -> None:
    content = (run.ROOT / WINDOWS).read_bytes()

    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n") > 10


def test_all_starters_ask_the_same_of_python_and_fetch_from_the_same_places() -> None:
    texts = [(run.ROOT / name).read_text(encoding="utf-8") for name in (COMMAND, WINDOWS)]
    question = "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"

    assert all(question in text for text in texts)
    asked = [
        {
            re.sub(r"install\.(sh|ps1)$", "", place)
            for place in re.findall(r"https://[\w./-]+\w/?", text)
        }
        for text in texts
    ]
    assert asked[0] == asked[1]


# The app itself


def test_the_app_run_as_a_plain_script_is_handed_to_run_py() -> None:
    result = subprocess.run(
        (sys.executable, run.ROOT / "app.py", "--help"), capture_output=True, text=True, check=True
    )

    assert "Start SoloStock in the browser." in result.stdout
    assert result.stderr == ""
