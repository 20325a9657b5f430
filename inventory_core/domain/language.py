"""The language of what people read, found once when the program starts.

Python's own `gettext.gettext` looks for a translation on disk at every call, which a table of a
thousand sentences feels. Translations lie in locale/; without one, English stands in the source.
"""

from gettext import translation
from pathlib import Path

_FOUND = translation("solostock", Path(__file__).parents[2] / "locale", fallback=True)

gettext = _FOUND.gettext
"""Translate a sentence."""

ngettext = _FOUND.ngettext
"""Translate a sentence that depends on a number."""
