"""Texts as people and programs write them, made comparable."""

import re
import unicodedata

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
"""Signs that nobody sees and that keep equal texts from being equal."""
_TWINS = str.maketrans({"−": "-", "–": "-", "‑": "-", "’": "'"})  # typographic signs
_STROKES = {"đ": "d", "ł": "l", "ø": "o", "ı": "i"}


def tidy(text: str) -> str:
    """Return full-width signs as plain ones (NFKC), without invisible signs and outer spaces."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", text).translate(_TWINS)).strip()


def without_accents(text: str) -> str:
    """Return a text in lower case as people write it who leave accents out.

    Only those of Latin letters, and of ё: an accent makes another letter of a Korean or Thai one.

    >>> without_accents("số lượng"), without_accents("отменён"), without_accents("майский")
    ('so luong', 'отменен', 'майский')
    """
    return text if text.isascii() else "".join(map(_without_accent, text))


def _without_accent(letter: str) -> str:
    if letter in _STROKES:
        return _STROKES[letter]
    accented = letter == "ё" or "LATIN" in unicodedata.name(letter, "")
    return unicodedata.normalize("NFD", letter)[0] if accented else letter
