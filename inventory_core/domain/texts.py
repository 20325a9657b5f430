"""Texts as people and programs write them, made comparable."""

import re
import unicodedata

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
"""Signs that nobody sees and that keep equal texts from being equal."""
_TWINS = str.maketrans({"−": "-", "–": "-", "‑": "-", "’": "'"})  # typographic signs


def tidy(text: str) -> str:
    """Return full-width signs as plain ones (NFKC), without invisible signs and outer spaces."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", text).translate(_TWINS)).strip()
