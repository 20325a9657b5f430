"""What schedulers get keeps folders and names with blanks whole."""

import plistlib
import shlex
from datetime import time
from pathlib import Path

from inventory_core.notify.schedule import cron_line, launchd_file, windows_line

COMMAND = ["/my programs/python", "-m", "inventory_core", "--database", "/a b/50% shop.duckdb"]
AT = time(7, 5)


def test_cron_gets_words_that_its_shell_reads_back() -> None:
    line = cron_line(COMMAND, folder=Path("/my shop"), at=AT)

    assert line.startswith("5 7 * * * ")
    words = shlex.split(line.removeprefix("5 7 * * * ").replace(r"\%", "%"))
    assert words == ["cd", "/my shop", "&&", *COMMAND]


def test_macos_gets_a_file_that_its_parser_reads() -> None:
    read = plistlib.loads(launchd_file(COMMAND, folder=Path("/my shop"), at=AT))

    assert read["ProgramArguments"] == COMMAND
    assert read["WorkingDirectory"] == "/my shop"
    assert read["StartCalendarInterval"] == {"Hour": 7, "Minute": 5}


def test_windows_gets_one_line_with_its_quotes_kept() -> None:
    line = windows_line([r"C:\my programs\python.exe", "-m", "x"], folder=Path("shop"), at=AT)

    assert r'/TR "cmd /c cd /d shop && \"C:\my programs\python.exe\" -m x"' in line
    assert "/ST 07:05" in line
