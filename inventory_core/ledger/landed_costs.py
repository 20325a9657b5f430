"""What a unit of an order costs once it is here: its price, and its share of the freight."""

from collections.abc import Sequence

from inventory_core.ledger.purchase_orders import Line


def landed_costs(lines: Sequence[Line], *, freight: float) -> dict[str, float | None]:
    """Return the cost of a unit of each product with freight and other costs of the order in it.

    They are spread by the value of what came and is to come, and by units where nothing has a
    value. A product whose cost is unknown bears nothing, and its landed cost stays unknown.

    Args:
        lines: of one order.
        freight: what the order cost beside its goods.

    >>> mugs, tea = Line(sku="MUG", units=10, unit_cost=4), Line(sku="TEA", units=5, unit_cost=8)
    >>> landed_costs([mugs, tea], freight=20)
    {'MUG': 5.0, 'TEA': 10.0}
    >>> landed_costs([Line(sku="GIFT", units=10, unit_cost=0)], freight=20)
    {'GIFT': 2.0}
    """
    known = {
        line.sku: (_units(line), line.unit_cost) for line in lines if line.unit_cost is not None
    }
    value = sum(units * cost for units, cost in known.values())
    units_in_all = sum(units for units, _cost in known.values())

    def landed(cost: float) -> float:
        if value > 0:
            return cost * (1 + freight / value)
        return cost + (freight / units_in_all if units_in_all > 0 else 0.0)

    return {line.sku: None if line.unit_cost is None else landed(line.unit_cost) for line in lines}


def _units(line: Line) -> float:
    return line.received + line.coming
