"""Products, one row each: what they cost and how they are bought."""

from dataclasses import replace
from datetime import date

import pandas as pd

from inventory_core.domain.columns import Kind
from inventory_core.domain.frames import AT_LEAST_ONE, MONEY_LIMITS, PRODUCTS, check, typed
from inventory_core.domain.language import N_
from inventory_core.imports.cells import currency_sign, parse_numbers
from inventory_core.imports.checks import problems_of, repeated_header, verdicts
from inventory_core.imports.format import Check, Field, Format, Reading, Sheet
from inventory_core.imports.own_sheets import own_fields
from inventory_core.imports.reasons import Reason
from inventory_core.imports.texts import normalise_texts
from inventory_core.imports.words import words_for

_RATES = ("service_level", "holding_rate")


def _read(sheet: Sheet, today: date) -> Reading:  # noqa: ARG001, as every format
    """Read what the sheet says of each product; what it does not say stays empty."""
    facts = pd.DataFrame({field.name: _column(sheet, field) for field in PRODUCTS_SHEET.fields})
    checks = [
        repeated_header(sheet),
        Check(reason=Reason.NO_PRODUCT, field="sku", refused=facts["sku"] == ""),
        Check(reason=Reason.REPEATED_SKU, field="sku", refused=facts["sku"].duplicated()),
        *(
            check
            for field in PRODUCTS_SHEET.fields
            if field.column.kind is not Kind.TEXT
            for check in _value_checks(sheet, field, facts[field.name])
        ),
        Check(
            reason=Reason.LEAD_TIMES_DISORDERED,
            field="lead_time_shortest_days",
            refused=_disordered(facts),
        ),
    ]
    accepted = facts[verdicts(checks) == -1].reset_index(drop=True)
    money = (sheet.raw(name) for name in ("cost", "price", "order_cost", "salvage_value"))
    return Reading(
        problems=problems_of(sheet, checks),
        products=check(typed(accepted, PRODUCTS), PRODUCTS),
        currency=next(filter(None, map(currency_sign, money)), ""),
    )


def _column(sheet: Sheet, field: Field) -> pd.Series:
    if field.name == "sku":
        return sheet.skus()
    if field.column.kind is Kind.TEXT:
        texts = sheet.texts(field.name)
        return texts.where(texts != "")
    if field.column.kind is Kind.FLAG:
        return _flags(sheet.raw(field.name))
    return _rates(sheet, field.name) if field.name in _RATES else sheet.numbers(field.name)


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


def _value_checks(sheet: Sheet, field: Field, values: pd.Series) -> tuple[Check, ...]:
    unreadable = values.isna() & sheet.filled(field.name)
    if field.column.kind is Kind.FLAG:
        return (Check(reason=Reason.UNREADABLE_FLAG, field=field.name, refused=unreadable),)
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
    shortest, longest = facts["lead_time_shortest_days"], facts["lead_time_longest_days"]
    usual = facts["lead_time_days"]
    return (shortest > longest) | (shortest > usual) | (usual > longest)


_COLUMNS = {name: column for name, column in PRODUCTS.items() if column.label}

PRODUCTS_SHEET = Format(
    name="products sheet",
    label=N_("Products"),
    fields=own_fields(_COLUMNS | {"sku": replace(PRODUCTS["sku"], required=True)}),
    read=_read,
    examples=(
        "MUG-01,Blue mug,Kitchen,Potter & Son,4.20,12.50,14,10,25,24,6,,no,,,,,95 %,,,7,",
        "00123,Summer towel,Kitchen,Weavers,3.10,8.00,21,,,50,,90,yes,1.00,0.50,MUG-01,0.5,,25 %,"
        "12,,3",
    ),
)
