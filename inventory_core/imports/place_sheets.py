"""Sheets about places: where postcodes lie, and how far it is from one place to another."""

from collections.abc import Mapping

import pandas as pd

from inventory_core.domain.deliveries import POSTCODES, WAYS, postcode_key
from inventory_core.domain.errors import FileError
from inventory_core.domain.frames import Frame, typed
from inventory_core.domain.language import gettext as _
from inventory_core.imports.cells import parse_numbers
from inventory_core.imports.headings import found_column, needed_column
from inventory_core.imports.table import Table

_HEADINGS = {
    "postcode": (
        *("postcode", "postal code", "post code", "zip", "zip code", "zipcode"),
        *("plz", "postleitzahl", "code postal", "cap", "código postal", "邮编", "邮政编码"),
    ),
    "latitude": ("latitude", "lat", "breitengrad", "latitud", "latitudine", "纬度"),
    "longitude": (
        *("longitude", "lon", "lng", "long", "längengrad", "longitud", "longitudine", "经度"),
    ),
    "from": (*("from", "origin", "start", "von", "de", "da", "desde", "起点", "出发地"),),
    "to": ("to", "destination", "end", "nach", "zu", "vers", "à", "a", "hasta", "终点", "目的地"),
    "kilometres": ("kilometres", "kilometers", "km", "distance km", "kilometer", "公里"),
    "metres": ("metres", "meters", "distance m", "meter", "mètres", "metri", "metros", "米"),
    "miles": ("miles", "mi", "distance miles", "英里"),
    "minutes": ("minutes", "min", "mins", "duration min", "minuten", "minuti", "minutos", "分钟"),
    "seconds": ("seconds", "s", "sec", "duration s", "sekunden", "secondes", "secondi", "秒"),
    "hours": ("hours", "h", "duration h", "stunden", "heures", "ore", "horas", "小时"),
}
_METRES = {"kilometres": 1_000.0, "metres": 1.0, "miles": 1_609.344}
_SECONDS = {"minutes": 60.0, "seconds": 1.0, "hours": 3_600.0}
"""What one of each unit is."""


def postcodes(table: Table) -> Frame:
    """Return where postcodes lie (POSTCODES): the middle of all rows that name one.

    Rows without coordinates that exist are left out.

    Raises:
        FileError: it has no such columns, or no such row.
    """
    told = pd.DataFrame(
        {name: _needed(table, name) for name in ("postcode", "latitude", "longitude")}
    )
    for name, most in (("latitude", 90), ("longitude", 180)):
        # A comma stands for a decimal point: no degree has thousands.
        degrees = pd.to_numeric(told[name].str.replace(",", ".").str.strip(), errors="coerce")
        told[name] = degrees.where(degrees.abs() <= most)
    told["postcode"] = told["postcode"].map(postcode_key)
    known = told[told["postcode"] != ""].dropna().groupby("postcode", as_index=False).mean()
    if known.empty:
        raise FileError(
            _(
                "{file} tells of no postcode where it lies: give it columns called postcode, "
                "latitude and longitude, with degrees such as 48.1374 and 11.5755."
            ).format(file=table.file_name)
        )
    return typed(known, POSTCODES)


def ways(table: Table) -> Frame:
    """Return how far it is between places (WAYS), as the sheet names them.

    Rows without a place, and without a length or a time above nothing, are left out.

    Raises:
        FileError: it has no such columns, or no such row.
    """
    told = pd.DataFrame(
        {
            "origin": _needed(table, "from").str.strip(),
            "goal": _needed(table, "to").str.strip(),
            "metres": _measured(table, _METRES),
            "seconds": _measured(table, _SECONDS),
        }
    )
    named = (told["origin"] != "") & (told["goal"] != "")
    known = told[named].dropna(subset=["metres", "seconds"], how="all")
    if known.empty:
        raise FileError(
            _(
                "{file} tells no way from one place to another: give it columns called from, to, "
                "and kilometres or minutes or both."
            ).format(file=table.file_name)
        )
    return typed(known, WAYS)


def _measured(table: Table, sizes: Mapping[str, float]) -> "pd.Series[float]":
    """Return a column that has its unit in its heading, in our unit; empty where there is none."""
    for unit, size in sizes.items():
        column = found_column(table, _HEADINGS[unit])
        if column is not None:
            numbers = parse_numbers(column) * size
            return numbers.where(numbers > 0)
    return pd.Series(float("nan"), index=table.cells.index)


def _needed(table: Table, name: str) -> "pd.Series[str]":
    return needed_column(table, _HEADINGS[name], called=name)
