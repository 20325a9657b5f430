"""A store for each test."""

import shutil
from pathlib import Path

import pytest

from inventory_core.store.store import Store


@pytest.fixture
def store(tmp_path: Path, empty_database: Path) -> Store:
    """An empty store."""
    shutil.copy(empty_database, tmp_path / "shop.duckdb")
    return Store(tmp_path / "shop.duckdb")
