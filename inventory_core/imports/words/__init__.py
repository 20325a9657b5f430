"""What people call things in their sheets: one file for each language."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from inventory_core.imports.words.language import Language

_FIRST = ("english", "chinese")
"""The words of these are tried first."""


@cache
def _languages() -> tuple[Language, ...]:
    """The languages of every file in this folder, in the order in which they are tried."""
    names = {module.name for module in iter_modules(__path__)} - {"language"}
    ordered = (*_FIRST, *sorted(names.difference(_FIRST)))
    return tuple(import_module(f"{__name__}.{name}").LANGUAGE for name in ordered)


@cache
def heading_words(field: str) -> tuple[str, ...]:
    """Return what a field is called in all languages, the surest first.

    >>> heading_words("count_day")[:2]
    ('count date', 'stock date')
    """
    parts = [language.headings.get(field, "").partition(";") for language in _languages()]
    sure, unsure = ([part[place] for part in parts] for place in (0, 2))
    return tuple(dict.fromkeys(word for text in (*sure, *unsure) for word in _words(text)))


@cache
def words_for(meaning: str) -> tuple[str, ...]:
    """Return the words of all languages for a meaning, such as `cancelled` or `yes`."""
    words = (word for language in _languages() for word in _words(getattr(language, meaning)))
    return tuple(dict.fromkeys(words))


def _words(text: str) -> list[str]:
    return [word for bare in text.split("|") if (word := bare.strip())]
