"""Measure: `python -m benchmarks main_job --data ../shared/data/online_retail`."""

import argparse
import sys
from pathlib import Path

from benchmarks import importing, main_job

BENCHMARKS = (importing, main_job)
"""Each a module with a docstring and `report(data, repetitions)`, which returns Markdown."""


def main() -> int:
    """Run one benchmark and print its table."""
    known = {module.__name__.rpartition(".")[2]: module for module in BENCHMARKS}
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("benchmark", choices=known)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--repetitions", type=int, default=3, metavar="N")
    options = parser.parse_args()
    try:
        print(known[options.benchmark].report(options.data, options.repetitions))
    except FileNotFoundError as error:
        print(f"{error.filename} is missing: name its folder with --data.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
