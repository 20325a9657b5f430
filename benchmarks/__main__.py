"""Measure: `python -m benchmarks main_job --data ../shared/data/online_retail`."""

import argparse
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path


def _repeated(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--repetitions", type=int, default=3, metavar="N")


def _accuracy(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--products", type=int, default=300, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    parser.add_argument("--methods", metavar="NAMES", help="separated by commas; all if left out")
    parser.add_argument("--out", type=Path, metavar="FILE", help="a .csv or .parquet file")
    _reuse_peers(parser)


def _m5(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--methods", metavar="NAMES", help="separated by commas")
    _reuse_peers(parser)


def _monthly(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="FILE_OR_DIR")
    _reuse_peers(parser)


def _decisions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--penalty", type=float, default=0.5, metavar="SHARE")
    parser.add_argument("--products", type=int, metavar="N", help="all if left out")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    parser.add_argument("--out", type=Path, metavar="FILE", help="a .csv file")
    _reuse_peers(parser)


def _contest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")


def _lost_sales(_parser: argparse.ArgumentParser) -> None:
    """No options: the instances are given."""


def _self_tuning(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--penalty", type=float, default=0.5, metavar="SHARE")
    parser.add_argument("--products", type=int, metavar="N", help="all if left out")
    parser.add_argument("--seed", type=int, default=0, metavar="S")


def _budget(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", type=int, default=100, metavar="N", help="of each size")
    parser.add_argument("--seed", type=int, default=0, metavar="S")


def _plan(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=0, metavar="S")


def _screen(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--repetitions", type=int, default=5, metavar="N")
    parser.add_argument("--peer", type=Path, metavar="DIR", help="another checkout of this project")


def _first_page(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--repetitions", type=int, default=3, metavar="N")


def _load(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tabs", type=int, default=10, metavar="N")
    parser.add_argument("--changes", type=int, default=500, metavar="N", help="of the page, in all")


def _routing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--seconds", type=float, default=10.0, metavar="N", help="for each")


def _reuse_peers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--reuse-peers", action="store_true", help="take peers' forecasts from an earlier run"
    )


BENCHMARKS: Mapping[str, Callable[[argparse.ArgumentParser], None]] = {
    "importing": _repeated,
    "main_job": _repeated,
    "accuracy": _accuracy,
    "m5": _m5,
    "monthly": _monthly,
    "decisions": _decisions,
    "contest": _contest,
    "lost_sales": _lost_sales,
    "self_tuning": _self_tuning,
    "budget": _budget,
    "plan": _plan,
    "screen": _screen,
    "first_page": _first_page,
    "load": _load,
    "routing": _routing,
}
"""The options of each: a module whose `report` takes them and returns Markdown.

Only the module that was chosen is imported, since some measure what importing costs.
"""


def main() -> int:
    """Run one benchmark and print its table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    benchmarks = parser.add_subparsers(dest="benchmark", required=True)
    for name, add_options in BENCHMARKS.items():
        add_options(benchmarks.add_parser(name))
    options = vars(parser.parse_args())
    module = import_module(f"benchmarks.{options.pop('benchmark')}")
    try:
        print(module.report(**options))
    except FileNotFoundError as error:
        print(f"{error.filename} is missing: name its folder with --data.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
