"""Texts can be translated: whole sentences, made when they are shown, with equal placeholders."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from inventory_core.domain.language import ENGLISH, LOCALE_FOLDER, languages
from tests.texts import ROOT, templates, wide_catalogue

SOURCES = [
    ROOT / "app.py",
    *sorted((ROOT / "inventory_core").rglob("*.py")),
    *sorted((ROOT / "pages").rglob("*.py")),
]
PAGES = {
    ROOT / page
    for page in re.findall(r"pages/[\w/]+\.py", (ROOT / "app.py").read_text(encoding="utf-8"))
}
"""Scripts that Streamlit runs from top to bottom whenever a page is shown."""

TRANSLATING = {"_", "gettext", "ngettext"}
MARKS = re.compile(r"%?\{[^}]*\}|%-[a-zA-Z]|:material/\w+:")
"""What every translation must have as well: placeholders, what charts fill in, and icons."""

HALF = re.compile(r"^(?!:material/)[\s,.:;)]|[\s,:;(]$")
"""How half a sentence begins or ends; an icon may stand before it, and "…" where a list goes on."""


def calls_at_import(tree: ast.AST) -> Iterator[int]:
    """The lines on which a text is translated while the module is imported."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            defaults = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
            for part in [*node.decorator_list, *defaults]:
                yield from calls_at_import(ast.Expression(part))
        elif not isinstance(node, ast.Lambda):
            if isinstance(node, ast.Call) and _name(node) in TRANSLATING:
                yield node.lineno
            yield from calls_at_import(node)


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


@pytest.fixture(scope="module")
def texts() -> Catalog:
    return templates()


@pytest.mark.parametrize(
    "source",
    [
        "label = _('Save')",
        "class Label:\n    text = _('Save')",
        "def show(label=_('Save')): ...",
        "@cached(spinner=_('Saving'))\ndef save(): ...",
    ],
)
def test_a_text_translated_at_import_is_found_wherever_it_hides(source: str) -> None:
    assert list(calls_at_import(ast.parse(source)))


def test_no_text_is_translated_at_import() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in SOURCES
        if file not in PAGES
        for line in calls_at_import(ast.parse(file.read_text(encoding="utf-8")))
    ]

    assert found == []


def test_every_text_is_written_where_it_is_translated_or_marked(texts: Catalog) -> None:
    known = {each for message in texts if message.id for each in _forms(message, message.id)}
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node) in TRANSLATING | {"N_"}:
                for text in node.args:
                    assert not isinstance(text, ast.JoinedStr | ast.BinOp), f"{file}:{node.lineno}"
                    if isinstance(text, ast.Constant) and isinstance(text.value, str):
                        assert text.value in known, f"{file}:{node.lineno}"


def test_no_text_is_half_a_sentence(texts: Catalog) -> None:
    halves = [
        text
        for message in texts
        if message.id
        for text in _forms(message, message.id)
        if HALF.search(text)
    ]

    assert halves == []


def test_no_text_formats_a_number_or_a_day_by_itself(texts: Catalog) -> None:
    formatting = re.compile(r"(?<!%)\{[^}]*:[^}]*\}")

    assert [message.id for message in texts if formatting.search(str(message.id))] == []


# Translations


def with_other_marks(catalogue: Catalog) -> list[str]:
    """The translations whose placeholders are not those of their text."""
    return [
        translation
        for message in catalogue
        if message.id
        for translation in filter(None, _forms(message, message.string))
        if Counter(MARKS.findall(translation))
        not in [Counter(MARKS.findall(form)) for form in _forms(message, message.id)]
    ]


def _forms(message: Message, text: str | tuple[str, ...]) -> tuple[str, ...]:
    """A text, or its singular and plural."""
    return text if message.pluralizable else (text,)


def test_a_translation_that_lost_a_placeholder_is_found() -> None:
    catalogue = Catalog(locale="de")
    catalogue.add("Order by {day}.", "Bestelle bald.")
    catalogue.add(("{n} day", "{n} days"), ("{n} Tag", "{m} Tage"))
    catalogue.add("Save {n}", "{n} speichern")

    assert with_other_marks(catalogue) == ["Bestelle bald.", "{m} Tage"]


def test_a_catalogue_of_all_texts_has_all_placeholders(texts: Catalog) -> None:
    catalogue = read_po(BytesIO(wide_catalogue("zh_CN")), locale="zh_CN")

    assert len(catalogue) == len(texts) > 1000
    assert all(message.string for message in catalogue if message.id)
    assert with_other_marks(catalogue) == []


LANGUAGES = [language for language in languages() if language != ENGLISH]


def catalogue_of(language: str) -> Catalog:
    content = Path(LOCALE_FOLDER / language / "LC_MESSAGES" / "solostock.po").read_bytes()
    return read_po(BytesIO(content), locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_placeholders_of_the_source(language: str) -> None:
    assert with_other_marks(catalogue_of(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_texts_and_no_others(language: str, texts: Catalog) -> None:
    translated = {message.id for message in catalogue_of(language) if all(_strings(message))}

    assert translated == {message.id for message in texts}


def _strings(message: Message) -> tuple[str, ...]:
    """A translation, in each of its forms; what stands above all texts is none."""
    return _forms(message, message.string) if message.id else ("-",)
