"""What files held, and what became of their rows."""

import pandas as pd

from inventory_core.domain.demand import covered_days
from inventory_core.domain.download import to_csv
from inventory_core.domain.frames import IMPORT_REPORT, REPORT, check, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, day, time, whole
from inventory_core.domain.upload import EDIT, Saved
from inventory_core.imports.format import DEFAULT_CHANNEL, Field, Sheet, SheetMapping, Status
from inventory_core.imports.formats import format_named
from inventory_core.imports.importing import Imported
from inventory_core.imports.reasons import Nature, codes_of, note_sentence, reason_sentence


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


def heading_label(heading: str) -> str:
    """Name a heading of an uploaded sheet, or that there is none."""
    return heading or _("– not in this file –")


def import_sentence(imported: Imported) -> str:
    """Say what a file holds and how many of its rows will be kept."""
    sales, stock = imported.sales, imported.stock
    rows = {"accepted": whole(imported.rows_accepted), "read": whole(imported.rows_read)}
    if span := covered_days(sales):
        return _(
            "**{accepted} of {read} rows** can be kept: {units} units of {products} products from "
            "{first} to {last}."
        ).format(
            **rows,
            units=whole(sales["units"].sum()),
            products=whole(sales["sku"].nunique()),
            first=day(span[0]),
            last=day(span[1]),
        )
    if imported.takes_back and not imported.rows_accepted:
        return _(
            "**No row is a sale**: {lines} order lines that other files tell of are taken back."
        ).format(lines=whole(imported.takes_back))
    if len(stock):
        return _(
            "**{accepted} of {read} rows** can be kept: stock of {products} products, counted on "
            "{day}."
        ).format(**rows, products=whole(stock["sku"].nunique()), day=day(stock["day"].max()))
    return _("**{accepted} of {read} rows** can be kept: {products} products.").format(
        **rows, products=whole(len(imported.products))
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
        return " · ".join((saved, _("{cells} cells").format(cells=whole(upload.rows_accepted))))
    facts = [saved, format_label(upload.format), channel_label(upload.channel)]
    if pd.notna(upload.first_day):
        facts.append(f"{day(upload.first_day)} – {day(upload.last_day)}")
    if pd.notna(upload.units):
        facts.append(_("{units} units").format(units=whole(upload.units)))
    if pd.notna(upload.units_bought):
        facts.append(_("{units} units bought").format(units=whole(upload.units_bought)))
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
    '10 rows read = 7 saved + 2 replaced + 1 refused + 0 ignored'
    """
    return _(
        "{read} rows read = {kept} saved + {replaced} replaced + {refused} refused + "
        "{ignored} ignored"
    ).format(
        read=whole(read),
        kept=whole(read - replaced - refused - ignored),
        replaced=whole(replaced),
        refused=whole(refused),
        ignored=whole(ignored),
    )


def companion_sentence(sheet: Sheet) -> str:
    """Say what a file that holds no sales of its own was good for."""
    return _("{file} completes {other} (its dates and statuses).").format(
        file=sheet.table.file_name, other=sheet.used_for
    )


def saved_sentence(imported: Imported, saved: Saved) -> str:
    """Say what became of a file that was saved."""
    if not saved.changed:
        return _("{file} was saved before: nothing changed.").format(file=imported.file_name)
    told = rows_sentence(
        read=imported.rows_read,
        replaced=saved.rows_replaced,
        refused=len(imported.refused),
        ignored=len(imported.ignored),
    )
    warning = currency_sentence(imported, saved.currency)
    sentence = _("{file}: {rows}.").format(file=imported.file_name, rows=told)
    return f"{sentence} {warning}".rstrip()


def report(imported: Imported) -> pd.DataFrame:
    """Return why rows were left out and what to know of others, most frequent first (REPORT)."""
    parts = [
        {
            "group": label,
            "rows": len(found),
            "explanation": reason_sentence(str(reason)),
            "examples": _examples(found),
        }
        for label, problems in (
            (_("refused"), imported.refused),
            (_("ignored"), imported.ignored),
        )
        for reason, found in problems.groupby("reason", sort=False)
    ]
    parts += [
        {"group": _("note"), "rows": count, "explanation": note_sentence(code), "examples": ""}
        for code, count in imported.notes
    ]
    table = pd.DataFrame(parts, columns=list(REPORT))
    ordered = table.sort_values("rows", ascending=False, kind="stable", ignore_index=True)
    return check(typed(ordered, REPORT), REPORT)


def import_report(imported: Imported) -> bytes:
    """Write the report of one file as CSV: what became of how many rows, then each one left out."""
    return _report(imported.problems, accepted=imported.rows_accepted)


def upload_report(upload: Row, problems: pd.DataFrame) -> bytes:
    """Write the report of a file that was saved before, from what was kept of it (PROBLEMS).

    upload: of Store.uploads.
    """
    left_out = upload.rows_read - upload.rows_accepted
    return _report(problems, accepted=upload.rows_accepted, unlisted=left_out - len(problems))


def _report(problems: pd.DataFrame, *, accepted: float, unlisted: float = 0) -> bytes:
    """Write how many rows were kept, each one left out, and how many more there are (PROBLEMS)."""
    ignored = problems["reason"].isin(codes_of(Nature.IGNORED))
    rows = pd.DataFrame(
        {
            "rows": 1.0,
            "group": ignored.map({True: _("ignored"), False: _("refused")}),
            "row": problems["row"].astype("int64").astype("str"),
            "column": problems["column"],
            "value": problems["value"],
            "why": problems["reason"].map(reason_sentence),
        }
    )
    parts = [pd.DataFrame([{"rows": float(accepted), "group": _("kept")}]), rows]
    if unlisted > 0:
        why = _("Of rows left out only the first are kept with an upload: these are not listed.")
        parts.append(pd.DataFrame([{"rows": float(unlisted), "group": _("left out"), "why": why}]))
    return to_csv(pd.concat(parts, ignore_index=True).fillna(""), IMPORT_REPORT)


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
