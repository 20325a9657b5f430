"""The steps by which a database became what it is: one SQL file each, in migrations/.

Uploads only ever add rows, and views say what is current: the latest upload that tells it. So an
overlapping file replaces instead of doubling, and undoing an upload is deleting its rows. A step
that landed never changes: whatever is to be otherwise is a step of its own, also a view.
"""

from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "migrations"


@dataclass(frozen=True, kw_only=True)
class Migration:
    """A step of the schema: applied once, in one transaction together with its record."""

    name: str
    sql: str


def _migration(file: Path) -> Migration:
    """Read a step; its first line is its name, as databases remember it."""
    sql = file.read_text(encoding="utf-8")
    return Migration(name=sql.partition("\n")[0].removeprefix("-- "), sql=sql)


MIGRATIONS = tuple(_migration(file) for file in sorted(_FOLDER.glob("*.sql")))
"""All steps in their order."""
