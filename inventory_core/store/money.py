"""In which currency the shop counts: what the seller typed, else the first that a file names."""

from inventory_core.store.engine import Connection


def currency(connection: Connection) -> str:
    """Return the shop's currency sign; "" where neither the seller nor a file named one."""
    ((own,),) = connection.execute(
        "select coalesce(nullif(t.sign, ''), max(own), '') from "
        "(select * from typed_currencies order by after_upload desc limit 1) t "
        "left join currencies using (after_upload) group by t.sign"
    ).fetchall()
    return str(own)


def type_currency(connection: Connection, sign: str) -> None:
    """Let the shop count in this currency from now on; files saved before keep their money."""
    connection.execute(
        "insert or replace into typed_currencies select number, ? from uploads_until_now",
        [sign],
    )
