"""The language of what people read: each session has its own.

A sentence is translated when it is shown, into the language that is in use then; a text that stands
in a table made at import is only marked. Translations lie in locale/, a folder for each language;
English stands in the source.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from unicodedata import east_asian_width

ENGLISH = "en"
LOCALE_FOLDER = Path(__file__).parents[2] / "locale"
_TEXTS = "LC_MESSAGES/solostock.po"
_BLANK_AFTER_WIDE = re.compile("(?<=[。！？；：]) ")

_language: ContextVar[str | None] = ContextVar("language", default=None)
"""A new thread starts without a language of its own, and asks for that of its session."""


def _no_session() -> None:
    """Know no session, as where no app is running."""


_session_language: Callable[[], str | None] = _no_session


def N_(text: str) -> str:  # noqa: N802 (the name by which all tools know it)
    """Mark a text for translation that is translated when it is shown."""
    return text


def gettext(text: str) -> str:
    """Translate a sentence into the language in use."""
    return _translations(language(), LOCALE_FOLDER).gettext(text)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Translate a sentence that depends on a number."""
    return _translations(language(), LOCALE_FOLDER).ngettext(singular, plural, number)


def together(*sentences: str | None) -> str:
    """Put sentences one after the other, without those that are empty; Chinese writes no blank.

    >>> together("Sold out.", "", "Order now."), together("断货。", "请下单。")
    ('Sold out. Order now.', '断货。请下单。')
    """
    return _BLANK_AFTER_WIDE.sub("", " ".join(filter(None, sentences)))


def width_of(text: str) -> int:
    """Return how many letters wide a text is: those of Chinese are as wide as two.

    >>> width_of("mug"), width_of("杯子")
    (3, 4)
    """
    if text.isascii():
        return len(text)
    return len(text) + sum(east_asian_width(letter) in "WF" for letter in text)


def language() -> str:
    """Return the language in use, such as "en" or "zh_CN"."""
    return _language.get() or _session_language() or ENGLISH


def languages() -> tuple[str, ...]:
    """Return all languages that can be used, English first."""
    return (ENGLISH, *sorted(file.parts[-3] for file in LOCALE_FOLDER.glob(f"*/{_TEXTS}")))


def spellings(text: str) -> tuple[str, ...]:
    """Return a text in every language, English first: for what we wrote in one and read in another.

    >>> spellings("SKU")
    ('SKU',)
    """
    every = (_translations(each, LOCALE_FOLDER).gettext(text) for each in languages())
    return tuple(dict.fromkeys(every))


def closest(wanted: str) -> str:
    """Return the language that is nearest to one that a browser names; English where none is.

    >>> closest("en-GB")
    'en'
    """
    name = wanted.replace("-", "_")
    family = name.partition("_")[0]
    related = [each for each in languages() if each.partition("_")[0] == family]
    return name if name in related else (*related, ENGLISH)[0]


def use(language: str) -> None:
    """Speak this language from now on, in this thread or task."""
    _language.set(language)


@contextmanager
def using(language: str) -> Iterator[None]:
    """Speak this language for a while."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def follow(session_language: Callable[[], str | None]) -> None:
    """Ask this wherever no language is in use yet: what belongs to a session starts as a thread.

    A callback of a widget runs in a new thread before any line of the app does.
    """
    global _session_language
    _session_language = session_language


@cache
def _translations(language: str, folder: Path) -> NullTranslations:
    """Read the texts of a language once."""
    file = folder / language / _TEXTS
    if not file.is_file():
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with file.open("rb") as texts:
        write_mo(compiled, read_po(texts, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
