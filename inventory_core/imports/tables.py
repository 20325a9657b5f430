"""The declared columns of what is told of a file: what its columns meant, what became of rows."""

from inventory_core.domain.columns import Schema, number, sentence, text, units
from inventory_core.domain.language import N_

COLUMN_USES: Schema = {
    "heading": text(N_("Column in your file")),
    "example": text(N_("For example")),
    "use": text(N_("Taken for")),
}
"""One row per column of a file: a cell of it, and what it was taken for."""

STATUS_TABLE: Schema = {"status": text(N_("Status")), "meaning": text(N_("Counts as demand?"))}
"""One row per status that a platform writes, and what it says about demand."""

IMPORT_REPORT: Schema = {
    "rows": number(N_("Rows")),
    "group": text(N_("Group")),
    "row": text(N_("Row")),
    "column": text(N_("Column")),
    "value": text(N_("Value")),
    "why": text(N_("Why")),
}
"""One row for all that was kept of a file, and one per row that was not, with the reason."""

REPORT: Schema = {
    "group": text(N_("Rows")),
    "rows": units(N_("Number")),
    "explanation": sentence(N_("Why")),
    "examples": text(N_("For example")),
}
"""One row per reason why rows of a file were refused or ignored, and per note about kept ones."""
