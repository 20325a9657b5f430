"""All texts that can be translated, as translators get them, and a language that nobody speaks."""

import re
import tomllib
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import write_po

ROOT = Path(__file__).parents[1]

_PROTECTED = re.compile(
    r"\{[^}]*\}"  # a placeholder
    r"|%\{[^}]*\}|%-?[a-zA-Z]"  # what charts fill in
    r"|:material/\w+:|<[^>]+>|https?://\S+|\\n"
)
ANOTHER_LANGUAGE = "zh_CN"
"""In which all texts are wide; its days have no word in them."""

_WORD = re.compile(r"[A-Za-z]{2,}")
_MARKS = re.compile(r":material/\w+:|:[a-z]+(?:-badge)?\[|%?\{[^}]*\}|<[^>]*>|https?://\S+|&\w+;")
_WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in map(chr, range(0x21, 0x7F))}
_WIDE = {plain: wide for plain, wide in _WIDE.items() if chr(plain).isalpha()}


def templates() -> Catalog:
    """Extract all texts, as `pybabel extract` does by the settings in pyproject.toml."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    methods = [
        (pattern, mapping["method"])
        for mapping in settings["tool"]["babel"]["mappings"]
        for pattern in mapping["pattern"]
    ]
    catalogue = Catalog()
    found = extract_from_dir(ROOT, methods, keywords=DEFAULT_KEYWORDS | {"N_": None})
    for file, line, text, comments, context in found:
        catalogue.add(text, None, [(file, line)], auto_comments=comments, context=context)
    return catalogue


def wide(text: str) -> str:
    """Write a text in wide letters, which no text of ours has: Ｓａｖｅ.

    >>> wide("Save {n} :material/save:")
    'Ｓａｖｅ {n} :material/save:'
    """
    kept = _PROTECTED.findall(text)
    parts = [part.translate(_WIDE) for part in _PROTECTED.split(text)]
    return "".join(part + mark for part, mark in zip(parts, [*kept, ""], strict=True))


def plain_words(text: str) -> set[str]:
    """The words of a text that nobody translated.

    >>> plain_words("Ｓａｖｅ MUG :material/save:")
    {'MUG'}
    """
    return set(_WORD.findall(_MARKS.sub("", text)))


def wide_catalogue(language: str) -> bytes:
    """Translate all texts into wide letters: a .po file."""
    catalogue = Catalog(locale=language)
    for message in templates():
        if message.id:
            catalogue.add(message.id, _wide_forms(message, catalogue.num_plurals))
    file = BytesIO()
    write_po(file, catalogue)
    return file.getvalue()


def _wide_forms(message: Message, plurals: int) -> str | tuple[str, ...]:
    if message.pluralizable:
        return tuple(wide(message.id[1]) for _form in range(plurals))
    return wide(message.id)
