"""What the command line answers to programs, recorded as a seller's own script would see it."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.golden.recording import Recording, json_bytes

_MADE = "{folder}"
"""Stands in an argument for the folder that the files lie in."""


@dataclass(frozen=True, kw_only=True)
class CommandLine:
    """The program in one place, and one shop's folder.

    project: the folder that holds inventory_core. folder: holds the shop's database and files.
    """

    project: Path
    folder: Path
    today: date

    def answer(self, *arguments: str) -> dict[str, object]:
        """Run a command and return its exit code and what it wrote for programs."""
        told = [argument.replace(_MADE, str(self.folder)) for argument in arguments]
        told += ["--database", str(self.folder / "shop.duckdb"), "--today", f"{self.today}"]
        done = subprocess.run(
            (sys.executable, "-m", "inventory_core", *told, "--json"),
            cwd=self.project,
            env=os.environ | {"TZ": "UTC", "OMP_NUM_THREADS": "1", "PYTHONPATH": str(self.project)},
            capture_output=True,
            check=False,
        )
        if not done.stdout:
            raise RuntimeError(f"{arguments} wrote nothing: {done.stderr.decode()}")
        return {"exit_code": done.returncode, **json.loads(done.stdout)}


def answers(
    project: Path,
    files: Mapping[str, bytes],
    *,
    today: date,
    commands: Mapping[str, Sequence[str]],
) -> Recording:
    """Import files into a new shop, run commands on it in turn, and return what each answered.

    A command can write into "{folder}"; the .csv files in it are recorded, too.
    """
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        program = CommandLine(project=project, folder=folder, today=today)
        recorded = {"import.json": program.answer("import", *(f"{_MADE}/{name}" for name in files))}
        recorded |= {f"{name}.json": program.answer(*told) for name, told in commands.items()}
        return {name: json_bytes(answer) for name, answer in recorded.items()} | dict(
            _written(folder, files)
        )


def _written(folder: Path, files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.glob("*.csv")):
        if path.name not in files:
            yield path.name, path.read_bytes()
