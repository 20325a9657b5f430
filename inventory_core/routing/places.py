"""Where customers live: from a pasted link of a map, or from two numbers."""

import re
from urllib.parse import unquote

from inventory_core.domain.deliveries import Place
from inventory_core.domain.errors import OrderError
from inventory_core.domain.language import gettext as _

_LONGEST = 2_000
"""Of a pasted text, in letters; no link of a map is longer."""
_NUMBER = r"([+-]?\d{1,3}(?:\.\d{1,18})?)"
_BETWEEN = r"(?:[,;+\s/]|%20){1,3}"
_TWO = f"{_NUMBER}{_BETWEEN}{_NUMBER}"
_DECIMAL_COMMAS = re.compile(
    r"([+-]?\d{1,3}),(\d{1,18})(?:\s*;\s*|\s*,\s+|\s+)([+-]?\d{1,3}),(\d{1,18})"
)

_LATITUDE_FIRST = (
    f"!3d{_NUMBER}!4d{_NUMBER}",  # the pin of a Google link, and not the middle of its map
    f"mlat={_NUMBER}&mlon={_NUMBER}",
    f"[?&](?:query|q|ll|sll|daddr|destination|coordinate|center|sspn)=(?:loc:)?{_TWO}",
    f"[?&]p=[^,&]*,{_NUMBER},{_NUMBER}",  # Amap: its number of the place, then where it lies
    f"[?&]lat={_NUMBER}&(?:lon|lng)={_NUMBER}",
    f"#map=[\\d.]{{1,5}}/{_NUMBER}/{_NUMBER}",
    f"/@{_NUMBER},{_NUMBER}",
    f"/maps/(?:search|place|dir)/(?:[^?]*/)?{_TWO}",
    f"^geo:{_NUMBER},{_NUMBER}",
)
_LONGITUDE_FIRST = (
    f"[?&](?:position|dest|to|location)={_NUMBER},{_NUMBER}",
    f"[?&](?:lon|lng)={_NUMBER}&lat={_NUMBER}",
)
"""Amap (Gaode) names the longitude first, and so do its neighbours."""


def read_place(told: str) -> Place:
    """Return the place that a link of a map, or "latitude, longitude", tells.

    Raises:
        OrderError: it tells none.

    >>> read_place("48,1374; 11,5755") == read_place("https://maps.apple.com/?ll=48.1374,11.5755")
    True
    """
    text = unquote(told.strip()[:_LONGEST])
    if "://" in text or text.startswith("geo:"):
        return _in_link(text)
    commas = _DECIMAL_COMMAS.fullmatch(text)
    if commas:
        text = f"{commas[1]}.{commas[2]}, {commas[3]}.{commas[4]}"
    numbers = re.fullmatch(_TWO, text)
    if numbers is None:
        raise OrderError(
            _(
                "“{told}” tells no place: paste the link of a map, or latitude and longitude such "
                "as 48.1374, 11.5755."
            ).format(told=told.strip()[:60])
        )
    return _checked(numbers[1], numbers[2])


def _in_link(link: str) -> Place:
    for pattern in _LATITUDE_FIRST:
        if found := re.search(pattern, link):
            return _checked(found[1], found[2])
    for pattern in _LONGITUDE_FIRST:
        if found := re.search(pattern, link):
            return _checked(found[2], found[1])
    raise OrderError(
        _(
            "This link does not say where its place lies: open it, mark the place, and paste the "
            "long address of the page, or latitude and longitude such as 48.1374, 11.5755."
        )
    )


def _checked(latitude: str, longitude: str) -> Place:
    place = Place(latitude=float(latitude), longitude=float(longitude))
    if abs(place.latitude) > 90 or abs(place.longitude) > 180:
        raise OrderError(
            _(
                "{place} lies nowhere on the earth: give the latitude, from -90 to 90, and then "
                "the longitude, from -180 to 180."
            ).format(place=place)
        )
    return place
