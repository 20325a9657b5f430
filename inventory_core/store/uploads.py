"""What files told, one upload each: added as rows, put aside, and taken back."""

from datetime import date, datetime

import pandas as pd

from inventory_core.domain.demand import BY_DAY, BY_MONTH, covered_days
from inventory_core.domain.frames import (
    KNOWN_UNTIL,
    PROBLEMS,
    PRODUCTS,
    RECEIPTS,
    SALES,
    STOCK,
    check,
    empty,
    typed,
)
from inventory_core.domain.moves import TOLD_MOVES, MoveKind
from inventory_core.domain.upload import EDIT, Upload
from inventory_core.store import facts, stock
from inventory_core.store.customer_orders import take_told
from inventory_core.store.database import next_in, raise_versions
from inventory_core.store.engine import Connection

MOST_PROBLEMS = 10_000
"""Rows left out that are kept of an upload, and characters of what stood in one: reports stay small
whatever was dropped."""
_LONGEST_VALUE = 200


def earlier(connection: Connection, content: str) -> tuple[int, str] | None:
    """Return number and effect of the upload with the same content."""
    return connection.execute(
        "select id, effect from uploads where content = ? and replaced_by is null", [content]
    ).fetchone()


def next_number(connection: Connection) -> int:
    """Number an upload after the versions that rise with it, of products or of stock.

    So no number is ever given twice, and a page left open cannot undo a newer upload by mistake.
    """
    ((number,),) = connection.execute("select number + 1 from uploads_until_now").fetchall()
    return int(number)


def rows_replaced(connection: Connection, upload: Upload) -> int:
    """Count the rows of a file that tell anew what an earlier upload told."""
    questions = (
        (
            upload.sales,
            "select sum(rows) from added where (channel, order_id, line) in "
            "(select (channel, order_id, line) from sales anti join put_aside using (upload) "
            "where units >= 0)",
        ),
        (
            upload.receipts,
            "select sum(rows) from added where (document, line) in "
            "(select (document, line) from receipts anti join put_aside using (upload))",
        ),
        (
            upload.stock,
            "select sum(rows) from added where (place, sku, day) in "
            "(select (place, sku, day) from stock anti join put_aside using (upload))",
        ),
        (
            upload.products,
            "select count(*) from added where sku in "
            "(select sku from product_facts where said_by_seller)",
        ),
    )
    for added, question in questions:
        if len(added):
            connection.register("added", added)
            ((count,),) = connection.execute(question).fetchall()
            return int(count or 0)
    return 0


def problems(connection: Connection, upload: int) -> pd.DataFrame:
    """Return why rows of an upload were left out: the first of very many."""
    return connection.execute(
        'select "row", reason, "column", value from problems where upload = ? order by all',
        [upload],
    ).df()


def codes(connection: Connection) -> frozenset[str]:
    """Return every code of a product that files used, or that the seller typed."""
    rows = connection.execute(
        "select sku from current_lines union select sku from stock "
        "union select sku from product_facts where value is not null"
    ).fetchall()
    return frozenset(str(code) for (code,) in rows)


def sold_by_channel(connection: Connection) -> pd.DataFrame:
    """Return what each channel sold by day."""
    return connection.execute(
        "select channel, sku, day, sum(units) as units from sold_by_day "
        "where units > 0 group by all order by all"
    ).df()


def takings_by_channel(connection: Connection, *, since: date) -> pd.DataFrame:
    """Return what each channel sold by day from a day on, and what that brought as far as known."""
    return connection.execute(
        "select channel, sku, day, sum(s.units) as units, "
        "coalesce(sum(s.units) filter (unit_price > 0), 0) as priced_units, "
        "coalesce(sum((s.units * unit_price)::decimal(38, 6)) filter (unit_price > 0), 0)::double "
        "as takings from sold_by_day s where day >= ? "
        "group by channel, sku, day order by channel, sku, day",
        [since],
    ).df()


def days_sold(connection: Connection) -> pd.DataFrame:
    """Return the days on which each channel sold by its files, and how many products.

    By the orders that were typed where there are no files.
    """
    return connection.execute(
        "select channel, day, count(distinct sku) as products from sold_by_day "
        "anti join typed_days using (channel, day) where units > 0 "
        "group by channel, day order by all"
    ).df()


def told_by(connection: Connection) -> pd.DataFrame:
    """Return by what most units of each product were told: sku and told_by, see Demand."""
    return connection.execute(
        "select sku, arg_max(grain, units) as told_by from ("
        "select sku, sum(units) as units, case when days >= 28 then $by_month "
        "when days >= 5 then isodow(day) - 1 else $by_day end as grain "
        "from current_sales group by all) group by sku",
        {"by_day": BY_DAY, "by_month": BY_MONTH},
    ).df()


def covered(connection: Connection) -> pd.DataFrame:
    """Return the days of each channel that each upload tells the sales of."""
    return connection.execute(
        "select channel, min(s.day) as first_day, "
        "greatest(max(s.day + (days::integer - 1)), max(said.day)) as last_day "
        "from sales s left join complete_until said using (upload, channel) "
        "anti join put_aside using (upload) group by upload, channel order by all"
    ).df()


def said_complete(connection: Connection) -> pd.DataFrame:
    """Return up to which day channels were said to be complete.

    Without those of which another file, of which nothing was said, tells of later days.
    """
    return connection.execute(
        "select * from known_channels k where not exists ("
        "from sales s anti join complete_until using (upload, channel) "
        "anti join put_aside using (upload) "
        "where s.channel = k.channel and s.day + (days::integer - 1) > k.day) order by all"
    ).df()


def sold_beside(connection: Connection, sales: pd.DataFrame) -> pd.DataFrame:
    """Return what each channel sold of the same products in the same days."""
    connection.register("added", sales[["sku", "day", "days"]])
    return connection.execute(
        "select channel, sku, day, sum(units) as units from sold_by_day "
        "where units > 0 and sku in (select sku from added) and day between "
        "(select min(day) from added) and "
        "(select max(day::date + days::integer - 1) from added) "
        "group by all order by all"
    ).df()


def kept_orders(connection: Connection, sales: pd.DataFrame) -> int:
    """Return how many lines are of an order that is kept of the same channel."""
    connection.register("added", sales[["channel", "order_id"]])
    ((lines,),) = connection.execute(
        "select count(*) from added where (channel, order_id) in "
        "(select (channel, order_id) from sales anti join put_aside using (upload))"
    ).fetchall()
    return int(lines)


def add(
    connection: Connection, number: int, upload: Upload, *, rows_replaced: int, now: datetime
) -> None:
    """Add what a file told, under the number of its upload."""
    tables = {
        "sales": check(upload.sales, SALES).assign(whole_order=upload.whole_orders),
        "stock": check(upload.stock, STOCK),
        "receipts": check(upload.receipts, RECEIPTS),
        "problems": _shortened(check(upload.problems, PROBLEMS)),
        "complete_until": _known_until(upload),
    }
    first_day, last_day = _days_told(upload) or (None, None)
    _insert(
        connection,
        {
            "id": number,
            "saved_at": now,
            "file_name": upload.file_name,
            "format": upload.format,
            "channel": upload.channel,
            "content": upload.content,
            "mapping": upload.mapping,
            "effect": upload.effect,
            "headings": upload.headings,
            "rows_read": upload.rows_read,
            "rows_accepted": upload.rows_accepted,
            "rows_ignored": upload.rows_ignored,
            "rows_replaced": rows_replaced,
            "first_day": first_day,
            "last_day": last_day,
            "units": _sum_of_units(upload.sales),
            "units_bought": _sum_of_units(upload.receipts),
            "currency": upload.currency,
            "cost_currency": upload.cost_currency,
        },
    )
    for table, rows in tables.items():
        _add_rows(connection, table, number, rows)
    cells = facts.cells(check(upload.products, PRODUCTS))
    _add_facts(connection, number, cells, said_by_seller=upload.by_seller)
    take_told(connection, number)


def tells_of_demand(connection: Connection, number: int, upload: Upload) -> bool:
    """Tell whether an upload that was added changes what is known of demand.

    That depends on categories, too, since promotions are pooled over them, and its prices on the
    currency.
    """
    named = upload.currency or upload.cost_currency or upload.products["category"].notna().any()
    return bool(named or len(upload.sales) or stock.tells_of_demand(connection, number))


def _known_until(upload: Upload) -> pd.DataFrame:
    """Return up to which day each channel of a file is complete (KNOWN_UNTIL); none unless said."""
    if upload.complete_until is None:
        return empty(KNOWN_UNTIL)
    channels = pd.DataFrame({"channel": upload.sales["channel"].unique()})
    return typed(channels.assign(day=pd.Timestamp(upload.complete_until)), KNOWN_UNTIL)


def _days_told(upload: Upload) -> tuple[date, date] | None:
    """Return the first and last day that a file tells of: of sales, else purchases or counts."""
    if span := covered_days(upload.sales):
        return span
    days = upload.receipts["day"] if len(upload.receipts) else upload.stock["day"]
    return (days.min().date(), days.max().date()) if len(days) else None


def _sum_of_units(told: pd.DataFrame) -> float | None:
    """Add up units sold or bought, without those that came back; None without a line."""
    return float(told["units"].clip(lower=0).sum()) if len(told) else None


def _shortened(problems: pd.DataFrame) -> pd.DataFrame:
    kept = problems.head(MOST_PROBLEMS)
    return kept.assign(value=kept["value"].str.slice(stop=_LONGEST_VALUE))


def add_edit(
    connection: Connection, cells: pd.DataFrame, *, counts: pd.DataFrame, now: datetime
) -> int:
    """Add what the seller typed, under the number that is returned.

    Args:
        connection: to the shop.
        cells: of products, as facts.cells makes them.
        counts: STOCK.
        now: the running moment.
    """
    number = next_number(connection)
    _insert(
        connection,
        {
            "id": number,
            "saved_at": now,
            "format": EDIT,
            **dict.fromkeys(("file_name", "channel", "content", "mapping"), ""),
            **dict.fromkeys(("rows_read", "rows_accepted"), len(cells) + len(counts)),
        },
    )
    _add_facts(connection, number, cells, said_by_seller=True)
    _add_rows(connection, "stock", number, check(counts, STOCK))
    return number


def add_counts(
    connection: Connection, counts: pd.DataFrame, *, before_sales: bool, now: datetime
) -> int:
    """Add counts that the seller typed (STOCK), under the number that is returned.

    Those from before the sales of a day are dated on the day before. The versions of what they
    change rise with it.
    """
    number = add_edit(connection, facts.cells(empty(PRODUCTS)), counts=counts, now=now)
    connection.execute("update uploads set before_sales = ? where id = ?", [before_sales, number])
    raise_versions(connection, "stock")
    if stock.tells_of_demand(connection, number):
        raise_versions(connection, "sales")
    return number


def add_moves(
    connection: Connection, told: pd.DataFrame, *, upload: int | None = None, now: datetime
) -> int:
    """Add what the seller told at once (TOLD_MOVES), as part of an upload or by itself.

    Returns the number to take it back by.
    """
    connection.register("told", check(told, TOLD_MOVES))
    number = next_in(connection, "id", "told_moves")
    connection.execute(
        "insert into told_moves by name "
        "select ? as id, ?::timestamp as told, ?::integer as upload, * from told",
        [number, now, upload],
    )
    return number


def take_back_moves(
    connection: Connection, *, number: int | None = None, upload: int | None = None
) -> bool:
    """Add the moves against those that were told under a number, or with an upload.

    They are of the same moment: so a count that came after stays as it was counted.

    Returns:
        Whether there was anything to take back.
    """
    ((added,),) = connection.execute(
        "insert into told_moves by name "
        "select $next - 1 + dense_rank() over (order by id) as id, told, day, place, sku, "
        "-units as units, $kind as kind, note, id as takes_back "
        "from told_moves m where (id = $number or upload = $upload) and takes_back is null "
        "and not exists (from told_moves t where t.takes_back = m.id)",
        {
            "next": next_in(connection, "id", "told_moves"),
            "kind": MoveKind.CORRECTION,
            "number": number,
            "upload": upload,
        },
    ).fetchall()
    return bool(added)


def put_aside(connection: Connection, upload: int, *, replaced_by: int) -> None:
    """Let an upload wait until the one that took its place is undone."""
    connection.execute("update uploads set replaced_by = ? where id = ?", [replaced_by, upload])


def stands(connection: Connection, upload: int) -> bool:
    """Tell whether an upload is there, and not put aside for a later one of the same file."""
    found = connection.execute(
        "select 1 from uploads where id = ? and replaced_by is null", [upload]
    ).fetchone()
    return found is not None


def forget(connection: Connection, upload: int) -> None:
    """Take back all that an upload added, and bring back what it had put aside."""
    connection.execute("update uploads set replaced_by = null where replaced_by = ?", [upload])
    take_back_moves(connection, upload=upload)
    for table, column in (
        ("sales", "upload"),
        ("stock", "upload"),
        ("receipts", "upload"),
        ("problems", "upload"),
        ("product_facts", "upload"),
        ("complete_until", "upload"),
        ("uploads", "id"),
    ):
        connection.execute(f"delete from {table} where {column} = ?", [upload])  # noqa: S608


def _insert(connection: Connection, upload: dict[str, object]) -> None:
    columns, places = ", ".join(upload), ", ".join("?" * len(upload))
    connection.execute(
        f"insert into uploads ({columns}) values ({places})",  # noqa: S608
        list(upload.values()),
    )


def _add_rows(connection: Connection, table: str, number: int, added: pd.DataFrame) -> None:
    connection.register("added", added)
    connection.execute(
        f"insert into {table} by name select ? as upload, * from added",  # noqa: S608
        [number],
    )


def _add_facts(
    connection: Connection, number: int, cells: pd.DataFrame, *, said_by_seller: bool
) -> None:
    connection.register("cells", cells[["sku", "field", "value"]])
    connection.execute(
        "insert into product_facts by name "
        "select ? as upload, ? as said_by_seller, sku, field, value from cells",
        [number, said_by_seller],
    )
