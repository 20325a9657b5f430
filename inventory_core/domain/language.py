"""The language of what people read: each session has its own.

A sentence is translated when it is shown, into the language that is in use then; a text that stands
in a table made at import is only marked. Translations lie in locale/; without one, English stands
in the source.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

ENGLISH = "en"
LOCALE_FOLDER = Path(__file__).parents[2] / "locale"

_language: ContextVar[str] = ContextVar("language", default=ENGLISH)
"""A worker thread starts with the default: the language is handed to it, and used there."""


def N_(text: str) -> str:  # noqa: N802 (the name by which all tools know it)
    """Mark a text for translation that is translated when it is shown."""
    return text


def gettext(text: str) -> str:
    """Translate a sentence into the language in use."""
    return _translations(_language.get()).gettext(text)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Translate a sentence that depends on a number."""
    return _translations(_language.get()).ngettext(singular, plural, number)


def language() -> str:
    """Return the language in use, such as "en" or "zh_CN"."""
    return _language.get()


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


@cache
def _translations(language: str) -> NullTranslations:
    """Read the texts of a language once."""
    return translation("solostock", LOCALE_FOLDER, languages=[language], fallback=True)
