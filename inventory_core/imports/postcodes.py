"""A sheet of postcodes with where they lie, such as GeoNames and post offices give away."""

import pandas as pd

from inventory_core.domain.deliveries import POSTCODES, postcode_key
from inventory_core.domain.errors import FileError
from inventory_core.domain.frames import Frame, typed
from inventory_core.domain.language import gettext as _
from inventory_core.imports.table import Table
from inventory_core.imports.texts import normalise

_HEADINGS = {
    "postcode": (
        *("postcode", "postal code", "post code", "zip", "zip code", "zipcode"),
        *("plz", "postleitzahl", "code postal", "cap", "código postal", "邮编", "邮政编码"),
    ),
    "latitude": ("latitude", "lat", "breitengrad", "latitud", "latitudine", "纬度"),
    "longitude": (
        *("longitude", "lon", "lng", "long", "längengrad", "longitud", "longitudine", "经度"),
    ),
}


def postcodes(table: Table) -> Frame:
    """Return where postcodes lie (POSTCODES): the middle of all rows that name one.

    Rows without coordinates that exist are left out.

    Raises:
        FileError: it has no such columns, or no such row.
    """
    told = pd.DataFrame({name: _column(table, name) for name in _HEADINGS})
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


def _column(table: Table, name: str) -> "pd.Series[str]":
    headings = {normalise(str(heading)): heading for heading in table.cells.columns}
    for spelling in _HEADINGS[name]:
        if normalise(spelling) in headings:
            return table.cells[headings[normalise(spelling)]]
    raise FileError(
        _("{file} has no column “{heading}”: add one, and try again.").format(
            file=table.file_name, heading=name
        )
    )
