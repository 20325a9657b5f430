"""Every example in the docstrings of the core."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = [
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for file in sorted((ROOT / "inventory_core").rglob("*.py"))
    if ">>> " in file.read_text(encoding="utf-8")
]
"""Found in the text: pytest's own way imports every module, and every test twice."""


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_are_true(module: str) -> None:
    failed, tried = doctest.testmod(import_module(module))

    assert tried > 0
    assert failed == 0
