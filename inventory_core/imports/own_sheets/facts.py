"""What a sheet of the seller's own tells of products themselves: costs, suppliers, lead times."""

from typing import Any

import pandas as pd

from inventory_core.domain.columns import Kind
from inventory_core.domain.frames import AT_LEAST_ONE, MONEY_LIMITS, PRODUCTS, check, typed
from inventory_core.imports.cells import parse_numbers
from inventory_core.imports.checks import heading_rows
from inventory_core.imports.format import Check, Field, Sheet
from inventory_core.imports.order_lines import product_keys, titles
from inventory_core.imports.own_sheets.fields import FACT_FIELDS
from inventory_core.imports.own_sheets.reading import Part
from inventory_core.imports.reasons import Reason
from inventory_core.imports.service_lines import service_lines
from inventory_core.imports.texts import normalise_texts
from inventory_core.imports.words import words_for

_RATES = ("service_level", "holding_rate")
_UNREADABLE = {Kind.FLAG: Reason.UNREADABLE_FLAG, Kind.DAY: Reason.UNREADABLE_DATE}


def facts_part(sheet: Sheet, *, lone: bool) -> Part:
    """Return what a sheet tells of its products; a cell that makes no sense is left out alone.

    lone: each row stands for a product, and is kept though it tells nothing else.
    """
    fields = [field for field in sheet.format.fields if _is_fact(sheet, field)]
    values = {field.name: _values(sheet, field) for field in fields}
    refused = {field.name: _refusals(sheet, field, values[field.name]) for field in fields}
    facts = pd.DataFrame(values | {"sku": product_keys(sheet, titles(sheet))})
    for name, checks in refused.items():
        for one in checks:
            facts[name] = facts[name].mask(one.refused)
    disordered = _disordered(facts)
    facts.loc[disordered, [name for name in _LEAD_TIMES if name in facts]] = float("nan")
    service = service_lines(sheet.texts("sku"), sheet.names("name"))
    again = facts["sku"].duplicated() & lone & (not sheet.has("on_hand"))
    row_checks = [
        *heading_rows(sheet),
        Check(reason=Reason.NO_PRODUCT, field="sku", refused=facts["sku"] == ""),
        Check(reason=Reason.NO_PRODUCT_LINE, field="name", refused=service),
        Check(reason=Reason.REPEATED_SKU, field="sku", refused=again),
    ]
    cell_checks = [one for checks in refused.values() for one in checks]
    cell_checks.append(
        Check(
            reason=Reason.LEAD_TIMES_DISORDERED,
            field="lead_time_shortest_days",
            refused=disordered,
        )
    )

    def frames(rows: pd.Series) -> dict[str, Any]:
        return {
            "products": _products(facts[rows]),
            "currency": _sign(sheet, "price", "unit_price", "salvage_value"),
            "cost_currency": _sign(sheet, "cost", "order_cost"),
        }

    silent = pd.Series(data=False, index=facts.index)
    return Part(checks=row_checks, cells=cell_checks, silent=silent, frames=frames, lone=lone)


_LEAD_TIMES = ("lead_time_days", "lead_time_shortest_days", "lead_time_longest_days")


def _is_fact(sheet: Sheet, field: Field) -> bool:
    return sheet.has(field.name) and field.name in ("name", *FACT_FIELDS)


def _values(sheet: Sheet, field: Field) -> pd.Series:
    if field.name == "name":
        named = titles(sheet)
        return named.where(named != "")
    if field.column.kind is Kind.TEXT:
        texts = sheet.names(field.name)
        return texts.where(texts != "")
    if field.column.kind is Kind.FLAG:
        return _flags(sheet.raw(field.name))
    if field.column.kind is Kind.DAY:
        return sheet.days(field.name)
    numbers = _rates(sheet, field.name) if field.name in _RATES else sheet.numbers(field.name)
    # Where the least that makes sense is one, people write 0 for none.
    return numbers.mask((numbers == 0) & (field.column.limits == AT_LEAST_ONE))


def _flags(texts: pd.Series) -> pd.Series:
    plain = normalise_texts(texts)
    flags = pd.Series(pd.NA, index=texts.index, dtype="boolean")
    flags[plain.isin(words_for("yes"))] = True
    flags[plain.isin(words_for("no"))] = False
    return flags


def _rates(sheet: Sheet, field: str) -> pd.Series:
    """Fractions: 95 % and 95 are 0.95, 0.95 stays."""
    texts = sheet.raw(field)
    percent = texts.str.contains("[%％]", regex=True).astype(bool)
    bare = texts.str.replace(r"\s*[%％]", "", regex=True).astype("str")
    numbers = parse_numbers(bare, decimal_comma=sheet.decimal_comma)
    return numbers.where(~(percent | (numbers > 1)), numbers / 100)


def _refusals(sheet: Sheet, field: Field, values: pd.Series) -> tuple[Check, ...]:
    if field.column.kind is Kind.TEXT:
        return ()
    none = sheet.numbers(field.name) == 0 if field.column.limits == AT_LEAST_ONE else False
    unreadable = values.isna() & sheet.filled(field.name) & ~none
    if field.column.kind in _UNREADABLE:
        reason = _UNREADABLE[field.column.kind]
        return (Check(reason=reason, field=field.name, refused=unreadable),)
    smallest, largest = field.column.limits
    outside = (values < smallest) | (values > largest)
    reason = Reason.BAD_MONEY if field.column.limits == MONEY_LIMITS else Reason.OUT_OF_RANGE
    fractional = (values % 1 > 0) & (field.column.limits == AT_LEAST_ONE)
    return (
        Check(reason=Reason.UNREADABLE_NUMBER, field=field.name, refused=unreadable),
        Check(reason=reason, field=field.name, refused=outside),
        Check(reason=Reason.FRACTIONAL_UNITS, field=field.name, refused=fractional),
    )


def _disordered(facts: pd.DataFrame) -> pd.Series:
    usual, shortest, longest = (
        facts[name] if name in facts else pd.Series(float("nan"), index=facts.index)
        for name in _LEAD_TIMES
    )
    return (shortest > longest) | (shortest > usual) | (usual > longest)


def _products(facts: pd.DataFrame) -> pd.DataFrame:
    """Return PRODUCTS: of several rows of a product the first that tells a fact is right."""
    told = facts.reindex(columns=list(PRODUCTS))
    return check(typed(told.groupby("sku", sort=False).first().reset_index(), PRODUCTS), PRODUCTS)


def _sign(sheet: Sheet, *money: str) -> str:
    return next(filter(None, map(sheet.money_sign, money)), "")
