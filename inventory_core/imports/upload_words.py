"""What files held, and what became of their rows."""

from math import inf

import pandas as pd

from inventory_core.domain.demand import covered_days
from inventory_core.domain.download import to_csv
from inventory_core.domain.frames import PRODUCT_FACTS, check, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext, together
from inventory_core.domain.numbers import Row, day, days_between, rows, short, time, whole
from inventory_core.domain.upload import EDIT, Saved
from inventory_core.imports.column_uses import ColumnUse
from inventory_core.imports.format import DEFAULT_CHANNEL, Field, Sheet, SheetMapping
from inventory_core.imports.formats import format_named
from inventory_core.imports.importing import Imported
from inventory_core.imports.reasons import Nature, Reason, codes_of, note_sentence, reason_sentence
from inventory_core.imports.statuses import Status
from inventory_core.imports.tables import IMPORT_REPORT, REPORT


def format_label(name: str) -> str:
    """Name what a file of this format holds."""
    return _(format_named(name).label)


def field_label(field: Field) -> str:
    """Name a field as the templates do, whatever a platform calls it."""
    return _(field.column.label) if field.column.label else field.heading


def status_table(mapping: SheetMapping) -> pd.DataFrame:
    """Return what each known status of a format says about demand: columns status and meaning."""
    meanings = {
        Status.SOLD: _("Yes"),
        Status.CANCELLED: _("No, cancelled"),
        Status.UNPAID: _("No, not paid"),
        Status.RETURNED: _("No, returned"),
        Status.ASK: _("You are asked"),
    }
    told = [
        (text or _("(empty)"), meanings[status])
        for statuses in mapping.format.statuses
        if mapping.column(statuses.field)
        for text, status in statuses.table()
    ]
    told += [
        (text, _("Yes, as you said") if counts else _("No, as you said"))
        for text, counts in mapping.statuses
    ]
    return pd.DataFrame(told, columns=["status", "meaning"])


def currency_sentence(imported: Imported, currency: str) -> str:
    """Warn that a file's prices are in another currency than the shop's; "" where they are not."""
    if not currency or imported.currency in ("", currency):
        return ""
    return _(
        "The prices of {file} are in {other}, but your shop counts in {own}: units are kept "
        "without the prices."
    ).format(file=imported.file_name, other=imported.currency, own=currency)


def cost_sentence(imported: Imported, currency: str) -> str:
    """Warn that a file's costs are in another currency than the shop's; "" where they are not."""
    shop = currency or imported.currency
    if not shop or imported.cost_currency in ("", shop):
        return ""
    return _(
        "The costs of {file} are in {other}, but your shop counts in {own}: they are left out. "
        "Enter them in {own}, or give the column its right heading."
    ).format(file=imported.file_name, other=imported.cost_currency, own=shop)


def heading_label(heading: str) -> str:
    """Name a heading of an uploaded sheet, or that there is none."""
    return heading or _("– not in this file –")


def unused_sentence(use: ColumnUse) -> str:
    """Say that a column is not used though it looks as if it mattered."""
    return _("“{heading}” (such as “{example}”) is not used. Use it as").format(
        heading=use.heading, example=use.example
    )


def import_sentence(imported: Imported) -> str:
    """Say what a file holds and how many of its rows will be kept."""
    if imported.takes_back and not imported.rows_accepted:
        sentence = ngettext(
            "**No row is a sale**: {lines} order line that other files tell of is taken back.",
            "**No row is a sale**: {lines} order lines that other files tell of are taken back.",
            imported.takes_back,
        )
        return sentence.format(lines=whole(imported.takes_back))
    kept = ngettext(
        "**{accepted} of {read} row** can be kept.",
        "**{accepted} of {read} rows** can be kept.",
        imported.rows_read,
    ).format(accepted=whole(imported.rows_accepted), read=whole(imported.rows_read))
    told = (
        _sold(imported.sales),
        _bought(imported.receipts),
        _counted(imported.stock),
        _described(imported),
    )
    return together(kept, *told)


def _sold(sales: pd.DataFrame) -> str:
    span = covered_days(sales)
    if span is None:
        return ""
    return _("Sold: {units} of {products}, {days}.").format(
        units=_units(sales["units"].sum()),
        products=_products(sales["sku"].nunique()),
        days=days_between(*span),
    )


def _bought(receipts: pd.DataFrame) -> str:
    if receipts.empty:
        return ""
    return _("Bought: {units} of {products}, {days}.").format(
        units=_units(receipts["units"].sum()),
        products=_products(receipts["sku"].nunique()),
        days=days_between(receipts["day"].min(), receipts["day"].max()),
    )


def _counted(stock: pd.DataFrame) -> str:
    if stock.empty:
        return ""
    on_hand = stock.sort_values("day").groupby(["place", "sku"])["on_hand"].last().sum()
    return _("In stock: {units} of {products}, counted on {day}.").format(
        units=_units(on_hand),
        products=_products(stock["sku"].nunique()),
        day=day(stock["day"].max()),
    )


def _units(number: float) -> str:
    return ngettext("{units} unit", "{units} units", round(number)).format(units=whole(number))


def _products(number: int) -> str:
    return ngettext("{products} product", "{products} products", number).format(
        products=whole(number)
    )


def _described(imported: Imported) -> str:
    """Say what a list tells of products; what sales tell beside goes without saying."""
    if imported.mapping.format.sells or imported.products.empty:
        return ""
    told = [name for name in PRODUCT_FACTS if imported.products[name].notna().any()]
    products = _products(len(imported.products))
    if not told:
        return _("Known: {products}.").format(products=products)
    return _("Known of {products}: {facts}.").format(
        products=products, facts=", ".join(_(PRODUCT_FACTS[name].label) for name in told)
    )


def upload_title(upload: Row) -> str:
    """Name an upload by its file."""
    if upload.format == EDIT:
        return _("Changes on the products page")
    return str(upload.file_name)


def channel_label(channel: str) -> str:
    """Name where something was sold; the seller's own shop, where no file named a channel."""
    return _("shop") if channel == DEFAULT_CHANNEL else channel


def upload_facts(upload: Row) -> str:
    """Say what an upload held, where it was sold, when, and what became of its rows."""
    saved = _("{day}, {time}").format(day=day(upload.saved_at), time=time(upload.saved_at))
    if upload.format == EDIT:
        cells = ngettext("{cells} cell", "{cells} cells", int(upload.rows_accepted))
        return " · ".join((saved, cells.format(cells=whole(upload.rows_accepted))))
    facts = [saved, format_label(upload.format)]
    if format_named(upload.format).sells or upload.channel != DEFAULT_CHANNEL:
        facts.append(channel_label(upload.channel))
    if pd.notna(upload.first_day):
        facts.append(days_between(upload.first_day, upload.last_day))
    if pd.notna(upload.units):
        facts.append(_units(upload.units))
    if pd.notna(upload.units_bought):
        facts.append(_("{units} bought").format(units=_units(upload.units_bought)))
    refused = upload.rows_read - upload.rows_accepted - upload.rows_ignored
    facts.append(
        rows_sentence(
            read=upload.rows_read,
            replaced=upload.rows_replaced,
            refused=refused,
            ignored=upload.rows_ignored,
        )
    )
    return " · ".join(facts)


def rows_sentence(*, read: int, replaced: int, refused: int, ignored: int) -> str:
    """Account for every row of a file.

    >>> rows_sentence(read=10, replaced=2, refused=1, ignored=0)
    '10 rows read = 7 saved + 2 replaced + 1 refused'
    """
    parts = [_("{rows} saved").format(rows=whole(read - replaced - refused - ignored))]
    others = (
        (_("{rows} replaced"), replaced),
        (_("{rows} refused"), refused),
        (_("{rows} ignored"), ignored),
    )
    parts += [part.format(rows=whole(rows)) for part, rows in others if rows]
    sentence = ngettext("{read} row read = {parts}", "{read} rows read = {parts}", read)
    return sentence.format(read=whole(read), parts=" + ".join(parts))


def companion_sentence(sheet: Sheet) -> str:
    """Say what a file that holds no sales of its own was good for."""
    return _("{file} completes {other} (its dates and statuses).").format(
        file=sheet.table.file_name, other=sheet.used_for
    )


def saved_sentence(imported: Imported, saved: Saved) -> str:
    """Say what became of a file that was saved."""
    if not saved.changed:
        return saved_before_sentence(imported.file_name)
    told = rows_sentence(
        read=imported.rows_read,
        replaced=saved.rows_replaced,
        refused=len(imported.refused),
        ignored=len(imported.ignored),
    )
    warnings = (
        currency_sentence(imported, saved.currency),
        cost_sentence(imported, saved.currency),
    )
    sentence = _("{file}: {rows}.").format(file=imported.file_name, rows=told)
    return together(sentence, *warnings)


def saved_before_sentence(file_name: str) -> str:
    """Say of a file that all it tells is kept already."""
    return _("{file} was saved before: nothing changed.").format(file=file_name)


def told_lines(imported: Imported) -> list[str]:
    """Say in plain lines what a file holds, and why rows of it are left out."""
    sentence = import_sentence(imported).replace("**", "")
    lines = [f"{imported.file_name} ({imported.format}): {sentence}"]
    if imported.sheets_left:
        sheets_left = _(
            "These sheets seem to hold data too: {sheets}. To read one, choose it on the Upload "
            "page, or add --sheet NAME to the command “import”."
        )
        lines.append("  " + sheets_left.format(sheets=", ".join(imported.sheets_left)))
    why = rows(report(imported))
    return [*lines, *(f"  {whole(row.rows)} × {row.explanation} [{row.examples}]" for row in why)]


def report(imported: Imported) -> pd.DataFrame:
    """Return why rows were left out and what to know of others, most frequent first (REPORT)."""
    parts = [
        {
            "group": label,
            "rows": len(found),
            "explanation": _explanation(imported, str(reason), str(column)),
            "examples": _examples(found),
        }
        for label, problems in (
            (_("refused"), imported.refused),
            (_("ignored"), imported.ignored),
            (_("cell left out"), imported.cells),
        )
        for (reason, column), found in problems.groupby(["reason", "column"], sort=False)
    ]
    parts += [
        {"group": _("note"), "rows": count, "explanation": note_sentence(code), "examples": ""}
        for code, count in imported.notes
    ]
    table = pd.DataFrame(parts, columns=list(REPORT))
    ordered = table.sort_values("rows", ascending=False, kind="stable", ignore_index=True)
    return check(typed(ordered, REPORT), REPORT)


def _explanation(imported: Imported, reason: str, heading: str) -> str:
    """Say why, and which numbers make sense where one does not."""
    sentence = reason_sentence(reason)
    fields = {column: field for field, column in imported.mapping.columns}
    limits = (-inf, inf)
    if reason == Reason.OUT_OF_RANGE.code and heading in fields:
        limits = imported.mapping.format.field(fields[heading]).column.limits
    if inf in (abs(limits[0]), abs(limits[1])):
        return sentence
    least, most = (short(limit) for limit in limits)
    return together(sentence, _("It may be {least} to {most}.").format(least=least, most=most))


def import_report(imported: Imported) -> bytes:
    """Write the report of one file as CSV: what became of how many rows, then each one left out."""
    return _report(imported.problems, accepted=imported.rows_accepted, cells=imported.cells)


def upload_report(upload: Row, problems: pd.DataFrame) -> bytes:
    """Write the report of a file that was saved before, from what was kept of it (PROBLEMS).

    upload: of Store.uploads.
    """
    left_out = upload.rows_read - upload.rows_accepted
    return _report(problems, accepted=upload.rows_accepted, unlisted=left_out - len(problems))


def _report(
    problems: pd.DataFrame,
    *,
    accepted: float,
    cells: pd.DataFrame | None = None,
    unlisted: float = 0,
) -> bytes:
    """Write how many rows were kept, each one left out, and how many more there are (PROBLEMS).

    cells: of rows that were kept, what was left out of them.
    """
    ignored = problems["reason"].isin(codes_of(Nature.IGNORED))
    groups = ignored.map({True: _("ignored"), False: _("refused")})
    parts = [
        pd.DataFrame([{"rows": float(accepted), "group": _("kept")}]),
        _listed(problems).assign(rows=1.0, group=groups),
    ]
    if cells is not None:
        parts.append(_listed(cells).assign(rows=0.0, group=_("cell left out")))
    if unlisted > 0:
        why = _("Of rows left out only the first are kept with an upload: these are not listed.")
        parts.append(pd.DataFrame([{"rows": float(unlisted), "group": _("left out"), "why": why}]))
    return to_csv(pd.concat(parts, ignore_index=True).fillna(""), IMPORT_REPORT)


def _listed(problems: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "row": problems["row"].astype("int64").astype("str"),
            "column": problems["column"],
            "value": problems["value"],
            "why": problems["reason"].map(reason_sentence),
        }
    )


def _examples(problems: pd.DataFrame) -> str:
    """Name the first rows of a group, with what stands in the first one."""
    numbers = ", ".join(whole(number) for number in problems["row"].head(3))
    if len(problems) > 3:
        numbers += ", …"
    first = problems.iloc[0]
    if not first["value"]:
        return _("row {numbers}").format(numbers=numbers)
    return _("row {numbers}: {column} = “{value}”").format(
        numbers=numbers, column=first["column"], value=first["value"][:40]
    )
