"""What the computer's own scheduler needs to run a command every morning."""

import plistlib
import shlex
import subprocess
from collections.abc import Sequence
from datetime import time
from pathlib import Path

_LABEL = "local.solostock.digest"


def cron_line(command: Sequence[str], *, folder: Path, at: time) -> str:
    """Return the line of `crontab -e` on Linux.

    >>> cron_line(["python", "-m", "inventory_core"], folder=Path("/my shop"), at=time(7, 5))
    "5 7 * * * cd '/my shop' && python -m inventory_core"
    """
    # A percent sign would end the command.
    words = shlex.join(command).replace("%", r"\%")
    return f"{at.minute} {at.hour} * * * cd {shlex.quote(str(folder))} && {words}"


def launchd_file(command: Sequence[str], *, folder: Path, at: time) -> bytes:
    """Return the file for ~/Library/LaunchAgents on macOS."""
    return plistlib.dumps(
        {
            "Label": _LABEL,
            "ProgramArguments": list(command),
            "WorkingDirectory": str(folder),
            "StartCalendarInterval": {"Hour": at.hour, "Minute": at.minute},
        }
    )


def windows_line(command: Sequence[str], *, folder: Path, at: time) -> str:
    r"""Return the line for the command prompt of Windows, which makes a task of it.

    >>> windows_line(["py.exe", "-m", "x"], folder=Path("shop"), at=time(7, 5))
    'schtasks /Create /F /SC DAILY /ST 07:05 /TN SoloStock /TR "cmd /c cd /d shop && py.exe -m x"'
    """
    within = f"cmd /c cd /d {subprocess.list2cmdline([str(folder)])} && " + (
        subprocess.list2cmdline(command)
    )
    quoted = within.replace('"', r"\"")
    return f'schtasks /Create /F /SC DAILY /ST {at:%H:%M} /TN SoloStock /TR "{quoted}"'
