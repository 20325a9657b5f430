"""From a text table and its mapping to checked frames, with a reason for every refused row."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from hashlib import blake2b

import pandas as pd

from inventory_core.domain.errors import FileError, QuestionError, UnusableError
from inventory_core.domain.frames import PROBLEMS, check
from inventory_core.domain.language import gettext as _
from inventory_core.imports.column_uses import ColumnUse, column_uses
from inventory_core.imports.format import Reading, Sheet, SheetMapping
from inventory_core.imports.headings import headings_key
from inventory_core.imports.privacy import without_private_values
from inventory_core.imports.questions import Question, open_questions
from inventory_core.imports.reasons import Nature, Note, codes_of, noted
from inventory_core.imports.recognition import (
    completes_another,
    missing_companion,
    missing_fields,
)
from inventory_core.imports.table import Table
from inventory_core.imports.texts import normalise_texts

_IGNORED = codes_of(Nature.IGNORED)


@dataclass(frozen=True, eq=False, kw_only=True)
class Imported:
    """What a sheet said: typed rows, and every row left out with its reason.

    fingerprint: of the file's bytes and the sheet's name. headings: what the sheet's headings are
    known by when they come again. effect: what of the mapping matters to this sheet, as text.
    rows_read: rows below the header that are not wholly blank; always rows_accepted plus the rows
    of `problems`. sales, products, stock, receipts: of those schemas, empty where there are none;
    products holds only what the sheet says. cells: PROBLEMS of rows that were kept without one of
    their cells. withdrawn, returned, currency, cost_currency: as in Reading. uses: what became of
    each column. sheets_left: names of other sheets of the workbook that seem to hold data too.
    notes: as in Table, and as in Reading.
    """

    file_name: str
    channel: str
    fingerprint: str
    headings: str
    mapping: SheetMapping
    effect: str
    rows_read: int
    rows_accepted: int
    sales: pd.DataFrame
    withdrawn: pd.DataFrame
    returned: pd.DataFrame
    products: pd.DataFrame
    stock: pd.DataFrame
    receipts: pd.DataFrame
    cells: pd.DataFrame
    problems: pd.DataFrame
    currency: str
    cost_currency: str
    uses: tuple[ColumnUse, ...]
    sheets_left: tuple[str, ...]
    notes: tuple[tuple[str, int], ...]

    @property
    def format(self) -> str:
        """The name of the kind of sheet."""
        return self.mapping.format.name

    @property
    def takes_back(self) -> int:
        """Number of order lines that it takes back, wholly or in part, where they were told."""
        return len(self.withdrawn) + len(self.returned)

    @property
    def ignored(self) -> pd.DataFrame:
        """The rows that are left out because they are no demand: nothing needs to be done."""
        return self.problems[self.problems["reason"].isin(_IGNORED)]

    @property
    def refused(self) -> pd.DataFrame:
        """The rows that could not be used and may need the seller's hand."""
        return self.problems[~self.problems["reason"].isin(_IGNORED)]


def interpret(
    sheet: Sheet,
    *,
    today: date,
    zone: tzinfo | None = None,
    known: Collection[str] = (),
) -> Imported | tuple[Question, ...]:
    """Read a sheet as its mapping says, or return what the seller must answer before.

    Args:
        sheet: the table, what its columns mean, and the seller's answers.
        today: no sale lies after it.
        zone: the shop's clock, to which times in UTC are converted; None leaves them as written.
        known: codes of products that the shop has already.

    Raises:
        FileError: the format cannot be used, or a required column is not mapped or not there.
    """
    _check_mapping(sheet.table, sheet.mapping)
    mended = replace(sheet, zone=zone, known=frozenset(known))
    if sheet.format.prepare:
        mended = sheet.format.prepare(mended)
    if questions := open_questions(mended, today=today):
        return questions
    reading = sheet.format.read(mended, today)
    table = sheet.table
    problems = _in_row_order([table.ragged, reading.problems])
    rows_read = len(table.cells) + len(table.ragged)
    return Imported(
        file_name=table.file_name,
        channel=sheet.mapping.channel,
        fingerprint=sheet.content,
        headings=headings_key(table),
        mapping=sheet.mapping,
        effect=_effect(mended),
        rows_read=rows_read,
        rows_accepted=rows_read - len(problems),
        sales=reading.sales,
        withdrawn=reading.withdrawn,
        returned=reading.returned,
        products=reading.products,
        stock=reading.stock,
        receipts=reading.receipts,
        cells=check(without_private_values(reading.cells, table), PROBLEMS),
        problems=check(without_private_values(problems, table), PROBLEMS),
        currency=reading.currency,
        cost_currency=reading.cost_currency,
        uses=column_uses(sheet),
        sheets_left=table.beside,
        notes=(*table.notes, *_notes_of_codes(mended, reading), *reading.notes),
    )


def _notes_of_codes(sheet: Sheet, reading: Reading) -> tuple[tuple[str, int], ...]:
    """What should be known of product codes that are not as the sheet has them."""
    frames = (reading.sales, reading.withdrawn, reading.products, reading.stock, reading.receipts)
    told = {sku for frame in frames for sku in frame["sku"].unique()}
    shared = sheet.shared_codes
    # Some shop systems count variants together, under the code that they share.
    apart = (shared != "") & (sheet.skus() + " " + shared).isin(told)
    return noted(
        {
            Note.SHARED_CODE: int(apart.sum()),
            Note.ZEROS: int(sheet.changed_codes().sum()) if sheet.known else 0,
        }
    )


def _effect(sheet: Sheet) -> str:
    """What of a mapping matters: columns in any order, answers to statuses that occur."""
    mapping = sheet.mapping
    occurring = set[str]()
    for statuses in sheet.format.statuses:
        occurring |= set(normalise_texts(pd.Series(sheet.raw(statuses.field).unique())))
    effective = replace(
        mapping,
        columns=tuple(sorted(mapping.columns)),
        statuses=tuple(sorted(pair for pair in mapping.statuses if pair[0] in occurring)),
    )
    return fingerprint(repr(effective).encode())


def fingerprint(content: bytes) -> str:
    """Return a short text that tells files of different contents apart."""
    return blake2b(content, digest_size=16).hexdigest()


def _check_mapping(table: Table, mapping: SheetMapping) -> None:
    if unusable := mapping.format.unusable:
        refusal = QuestionError if completes_another(mapping.format) else UnusableError
        raise refusal(f"{table.file_name}: {_(unusable)}")
    unknown = [heading for _field, heading in mapping.columns if heading not in table.cells]
    if unknown:
        raise FileError(
            _("{file} has no column {headings}: please choose the columns again.").format(
                file=table.file_name, headings=listed(unknown)
            )
        )
    missing = missing_fields(mapping)
    if report := missing_companion(mapping):
        raise QuestionError(
            _(
                "{file} has no column {fields}. The {report} of the same days has it: please drop "
                "both files together."
            ).format(file=table.file_name, fields=listed(missing), report=report)
        )
    if missing:
        raise QuestionError(
            _(
                "No column of {file} was found for {fields}: please choose the column that holds "
                "it on the Upload page, or name its heading so."
            ).format(file=table.file_name, fields=listed(missing))
        )


def listed(names: Sequence[str]) -> str:
    """Name some headings within a sentence."""
    shown = ", ".join(f"“{name[:40]}”" for name in names[:8])
    return shown + ", …" if len(names) > 8 else shown


def _in_row_order(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(parts, ignore_index=True).sort_values("row", kind="stable", ignore_index=True)
