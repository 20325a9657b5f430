"""Uploads that are removed take along what was typed and ordered of their products alone."""

from datetime import date, datetime

import duckdb
import pandas as pd

from inventory_core.domain.frames import (
    PRICE_BREAKS,
    SUPPLIERS,
    typed,
)
from inventory_core.domain.moves import TOLD_MOVES, MoveKind
from inventory_core.domain.suppliers import SUPPLIER_FACTS
from inventory_core.ledger.customer_orders import CustomerLine, CustomerOrder, tables_of
from inventory_core.ledger.placing import placed
from inventory_core.store.store import Store
from tests.store.files import facts_of, sales_of, sold, stock_of, upload

NOW = datetime(2026, 5, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone
DAY = date(2026, 4, 1)


def order(store: Store, *skus: str) -> int:
    """Order ten of each from a supplier."""
    wanted = pd.DataFrame({"sku": skus, "units": 10.0, "supplier": "Clay", "unit_cost": 2.5})
    draft = placed(wanted.assign(lead_time_days=14.0), ordered_on=DAY)
    (number,) = store.purchases.place(draft.orders, draft.lines)
    return number


def sell_to(store: Store, *skus: str) -> int:
    """Note a customer's order of one of each."""
    lines = tuple(CustomerLine(sku=sku, units=1.0, unit_price=9.0) for sku in skus)
    return store.customer_orders.add(*tables_of(CustomerOrder(ordered_on=DAY, lines=lines)))


def upload_sample(store: Store) -> tuple[int, ...]:
    """Sales, facts and stock of two products, a file each."""
    sales = sales_of(("1", "MUG", "2026-04-01", 2), ("2", "BOWL", "2026-04-02", 1))
    files = (
        upload("sales", sales=sales),
        upload("facts", products=facts_of("MUG", supplier="Clay", cost=3.0)),
        upload("stock", stock=stock_of(("MUG", "2026-04-30", 5), ("BOWL", "2026-04-30", 5))),
    )
    return tuple(store.save(file, now=NOW).upload for file in files)


def use(store: Store) -> None:
    """Do with the two products what can be done with any."""
    store.purchases.receive(order(store, "MUG", "BOWL"), {"MUG": 4.0}, on=DAY, now=NOW)
    store.customer_orders.ship(sell_to(store, "MUG"), {"MUG": 1.0}, on=DAY, now=NOW)
    store.edit_products(cost_of("MUG"), now=NOW)
    store.moves.count(stock_of(("BOWL", "2026-04-30", 7)), now=NOW)
    given = {"sku": "MUG", "units": -1.0, "place": "shop", "kind": MoveKind.CORRECTION, "note": ""}
    moves = pd.DataFrame([given]).assign(day=pd.Timestamp(DAY))
    store.moves.tell(typed(moves, TOLD_MOVES), now=NOW)
    store.stocktake.begin(["MUG"])
    clay: dict[str, object] = {"supplier": "Clay"}
    terms = clay | dict.fromkeys(list(SUPPLIERS)[1:], 0.5)
    facts = clay | {"email": "", "currency": "", "chinese_new_year": False, "order_days": ""}
    dearer = {"sku": "MUG", "from_units": 50, "unit_cost": 2, "whole_order": True}
    for schema, row in ((SUPPLIERS, terms), (SUPPLIER_FACTS, facts), (PRICE_BREAKS, dearer)):
        store.replace(schema, typed(pd.DataFrame([row]), schema))


def cost_of(*skus: str) -> pd.DataFrame:
    """What a seller types of the cost of products."""
    return pd.DataFrame({"sku": list(skus), "field": "cost", "value": "4"})


def rows(store: Store) -> dict[str, int]:
    """How many rows each table holds of what the seller told; none is left out."""
    with duckdb.connect(store.path, read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables()").fetchall()
        counted = {
            name: connection.execute(f"select count(*) from {name}").fetchall()[0][0]
            for (name,) in tables
            if name not in ("migrations", "versions")
        }
    return {name: count for name, count in counted.items() if count}


def test_nothing_stays_of_products_that_only_the_removed_files_tell(store: Store) -> None:
    empty_shop = rows(store)
    numbers = upload_sample(store)
    use(store)
    assert len(rows(store)) > 12
    before = store.versions()

    assert store.removal.remove(*numbers)

    assert rows(store) == empty_shop
    after = store.versions()
    assert min(after.sales - before.sales, after.stock - before.stock) > 0
    assert not store.removal.remove(*numbers)


def test_what_is_told_of_other_products_stays(store: Store) -> None:
    numbers = upload_sample(store)
    own = upload(
        "own", sales=sales_of(("9", "TEA", "2026-04-03", 3), ("8", "MUG", "2026-04-03", 1))
    )
    store.save(own, now=NOW)
    order(store, "BOWL")
    mixed, teas = order(store, "BOWL", "TEA"), order(store, "TEA")
    sell_to(store, "BOWL")
    mug = sell_to(store, "MUG")
    store.edit_products(cost_of("MUG", "BOWL"), now=NOW)

    store.removal.remove(*numbers)

    # The mug is in a file of the seller's own, and so is all that was typed of it.
    assert store.purchases.tables().orders["number"].tolist() == [mixed, teas]
    assert store.customer_orders.tables().orders["number"].tolist() == [mug]
    assert store.products().set_index("sku")["cost"].to_dict().get("MUG") == 4
    assert sold(store)[("TEA", "2026-04-03")] == 3
    assert "BOWL" not in set(store.products()["sku"])
