"""What people call things in sheets of their own: one file for each language."""

from inventory_core.imports.words.chinese import CHINESE
from inventory_core.imports.words.english import ENGLISH

LANGUAGES = (ENGLISH, CHINESE)
"""The words of the first are tried first."""


def heading_words(field: str) -> tuple[str, ...]:
    """Return what a field is called in all languages, the surest first.

    >>> heading_words("count_day")[:2], heading_words("currency")[-1]
    (('count date', 'stock date'), '货币')
    """
    parts = [language.headings.get(field, "").partition(";") for language in LANGUAGES]
    sure, unsure = ([part[place] for part in parts] for place in (0, 2))
    return tuple(word for text in (*sure, *unsure) for word in _words(text))


def words_for(meaning: str) -> tuple[str, ...]:
    """Return the words of all languages for a meaning, such as `cancelled` or `yes`."""
    return tuple(word for language in LANGUAGES for word in _words(getattr(language, meaning)))


def _words(text: str) -> list[str]:
    return [word for bare in text.split("|") if (word := bare.strip())]
