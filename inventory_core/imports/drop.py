"""Several files dropped at once: each is recognised, and those that belong together are joined."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from functools import partial

import pandas as pd

from inventory_core.domain.demand import covered_days
from inventory_core.domain.errors import FileError, QuestionError
from inventory_core.domain.language import gettext as _
from inventory_core.imports.format import ROUNDED_ID, Sheet, SheetMapping
from inventory_core.imports.formats import format_named
from inventory_core.imports.headings import compact, headings_key
from inventory_core.imports.importing import Imported, fingerprint, interpret, listed
from inventory_core.imports.order_list import is_purchase_list
from inventory_core.imports.order_shipping import SHIPPING_FIELDS
from inventory_core.imports.questions import Question
from inventory_core.imports.recognition import candidates, exact_columns, map_columns
from inventory_core.imports.sheets import readable
from inventory_core.imports.spreadsheet import read_tables
from inventory_core.imports.table import Table
from inventory_core.imports.texts import clean_texts
from inventory_core.imports.workbook_reader import WorkbookReader

Remembered = Callable[[str], str | None]
"""Returns the mapping that was last saved for the same headings, as text."""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What the seller says beforehand about all files of a drop.

    columns: (field, heading) of columns that are meant otherwise than they are called. sheet: the
    name of the one to read, of workbooks. The others are as in SheetMapping.
    """

    format: str | None = None
    channel: str | None = None
    day_first: bool | None = None
    year_first: bool = False
    currency: str = ""
    period: str = ""
    begins: str = ""
    one_piece: bool = False
    variants: str = ""
    statuses: tuple[tuple[str, bool], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    sheet: str = ""

    def given_to(self, mapping: SheetMapping) -> SheetMapping:
        """Return the mapping with these answers; what was not answered stays as it is."""
        fields = {field.name for field in mapping.format.fields}
        meant = dict(pair for pair in self.columns if pair[0] in fields)
        kept = (pair for pair in mapping.columns if pair[1] not in meant.values())
        return replace(
            mapping,
            columns=tuple((dict(kept) | meant).items()),
            channel=self.channel if self.channel and mapping.format.sells else mapping.channel,
            day_first=mapping.day_first if self.day_first is None else self.day_first,
            year_first=self.year_first or mapping.year_first,
            currency=self.currency or mapping.currency,
            period=self.period or mapping.period,
            begins=self.begins or mapping.begins,
            one_piece=self.one_piece or mapping.one_piece,
            variants=self.variants or mapping.variants,
            statuses=(*mapping.statuses, *self.statuses),
        )


def proposals(table: Table, remembered: str | None) -> tuple[SheetMapping, ...]:
    """Return what a sheet may mean: what was confirmed for such headings before, else a guess.

    Args:
        table: the sheet.
        remembered: mapping of an earlier upload with the same headings, as text.
    """
    if remembered:
        try:
            mapping = SheetMapping.from_text(remembered, format_named)
        except (ValueError, TypeError, KeyError):
            return candidates(table)  # written by another version
        # Columns that a companion had brought come with it again.
        spelled = {compact(str(heading)): str(heading) for heading in table.cells.columns}
        own = tuple(
            (field, spelled[compact(heading)])
            for field, heading in mapping.columns
            if compact(heading) in spelled
        )
        # Whether rows are totals, and where they begin, is asked again: the same sheet may come by
        # day, or of another year, the next time.
        columns = _with_shipping(table, mapping, own)
        return (replace(mapping, columns=columns, period="", begins=""),)
    return candidates(table)


def _with_shipping(
    table: Table, remembered: SheetMapping, columns: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    """Return columns with those of a platform that tell of shipping.

    Of these nothing was known when older mappings were confirmed.
    """
    if remembered.format.is_plain:
        return columns
    found = exact_columns(table, remembered.format)
    shipping = {name: heading for name, heading in found if name in SHIPPING_FIELDS}
    return tuple((shipping | dict(columns)).items())


def sheet_print(content: bytes, table: Table) -> str:
    """Return the fingerprint of one sheet of a file: another sheet of it says other things."""
    return fingerprint(content + table.sheet.encode())


def oldest_first(files: Iterable[Imported]) -> list[Imported]:
    """Return files in the order to keep them: of what two tell of, the newer one is right."""

    def last_day(imported: Imported) -> date:
        told = pd.concat([imported.sales, imported.withdrawn, imported.returned])
        span = covered_days(told)
        return span[1] if span else date.min

    return sorted(files, key=last_day)


def lists_first(sheets: Iterable[Sheet]) -> list[Sheet]:
    """Return sheets in the order to read them: lists of products tell which codes sales are of."""
    return sorted(sheets, key=lambda sheet: sheet.format.sells)


def codes_of(told: object) -> frozenset[str]:
    """Return the codes of the products that a file lists; none of one that tells of sales."""
    if not isinstance(told, Imported) or told.mapping.format.sells:
        return frozenset()
    return frozenset(told.products["sku"]) | frozenset(told.stock["sku"])


def joined(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Complete each sheet by its companion where that was dropped too, in the given order.

    Taobao's item report has no dates, its order report no items: together they are sales.
    """
    completed: list[Sheet] = []
    used: dict[int, str] = {}
    for sheet in sheets:
        partners = _companions(sheet, sheets)
        completed.append(_completed(sheet, partners))
        used |= {id(partner): sheet.table.file_name for partner in partners}
    return [
        replace(done, used_for=used.get(id(sheet), ""))
        for done, sheet in zip(completed, sheets, strict=True)
    ]


def import_files(
    files: Sequence[tuple[str, bytes | FileError]],
    *,
    today: date,
    answers: Answers | None = None,
    zone: tzinfo | None = None,
    remembered: Remembered | None = None,
    known: Collection[str] = (),
) -> list[Imported | Sheet | FileError]:
    """Read files without asking anyone: each one's best sheet, as it is recognised.

    Args:
        files: name and bytes of each, as `archive.unpacked` returns them; an error is passed on.
        today, zone, known: as in interpret.
        answers: what is known beforehand.
        remembered: tells what was confirmed for the same headings before.

    Returns:
        For each file what it said; the Sheet itself where it only completes another one; an error
        where it cannot be read or what it means is not certain.
    """
    told = answers or Answers()
    with WorkbookReader() as reader:
        read = [_recognised(name, content, told, remembered, reader) for name, content in files]
    sheets = joined([sheet for sheet in read if isinstance(sheet, Sheet)])
    codes = frozenset(known)
    told_of: dict[int, Imported | Sheet | FileError] = {}
    for sheet in lists_first(sheets):
        told_of[id(sheet)] = _read(sheet, partial(interpret, today=today, zone=zone, known=codes))
        codes |= codes_of(told_of[id(sheet)])
    results = iter([told_of[id(sheet)] for sheet in sheets])
    return [one if isinstance(one, FileError) else next(results) for one in read]


def import_file(
    file_name: str, content: bytes, *, today: date, answers: Answers | None = None
) -> Imported:
    """Read one file without asking anyone.

    Raises:
        FileError: the file cannot be read, or what it means is not certain.
    """
    (result,) = import_files([(file_name, content)], today=today, answers=answers)
    if isinstance(result, FileError):
        raise result
    if isinstance(result, Sheet):
        raise TypeError("a file cannot complete itself")
    return result


def _recognised(
    name: str,
    content: bytes | FileError,
    answers: Answers,
    remembered: Remembered | None,
    reader: WorkbookReader,
) -> Sheet | FileError:
    if isinstance(content, FileError):
        return content
    try:
        table = _sheet_named(answers.sheet, read_tables(name, content, reader=reader))
        _check_that_it_happened(table)
        mapping = _one_mapping(table, answers, remembered)
    except FileError as error:
        return error
    return Sheet(
        table=table, mapping=answers.given_to(mapping), content=sheet_print(content, table)
    )


def _check_that_it_happened(table: Table) -> None:
    """Refuse to take what is only to be ordered for what was bought."""
    if is_purchase_list(table):
        raise QuestionError(
            _(
                "{file} says what to order, and nothing of what arrived: if you ordered it, enter "
                "it on the Upload page, or by the command “order”."
            ).format(file=table.file_name)
        )


def _sheet_named(sheet: str, tables: Sequence[Table]) -> Table:
    """Return the sheet of this name; the best one of a text file, or where none is named."""
    if not sheet or not tables[0].sheet:
        return readable(tables)[0]
    named = [table for table in tables if table.sheet == sheet]
    if not named:
        raise FileError(
            _("{file} has no sheet {sheet} with rows: please name one of {sheets}.").format(
                file=tables[0].file_name,
                sheet=sheet,
                sheets=listed([table.sheet for table in tables]),
            )
        )
    return named[0]


def _one_mapping(table: Table, answers: Answers, remembered: Remembered | None) -> SheetMapping:
    found = proposals(table, remembered(headings_key(table)) if remembered else None)
    if answers.format:
        fitting = tuple(mapping for mapping in found if mapping.format.name == answers.format)
        found = fitting or (map_columns(table, format_named(answers.format)),)
    if len(found) == 1:
        return found[0]
    if found and all(mapping.format.is_plain for mapping in found):
        raise QuestionError(
            _(
                "Is {file} what was sold, bought, or counted? Please say so on the Upload page, or "
                "by --format ({formats})."
            ).format(file=table.file_name, formats=", ".join(f"“{m.format.name}”" for m in found))
        )
    if found:
        raise QuestionError(
            _(
                "{file} can be read in several ways ({formats}): please choose one on the Upload "
                "page, or with --format."
            ).format(file=table.file_name, formats=", ".join(m.format.name for m in found))
        )
    raise QuestionError(
        _(
            "None of the columns of {file} was recognised ({headings}): please use headings "
            "such as Date, SKU and Units, or choose the columns on the Upload page."
        ).format(file=table.file_name, headings=listed(list(table.cells.columns)))
    )


def _read(
    sheet: Sheet, read: Callable[[Sheet], Imported | tuple[Question, ...]]
) -> Imported | Sheet | FileError:
    if sheet.used_for:
        return sheet
    try:
        result = read(sheet)
    except FileError as error:
        return error
    if isinstance(result, Imported):
        return result
    sentence = _(
        "{file} cannot be read before one question is answered on the Upload page or by an "
        "option of the import command (please see --help): “{question}”."
    )
    return QuestionError(
        sentence.format(file=sheet.table.file_name, question=result[0].sentence),
        content=sheet.content,
    )


def _companions(sheet: Sheet, sheets: Sequence[Sheet]) -> list[Sheet]:
    companion = sheet.format.companion
    if companion is None or sheet.mapping.column(companion.key) is None:
        return []
    return [
        other
        for other in sheets
        if other.format is companion.format and other.mapping.column(companion.key)
    ]


def _completed(sheet: Sheet, partners: Sequence[Sheet]) -> Sheet:
    """Add what only the companions tell, looked up by the key that both have."""
    companion = sheet.format.companion
    if companion is None or not partners:
        return sheet
    cells, columns = sheet.table.cells.copy(), dict(sheet.mapping.columns)
    keys = clean_texts(cells[columns[companion.key]])
    brought: list[str] = []
    for field in companion.brings:
        if field in columns:
            continue
        told: dict[str, str] = {}
        for partner in partners:
            told |= _by_key(partner, key=companion.key, field=field)
        heading = f"{field} ({companion.format.name})"
        brought.append(heading)
        cells[heading] = [told.get(key, "") for key in keys]
        columns[field] = heading
    names = [sheet.table.file_name, *(partner.table.file_name for partner in partners)]
    contents = "".join((sheet.content, *(partner.content for partner in partners)))
    return replace(
        sheet,
        table=replace(sheet.table, cells=cells, file_name=" + ".join(names), joined=tuple(brought)),
        mapping=replace(sheet.mapping, columns=tuple(columns.items())),
        content=fingerprint(contents.encode()),
    )


def _by_key(partner: Sheet, *, key: str, field: str) -> dict[str, str]:
    """What a companion tells of each key, from the first row that tells it.

    A key that a spreadsheet program has rounded stands for many orders, and tells nothing of any.
    """
    heading = partner.mapping.column(field)
    if heading is None:
        return {}
    cells = partner.table.cells
    keys = clean_texts(cells[partner.mapping.column(key)])
    single = (keys != "") & ~keys.str.fullmatch(ROUNDED_ID)
    told = cells[heading][(cells[heading] != "") & single]
    return dict(zip(keys.loc[told.index][::-1], told[::-1], strict=True))
