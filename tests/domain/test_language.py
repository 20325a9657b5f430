"""Each thread and session reads in a language of its own."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from inventory_core.domain import language
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.language import gettext, ngettext, using
from inventory_core.domain.settings import Settings


@pytest.fixture(autouse=True)
def german(translated: Callable[[str, dict[str, str]], None]) -> None:
    orders = {"{n} order\0{n} orders": "{n} Bestellung\0{n} Bestellungen"}
    translated("de", {"Save": "Speichern", "Undo": ""} | orders)


@pytest.fixture
def nobody_asked() -> Iterator[None]:
    yield
    language.follow(lambda: None)


def test_a_sentence_is_said_in_the_language_in_use() -> None:
    assert gettext("Save") == "Save"
    with using("de"):
        assert gettext("Save") == "Speichern"
        assert [ngettext("{n} order", "{n} orders", n) for n in (1, 2)] == [
            "{n} Bestellung",
            "{n} Bestellungen",
        ]
    assert gettext("Save") == "Save"


def test_what_is_not_translated_yet_is_said_in_english() -> None:
    with using("de"):
        assert gettext("Cancel") == "Cancel"
        assert gettext("Undo") == "Undo"


def test_a_language_without_texts_is_english() -> None:
    with using("fr"):
        assert gettext("Save") == "Save"
        assert ngettext("{n} order", "{n} orders", 2) == "{n} orders"


def test_all_languages_with_texts_can_be_chosen_and_no_other() -> None:
    assert language.languages() == ("en", "de")
    assert Settings(language="de").language == "de"
    with pytest.raises(SettingsError, match="no texts in “fr”: please choose one of en, de"):
        Settings(language="fr")


def test_a_new_thread_asks_for_the_language_of_its_session(nobody_asked: None) -> None:
    with using("de"), ThreadPoolExecutor() as threads:
        assert threads.submit(gettext, "Save").result() == "Save"
        language.follow(lambda: "de")
        assert threads.submit(gettext, "Save").result() == "Speichern"
