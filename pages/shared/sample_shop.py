"""The sample shop: opened by the same way as any upload, and removed again."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pandas as pd

from inventory_core.domain.language import language
from inventory_core.imports import drop
from inventory_core.imports.drop import Answers
from inventory_core.shop import actions
from pages.shared import session

CHANNEL = "sample shop"

_FILES = ("sales.csv", "products.csv", "stock.csv")
_NAMES = ("Product name", "Category", "Supplier")
"""Headings of what is called otherwise in another language."""
_FOLDER = Path(__file__).parents[2] / "sample_data"


def is_open() -> bool:
    """Tell whether the sample shop is among the uploads."""
    return not _uploads().empty


def add() -> None:
    """Save the files of the sample shop, with names in the language in use."""
    answers = Answers(channel=CHANNEL)
    for name in _FILES:
        content = _in_language((_FOLDER / name).read_bytes())
        imported = drop.import_file(name, content, today=session.today(), answers=answers)
        # Stock lies on the shelf as anyone's does, but the upload is known as the sample's.
        imported = replace(imported, channel=CHANNEL)
        actions.save_import(session.store(), imported, now=session.now())


def _in_language(content: bytes) -> bytes:
    """Return a file of the sample shop with names in the language in use, where there are such."""
    file = _FOLDER / f"names.{language()}.csv"
    if not file.exists():
        return content
    names = pd.read_csv(file).set_index("English")["Chinese"]
    table = pd.read_csv(BytesIO(content), dtype=str, keep_default_na=False)
    named = {
        heading: table[heading].map(names).fillna(table[heading])
        for heading in _NAMES
        if heading in table
    }
    return table.assign(**named).to_csv(index=False).encode()


def remove() -> bool:
    """Take the sample shop back with all that was typed and ordered of its products.

    So is what was told of money beside it. All else is left; False where it was gone already.
    """
    removed = session.store().removal.remove(*_uploads()["id"].astype(int).tolist())
    if removed:
        # Typed beside the numbers of the sample, it would go on in those of the seller's own shop.
        session.store().save_settings(balance=None, balance_on="", weekly_costs=0.0)
    return removed


def _uploads() -> pd.DataFrame:
    uploads = session.shop().outlook.uploads
    return uploads[uploads["channel"] == CHANNEL]
