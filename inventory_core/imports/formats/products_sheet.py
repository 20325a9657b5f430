"""Products, one row each: what they cost and how they are bought."""

from datetime import date

import numpy as np
import pandas as pd

from inventory_core.domain.columns import Kind
from inventory_core.domain.frames import AT_LEAST_ONE, MONEY_LIMITS, PRODUCTS, check, typed
from inventory_core.domain.language import gettext as _
from inventory_core.imports.cells import currency_sign, normalise_texts, parse_numbers
from inventory_core.imports.formats.checks import problems_of, repeated_header, verdicts
from inventory_core.imports.formats.format import Check, Columns, Format
from inventory_core.imports.formats.sales_sheet import SALES_SHEET
from inventory_core.imports.formats.sheet import Field, Reading

_RATES = ("service_level", "holding_rate")
_YES = ("yes", "y", "true", "t", "1", "x", "是", "对", "√", "一次性", "one shot", "once")
_NO = ("no", "n", "false", "f", "0", "否", "不是", "×", "常规", "continuing", "regular")


def read(columns: Columns, today: date) -> Reading:  # noqa: ARG001, as every format
    """Read what the sheet says of each product; what it does not say stays empty."""
    facts = pd.DataFrame({field.name: _column(columns, field) for field in PRODUCTS_SHEET.fields})
    checks = [
        repeated_header(columns),
        Check(reason="no_product", field="sku", refused=facts["sku"] == ""),
        Check(reason="repeated_sku", field="sku", refused=facts["sku"].duplicated()),
        *(
            check
            for field in PRODUCTS_SHEET.fields
            if field.kind is not Kind.TEXT
            for check in _value_checks(columns, field, facts[field.name])
        ),
        Check(
            reason="lead_times_disordered",
            field="lead_time_shortest_days",
            refused=_disordered(facts),
        ),
    ]
    accepted = facts[verdicts(checks) == -1].reset_index(drop=True)
    money = (columns.raw(name) for name in ("cost", "price", "order_cost", "salvage_value"))
    return Reading(
        problems=problems_of(columns, checks),
        products=check(typed(accepted, PRODUCTS), PRODUCTS),
        currency=next(filter(None, map(currency_sign, money)), ""),
    )


def _column(columns: Columns, field: Field) -> pd.Series:
    if field.name == "sku":
        return columns.skus()
    if field.kind is Kind.TEXT:
        texts = columns.texts(field.name)
        return texts.where(texts != "")
    if field.kind is Kind.FLAG:
        return _flags(columns.raw(field.name))
    return _rates(columns, field.name) if field.name in _RATES else columns.numbers(field.name)


def _flags(texts: pd.Series) -> pd.Series:
    plain = normalise_texts(texts)
    flags = pd.Series(pd.NA, index=texts.index, dtype="boolean")
    return flags.mask(plain.isin(_YES), True).mask(plain.isin(_NO), False)  # noqa: FBT003, a value


def _rates(columns: Columns, field: str) -> pd.Series:
    """Fractions: 95 % and 95 are 0.95, 0.95 stays."""
    texts = columns.raw(field)
    percent = texts.str.contains("[%％]", regex=True).astype(bool)
    bare = texts.str.replace(r"\s*[%％]", "", regex=True).astype("str")
    numbers = parse_numbers(bare, decimal_comma=columns.decimal_comma)
    return numbers.where(~(percent | (numbers > 1)), numbers / 100)


def _value_checks(columns: Columns, field: Field, values: pd.Series) -> tuple[Check, ...]:
    unreadable = values.isna() & columns.filled(field.name)
    if field.kind is Kind.FLAG:
        return (Check(reason="unreadable_flag", field=field.name, refused=unreadable),)
    smallest, largest = field.limits or (-np.inf, np.inf)
    outside = (values < smallest) | (values > largest)
    reason = "bad_money" if field.limits == MONEY_LIMITS else "out_of_range"
    fractional = (values % 1 > 0) & (field.limits == AT_LEAST_ONE)
    return (
        Check(reason="unreadable_number", field=field.name, refused=unreadable),
        Check(reason=reason, field=field.name, refused=outside),
        Check(reason="fractional_units", field=field.name, refused=fractional),
    )


def _disordered(facts: pd.DataFrame) -> pd.Series:
    shortest, longest = facts["lead_time_shortest_days"], facts["lead_time_longest_days"]
    usual = facts["lead_time_days"]
    return (shortest > longest) | (shortest > usual) | (usual > longest)


def _field(
    name: str, *, synonyms: tuple[str, ...], examples: tuple[str, str], required: bool = False
) -> Field:
    """Return the field of a column as PRODUCTS declares it."""
    column = PRODUCTS[name]
    return Field(
        name=name,
        heading=column.label,
        kind=column.kind,
        explanation=column.help,
        limits=column.limits,
        synonyms=synonyms,
        examples=examples,
        required=required,
    )


PRODUCTS_SHEET = Format(
    name="products sheet",
    label=_("Products"),
    read=read,
    fields=(
        _field(
            "sku",
            required=True,
            synonyms=SALES_SHEET.field("sku").synonyms,
            examples=("MUG-01", "00123"),
        ),
        _field(
            "name",
            synonyms=SALES_SHEET.field("name").synonyms,
            examples=("Blue mug", "Summer towel"),
        ),
        _field(
            "category",
            synonyms=SALES_SHEET.field("category").synonyms,
            examples=("Kitchen", "Kitchen"),
        ),
        _field(
            "supplier",
            synonyms=(
                *("vendor", "supplier name", "vendor name", "manufacturer", "brand", "factory"),
                *("供应商", "供货商", "供应商名称", "厂家", "生产商", "品牌"),
            ),
            examples=("Potter & Son", "Weavers"),
        ),
        _field(
            "cost",
            synonyms=(
                *("cost price", "unit cost", "cost per item", "purchase price", "buying price"),
                *("cost per unit", "wholesale price", "landed cost"),
                *("成本", "成本价", "进价", "采购价", "进货价", "采购单价", "单位成本"),
            ),
            examples=("4.20", "3.10"),
        ),
        _field(
            "price",
            synonyms=(
                *("unit price", "selling price", "sale price", "sales price", "retail price"),
                *("regular price", "variant price", "list price", "your price"),
                *("售价", "销售价", "价格", "单价", "零售价", "定价", "宝贝价格"),
            ),
            examples=("12.50", "8.00"),
        ),
        _field(
            "lead_time_days",
            synonyms=(
                *("lead time", "usual lead time", "usual lead time days", "delivery days"),
                *("supplier lead time", "delivery time", "replenishment time"),
                *("交期", "交货期", "供货周期", "采购周期", "到货天数", "提前期", "交货天数"),
            ),
            examples=("14", "21"),
        ),
        _field(
            "lead_time_shortest_days",
            synonyms=(
                *("shortest lead time", "minimum lead time", "min lead time", "lead time min"),
                *("最短交期", "最短交货期", "最短供货周期"),
            ),
            examples=("10", ""),
        ),
        _field(
            "lead_time_longest_days",
            synonyms=(
                *("longest lead time", "maximum lead time", "max lead time", "lead time max"),
                *("最长交期", "最长交货期", "最长供货周期"),
            ),
            examples=("25", ""),
        ),
        _field(
            "moq_units",
            synonyms=(
                *("moq", "minimum order quantity", "min order qty", "minimum order", "min order"),
                *("minimum order qty", "moq units"),
                *("起订量", "最小起订量", "最低起订量", "最小订购量", "起批量"),
            ),
            examples=("24", "50"),
        ),
        _field(
            "pack_size_units",
            synonyms=(
                *("pack size", "case pack", "case size", "units per pack", "units per case"),
                *("lot multiple", "order multiple", "carton quantity", "units per carton", "pack"),
                *("装箱数", "箱规", "每箱数量", "包装数量", "装箱量"),
            ),
            examples=("6", ""),
        ),
        _field(
            "shelf_life_days",
            synonyms=("shelf life", "expiry days", "days to expiry", "保质期", "保质期天数"),
            examples=("", "90"),
        ),
        _field(
            "one_shot",
            synonyms=("seasonal", "bought once", "single order", "one off", "一次性", "季节性"),
            examples=("no", "yes"),
        ),
        _field(
            "salvage_value",
            synonyms=("salvage", "residual value", "clearance price", "残值", "清仓价", "处理价"),
            examples=("", "1.00"),
        ),
        _field(
            "goodwill_cost",
            synonyms=("goodwill", "shortage cost", "stockout cost", "商誉成本", "缺货成本"),
            examples=("", "0.50"),
        ),
        _field(
            "like_sku",
            synonyms=("like product", "similar product", "similar sku", "相似商品", "参考商品"),
            examples=("", "MUG-01"),
        ),
        _field(
            "like_factor",
            synonyms=("like factor", "sales factor", "倍数", "销量倍数"),
            examples=("", "0.5"),
        ),
        _field(
            "service_level",
            synonyms=("target service level", "服务水平", "目标服务水平"),
            examples=("95 %", ""),
        ),
        _field(
            "holding_rate",
            synonyms=("holding cost rate", "carrying rate", "carrying cost rate", "持有成本率"),
            examples=("", "25 %"),
        ),
        _field(
            "order_cost",
            synonyms=("cost per order", "ordering cost", "setup cost", "订货成本", "单次订货成本"),
            examples=("", "12"),
        ),
        _field(
            "review_period_days",
            synonyms=("review period", "review days", "盘点周期", "检查周期"),
            examples=("7", ""),
        ),
        _field(
            "lead_time_allowance_days",
            synonyms=(
                "lead time allowance",
                "allowance days",
                "buffer days",
                "交期宽限",
                "缓冲天数",
            ),
            examples=("", "3"),
        ),
    ),
)
