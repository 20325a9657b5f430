"""What people call things in their sheets: one file for each language."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from inventory_core.domain.texts import without_accents
from inventory_core.imports.texts import normalise
from inventory_core.imports.words.language import Language

_FIRST = ("english", "chinese")
"""The words of these are tried first."""

_SHORTEST_BARE = 4
"""Shorter words without their accents are often other words."""


@cache
def languages() -> tuple[Language, ...]:
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
    parts = [language.headings.get(field, "").partition(";") for language in languages()]
    sure, unsure = ([part[place] for part in parts] for place in (0, 2))
    return tuple(dict.fromkeys(word for text in (*sure, *unsure) for word in words_of(text)))


@cache
def sure_heading_words(field: str) -> tuple[str, ...]:
    """Return what a field is surely called in any language."""
    texts = (language.headings.get(field, "").partition(";")[0] for language in languages())
    return tuple(dict.fromkeys(word for text in texts for word in words_of(text)))


@cache
def words_for(meaning: str) -> tuple[str, ...]:
    """Return the words of all languages for a meaning, such as `cancelled` or `yes`."""
    words = (word for language in languages() for word in words_of(getattr(language, meaning)))
    return tuple(dict.fromkeys(words))


def words_of(text: str) -> tuple[str, ...]:
    """Return words as they are compared, with accents and, as many people write, without.

    >>> words_of("código | Día")
    ('código', 'codigo', 'día')
    """
    words = [normalise(bare) for bare in text.split("|")]
    both = (form for word in words if word for form in (word, _without_accents(word)))
    return tuple(dict.fromkeys(both))


def _without_accents(word: str) -> str:
    return word if len(word) < _SHORTEST_BARE else without_accents(word)
