"""What a sheet of the seller's own is about: what was sold, bought or counted, or products.

A day and a number do not make a sale. All headings together tell, and what stands below them; where
they do not, the seller is asked.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from inventory_core.domain.columns import Column, Kind
from inventory_core.imports.contents import Content, Match, best_matches, without_meaning
from inventory_core.imports.format import Field, Format
from inventory_core.imports.own_sheets.fields import ANSWERED, COLUMNS, FACT_FIELDS, spoken
from inventory_core.imports.own_sheets.products import PRODUCTS_SHEET
from inventory_core.imports.own_sheets.purchases import PURCHASES_SHEET
from inventory_core.imports.own_sheets.sales import SALES_SHEET
from inventory_core.imports.own_sheets.stock import STOCK_SHEET
from inventory_core.imports.privacy import is_personal
from inventory_core.imports.table import Table
from inventory_core.imports.texts import normalise, normalise_texts
from inventory_core.imports.words import heading_words, words_for

_DAYS = ("day", "sold_day", "created_day", "received_day", "count_day", "other_day")
_NUMBERS = (
    *("quantity", "units", "received", "returned_units", "on_hand", "on_order", "committed"),
    *("unit_price", "line_total", "price", "cost", "reorder_point", "target_stock"),
    *("other_units", "booked", "other_numbers"),
)
_TEXTS = (
    *("order_id", "document", "sku", "name", "variant", "category", "channel", "status", "kind"),
    *("currency", "supplier", "place", "batch", "counted_by", "moved_from"),
)


def _meaning(name: str, kind: Kind) -> Field:
    """What headings may mean, whatever the sheet is about; “Units” alone are of anything."""
    own = {"quantity": "units", "units": "", "day": "date"}
    label = own.get(name, COLUMNS[name].label if name in COLUMNS else "")
    # A heading that nobody knows, over nothing but days, is one of the days asked for.
    column = Column(kind, required=name == "day")
    return Field(name=name, heading=label, column=column, synonyms=spoken(name))


MEANINGS: tuple[Field, ...] = (
    *(_meaning(name, Kind.DAY) for name in _DAYS),
    *(_meaning(name, Kind.NUMBER) for name in _NUMBERS),
    *(_meaning(name, Kind.TEXT) for name in _TEXTS),
    *(_meaning(name, Kind.FLAG) for name in ANSWERED),
    *(
        _meaning(name, COLUMNS[name].kind)
        for name in FACT_FIELDS
        if name not in (*_NUMBERS, *_TEXTS)
    ),
)
"""Every meaning that the words of the languages know."""

_VOTES: Mapping[Format, Mapping[str, int]] = {
    SALES_SHEET: {
        "day": 2,
        "sold_day": 3,
        "created_day": 1,
        "order_id": 2,
        "status": 1,
        "paid": 2,
        "sent": 1,
        "cancelled": 1,
        "came_back": 1,
        "kind": 1,
        "channel": 1,
        "unit_price": 1,
        "line_total": 1,
    },
    PURCHASES_SHEET: {
        "received_day": 3,
        "document": 3,
        "supplier": 3,
        "only purchases": 3,
    },
    STOCK_SHEET: {
        "count_day": 4,
        "other_day": 2,
        "created_day": 1,
        "place": 2,
        "batch": 3,
        "counted_by": 3,
        "reorder_point": 2,
        "target_stock": 1,
        "no day": 3,
        "one day, each once": 1,
        "often none": 1,
    },
}
"""What speaks for a number of units being sold, bought or counted, and how clearly."""

_ANY = (SALES_SHEET, STOCK_SHEET, PURCHASES_SHEET)
_COUNTED = {"quantity", "units", "received", "on_hand", "other_units"}
_SOLD = {
    *("sold_day", "order_id", "sku", "variant", "unit_price", "price", "channel", "status", "kind"),
    *ANSWERED,
}
"""What says of days and amounts of money that they are of sales."""

_SURE = 0.9
_MOVING_DAYS = {"day", "sold_day", "created_day", "received_day"}
_PERSONS = 2
_CLEARLY = 2
_OFTEN = 0.2
_SEVERAL = 5


def subjects(table: Table, contents: Sequence[Content]) -> tuple[Format, ...]:
    """Return what a sheet may be about, the likeliest first; none if it is of other things."""
    matches = best_matches(contents, MEANINGS, of_persons=True)
    told = {match.field for match in matches}
    if len(told) < 2 or "booked" in told:
        return ()
    if not told & {"sku", "name"}:  # the seller is told that the product is missing
        sold = told & {"units", "quantity"} and told & {"day", "sold_day"}
        return (SALES_SHEET,) if sold else ()
    moves = bool(told & {"units", "received"} and told & _MOVING_DAYS)
    if "quantity" in told and not moves:
        return _about_units(table, contents, matches, told)
    if moves and "on_hand" in told and _is_guessed_day(matches):
        return (SALES_SHEET, STOCK_SHEET)
    if doubtful := _uncounted(told, contents):
        return doubtful
    surely = (
        (SALES_SHEET, "units" in told and (moves or "on_hand" not in told)),
        (PURCHASES_SHEET, "received" in told and (moves or "on_hand" not in told)),
        (STOCK_SHEET, "on_hand" in told),
        (SALES_SHEET, _are_order_lines(told)),
        (PRODUCTS_SHEET, bool(told & set(FACT_FIELDS))),
    )
    return tuple(known for known, holds in surely if holds)[:1]


def _uncounted(told: set[str], contents: Sequence[Content]) -> tuple[Format, ...]:
    """Return what a sheet may be about in which no known heading counts anything."""
    uncounted = told & set(_DAYS) and not told & _COUNTED and not _are_order_lines(told)
    if uncounted and unknown_counts(contents):  # “Went out” counts something, but what?
        return _ANY
    return (SALES_SHEET, PURCHASES_SHEET) if _may_be_expenses(told, contents) else ()


def _may_be_expenses(told: set[str], contents: Sequence[Content]) -> bool:
    """True for days, texts and amounts that may be sales or purchases, but also rent and fees."""
    if told & _COUNTED or not told & {"day", "sold_day", "received_day"}:
        return False
    if told & {"supplier", "cost", "document", "received_day"}:
        return not _are_order_lines(told) and "on_order" not in told
    return "line_total" in told and not told & _SOLD and not any(map(_names_buyers, contents))


def _names_buyers(content: Content) -> bool:
    return _is_of_buyers(content.heading)


def unknown_counts(contents: Sequence[Content]) -> list[str]:
    """Return the headings of whole numbers whose meaning nobody but the seller knows."""
    unknown = without_meaning(contents, MEANINGS)
    return [one.heading for one in unknown if one.counts > _SURE and one.days < _SURE]


def _is_guessed_day(matches: Sequence[Match]) -> bool:
    """True where the only days stand under a heading that nobody knows: of a listing, perhaps."""
    days = [match for match in matches if match.field in _DAYS]
    return len(days) == 1 and days[0].is_guessed


def _are_order_lines(told: set[str]) -> bool:
    """True where each row seems to be one piece: sold on a day, at a price."""
    money = {"unit_price", "line_total", "price"}
    bought = {"cost", "supplier", "document", "received_day"}
    both_days = {"sold_day", "received_day"} <= told
    dated = bool(told & {"day", "sold_day", "created_day"}) and bool(told & money)
    return dated and (both_days or not told & bought)


def _about_units(
    table: Table, contents: Sequence[Content], matches: Sequence[Match], told: set[str]
) -> tuple[Format, ...]:
    """Judge what a column that only says “Quantity” counts."""
    if "on_hand" in told:
        if told & {"day", "sold_day"}:
            return (SALES_SHEET,)
        return (PURCHASES_SHEET,) if "received_day" in told else (STOCK_SHEET,)
    sure = all(match.is_sure for match in matches if match.field == "quantity")
    if not sure or "moved_from" in told:  # “Quantity burnt” may be of anything
        return _ANY
    signs = told | _signs(table, {match.field: match.heading for match in matches})
    votes = {
        known: sum(weight for sign, weight in weights.items() if sign in signs)
        for known, weights in _VOTES.items()
    }
    if any(map(_names_buyers, contents)):
        votes[SALES_SHEET] += _PERSONS
    if "no day" in signs and not told & {"order_id", "document"}:
        return (STOCK_SHEET,)
    most = max(votes.values())
    likely = [known for known, count in votes.items() if count > most - _CLEARLY]
    return tuple(sorted(likely, key=lambda known: -votes[known]))


def _is_of_buyers(heading: str) -> bool:
    """True for a column of persons who are no suppliers."""
    plain = normalise(heading)
    return is_personal(heading) and not any(word in plain for word in heading_words("supplier"))


def _signs(table: Table, headings: Mapping[str, str]) -> set[str]:
    """What can only be told from several columns, or from their cells."""
    signs = set[str]()
    days = [headings[name] for name in ("day", "sold_day") if name in headings]
    if not set(headings) & set(_DAYS):
        signs.add("no day")
    product = headings.get("sku", headings.get("name", ""))
    cells = table.cells
    if days and len(cells) >= _SEVERAL:
        one_day = (cells[days[0]] == cells[days[0]].iloc[0]).all()
        once = one_day and not cells[product].duplicated().any()
        signs |= {"one day, each once"} if once else set()
    kinds = normalise_texts(cells[headings["kind"]]) if "kind" in headings else pd.Series(dtype=str)
    if len(kinds) and kinds.isin(words_for("bought")).all():
        signs.add("only purchases")
    if _share_of_none(cells[headings["quantity"]]) > _OFTEN:
        signs.add("often none")
    return signs


def _share_of_none(units: pd.Series) -> float:
    filled = units[units != ""]
    return float(filled.isin(("0", "0.0", "0.00")).mean()) if len(filled) else 0.0
