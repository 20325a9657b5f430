"""What of an order is corrected before it is kept and afterwards, and what its goods cost then."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.errors import PurchaseError
from inventory_core.domain.frames import empty, typed
from inventory_core.domain.purchase_orders import ORDER_RECEIPTS
from inventory_core.domain.suppliers import SUPPLIER_FACTS
from inventory_core.ledger.changing import OrderChange
from inventory_core.ledger.landed_costs import landed_costs
from inventory_core.ledger.placing import Draft, placed
from inventory_core.ledger.purchase_orders import Line, PurchaseOrder, purchase_orders
from inventory_core.ledger.tables import AGREED, agreed_change, draft_rows, line_rows, ordered_lines
from inventory_core.ledger.words import facts_sentences

ORDERED, EXPECTED = date(2026, 4, 1), date(2026, 4, 15)
MUG, TEA = (
    Line(sku="MUG", units=10, unit_cost=4.0, unit_price=4.0, received=6),
    Line(sku="TEA", units=5, unit_cost=None),
)


def order(*lines: Line, freight: float = 0.0) -> PurchaseOrder:
    return PurchaseOrder(
        number=1,
        supplier="Clay",
        ordered_on=ORDERED,
        expected_on=EXPECTED,
        reference="",
        note="",
        freight=freight,
        paid=False,
        currency="",
        rate=1.0,
        lines=lines,
        receipts=(),
    )


def draft() -> Draft:
    rows = [("MUG", 10.0, "Clay", 4.0), ("CUP", 3.0, "Clay", 2.0), ("TEA", 5.0, "Leaf", 1.0)]
    wanted = pd.DataFrame(rows, columns=["sku", "units", "supplier", "unit_cost"])
    return placed(wanted.assign(lead_time_days=14.0), ordered_on=ORDERED)


# Before it is kept


def test_what_was_agreed_takes_the_place_of_the_list_and_rows_are_left_out() -> None:
    listed = draft()
    clay, leaf = listed.lines_of(1), listed.lines_of(2)
    edited = draft_rows(clay, {"MUG": "Mug"})
    assert edited[["sku", "name"]].to_numpy().tolist() == [["MUG", "Mug"], ["CUP", "CUP"]]
    assert edited["wanted"].all()
    edited = edited.assign(units=[12.0, 3.0], unit_price=[3.5, 2.0], wanted=[True, False])
    unwanted = draft_rows(leaf, {}).assign(units=0.0)

    told = listed.corrected(
        [(date(2026, 5, 2), ordered_lines(clay, edited)), (EXPECTED, ordered_lines(leaf, unwanted))]
    )

    assert told.lines[["sku", "units", "unit_cost"]].to_numpy().tolist() == [["MUG", 12.0, 3.5]]
    assert told.orders["supplier"].tolist() == ["Clay"]
    assert told.orders["expected_on"].dt.date.tolist() == [date(2026, 5, 2)]


def test_units_that_were_wiped_away_are_not_taken_for_none() -> None:
    lines = draft().lines_of(2)

    left = ordered_lines(lines, draft_rows(lines, {}).assign(units=float("nan")))

    assert left["sku"].tolist() == ["TEA"]
    assert left["units"].isna().all()


def test_prices_are_in_the_currency_of_the_supplier_and_its_own_elsewhere() -> None:
    facts = typed(
        pd.DataFrame([{"supplier": "Clay", "currency": "$", "rate": 0.9, "email": ""}]),
        SUPPLIER_FACTS,
    )

    told = draft().in_currencies(facts)

    assert told.orders[["currency", "rate"]].to_numpy().tolist() == [["$", 0.9], ["", 1.0]]
    assert told.lines["unit_price"].tolist() == [4.4444, 2.2222, 1.0]
    assert told.lines["unit_cost"].tolist() == pytest.approx([4, 2, 1], abs=1e-4)
    edited = draft_rows(told.lines_of(1), {}).assign(unit_price=[5.0, None])
    lines = ordered_lines(told.lines_of(1), edited)
    corrected = told.corrected([(EXPECTED, lines), (EXPECTED, told.lines_of(2))])
    assert corrected.lines["unit_cost"].fillna(-1).tolist() == [4.5, -1, 1.0]
    orders = purchase_orders(told.orders, told.lines, empty(ORDER_RECEIPTS))
    assert [line.unit_cost for line in orders[0].lines] == pytest.approx([4, 2], abs=1e-4)
    assert [line.unit_price for line in orders[0].lines] == [4.4444, 2.2222]
    assert facts_sentences(orders[0], "€")[1] == "Goods for $51.11, which is €46.00 at 0.9."


# Afterwards


def test_only_what_the_seller_corrected_is_changed() -> None:
    placed_order = order(MUG, TEA)
    edited = line_rows(placed_order, {})[list(AGREED)]

    assert agreed_change(placed_order, edited) == OrderChange()
    corrected = edited.assign(units=[10.0, 8.0], unit_price=[float("nan"), 2.0])
    change = agreed_change(placed_order, corrected)

    assert change.units == {"TEA": 8.0}
    assert change.unit_prices == {"MUG": None, "TEA": 2.0}
    change.check(placed_order)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (OrderChange(expected_on=date(2026, 3, 31)), "before it was ordered on 1 Apr 2026"),
        (OrderChange(freight=-1.0), "0 or more"),
        (OrderChange(freight=float("nan")), "0 or more"),
        (OrderChange(unit_prices={"MUG": -1.0}), "0 or more"),
        (OrderChange(units={"MUG": 5.0}), "6 of MUG arrived already"),
        (OrderChange(units={"TEA": 0.0}), "Give a number above 0"),
        (OrderChange(units={"TEA": float("nan")}), "Give a number above 0"),
        (OrderChange(units={"WAX": 5.0}), "WAX is not in purchase order 1"),
        (OrderChange(unit_prices={"WAX": 5.0}), "WAX is not in purchase order 1"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(change: OrderChange, why: str) -> None:
    with pytest.raises(PurchaseError, match=why):
        change.check(order(MUG, TEA))


def test_what_came_beyond_an_order_does_not_forbid_to_correct_it() -> None:
    beyond = order(Line(sku="MUG", units=10, unit_cost=4.0, received=12))

    OrderChange(units={"MUG": 10.0}).check(beyond)
    with pytest.raises(PurchaseError, match="12 of MUG arrived already"):
        OrderChange(units={"MUG": 9.0}).check(beyond)


# What goods cost with freight


def test_freight_goes_by_value_and_leaves_alone_what_is_unknown_or_not_coming() -> None:
    cup = Line(sku="CUP", units=10, unit_cost=2.0, received=5, closed_short=True)

    landed = landed_costs([MUG, TEA, cup], freight=25.0)

    # 10 mugs are worth 40, the 5 cups that came 10.
    assert landed == {"MUG": 6.0, "TEA": None, "CUP": 3.0}


def test_freight_of_an_order_of_which_nothing_comes_is_nobodys() -> None:
    given_up = Line(sku="CUP", units=10, unit_cost=2.0, closed_short=True)

    assert landed_costs([given_up], freight=25.0) == {"CUP": 2.0}


LINES = st.lists(
    st.tuples(st.integers(1, 500), st.floats(0, 1000), st.integers(0, 500)), min_size=1, max_size=6
)


@given(told=LINES, freight=st.floats(0, 10_000))
def test_all_of_the_freight_is_spread_and_no_more(
    told: list[tuple[int, float, int]], freight: float
) -> None:
    lines = [
        Line(sku=f"P{row}", units=units, unit_cost=cost, received=came)
        for row, (units, cost, came) in enumerate(told)
    ]

    landed = landed_costs(lines, freight=freight)

    units = {line.sku: max(line.units, line.received) for line in lines}
    spread = sum(units[line.sku] * (landed[line.sku] - line.unit_cost) for line in lines)
    assert spread == pytest.approx(freight, rel=1e-6, abs=1e-6)


def test_people_are_told_what_an_order_costs() -> None:
    known = order(MUG, Line(sku="TEA", units=5, unit_cost=2.0, unit_price=2.0), freight=12.5)

    assert facts_sentences(known, "€") == [
        "Not paid yet.",
        "Goods for €50.00.",
        "Freight and other costs: €12.50.",
    ]
    assert "The cost of some of its goods is unknown." in facts_sentences(order(MUG, TEA), "€")
