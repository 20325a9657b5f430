"""Codes as a seller recognises them: a short name, the code, where it sold and how often."""

import re

import pandas as pd

from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import whole
from inventory_core.imports.upload_words import channel_label
from inventory_core.naming.product_names import compact

_LONGEST_NAME = 48
_VARIANT = re.compile(r"( - [^|]{1,24}|(?<!\s)\s*\([^()]{1,24}\))?$")
"""What stays of a longer name: it tells the product from its sisters."""

_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+.!|~$:-])")
_ADDRESS = re.compile(r"(?i)(?<=https)(?=://)|(?<=http)(?=://)|(?<=\bwww)(?=\.)")
_UNSEEN = "\u2060"
"""Joins two letters, and is not seen; an address with it in the middle is none."""


def labels(names: pd.DataFrame) -> dict[str, str]:
    """Return what to call each code (NAMES) in a menu; no two are called the same."""
    short = [name_and_code(*told) for told in zip(names["sku"], names["name"], strict=True)]
    label = pd.Series(short, index=names.index, dtype="str")
    in_full = names["name"] + " · " + names["sku"]
    return dict(zip(names["sku"], label.mask(label.duplicated(keep=False), in_full), strict=True))


def name_and_code(sku: str, name: str) -> str:
    """Name a product; its code follows unless it was made from the name."""
    short = short_name(sku, name)
    return f"{short} · {sku}" if _says_more(sku, name) else short


def short_name(sku: str, name: str) -> str:
    """Return a name without its middle where it is long; the code where there is no name."""
    text = name or sku
    if len(text) <= _LONGEST_NAME:
        return text
    ends = _VARIANT.search(text)
    variant = ends[0] if ends else ""
    start = text[: _LONGEST_NAME - len(variant)]
    return f"{start.rsplit(' ', 1)[0].rstrip(' ,|-')}…{variant}"


def details(*, sku: str, name: str, channel: str, units: float) -> str:
    """Say of a code, as Markdown, what its name leaves open."""
    facts = [plain(sku)] if _says_more(sku, name) else []
    facts.append(plain(channel_label(channel)) if channel else _("never sold"))
    if channel:
        facts.append(_("{units} sold").format(units=whole(units)))
    return " · ".join(facts)


def plain(text: str) -> str:
    """Return a text from a file as Markdown that shows it as it stands.

    Markdown makes a link of whatever looks like an address, whatever its signs are escaped with.
    """
    return _MARKDOWN_SIGNS.sub(r"\\\1", _ADDRESS.sub(_UNSEEN, text))


def _says_more(sku: str, name: str) -> bool:
    return bool(name) and compact(sku) != compact(name)
