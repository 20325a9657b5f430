"""The sample shop: opened by the same way as any upload, and removed again."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from inventory_core.imports import drop
from inventory_core.imports.drop import Answers
from inventory_core.shop import actions
from pages.shared import session

CHANNEL = "sample shop"

_FILES = ("sales.csv", "products.csv", "stock.csv")
_FOLDER = Path(__file__).parents[2] / "sample_data"


def is_open() -> bool:
    """Tell whether the sample shop is among the uploads."""
    return not _uploads().empty


def add() -> None:
    """Save the files of the sample shop."""
    answers = Answers(channel=CHANNEL)
    for name in _FILES:
        content = (_FOLDER / name).read_bytes()
        imported = drop.import_file(name, content, today=session.today(), answers=answers)
        # Stock lies on the shelf as anyone's does, but the upload is known as the sample's.
        imported = replace(imported, channel=CHANNEL)
        actions.save_import(session.store(), imported, now=session.now())


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
