"""Every page in a language that nobody speaks: no English is left where a seller reads."""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pandas as pd
import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from inventory_core.store.store import Store
from pages.shared.spoken import CHOICE, LANGUAGE
from tests.clock import TODAY
from tests.pages.conftest import APP, PAGES, Keeper
from tests.pages.test_track_record import expect
from tests.texts import ANOTHER_LANGUAGE, plain_words

pytestmark = pytest.mark.long

SECTIONS = {"optimization": "section", "track_record": "record section"}
"""Pages of which one part is shown at a time, and what chooses it."""

MOST_OPTIONS = 6
"""A longer choice holds data, such as products or countries."""

DATA = {"MUG", "TEA", "OLD", "PEN", "Mug", "Tea", "Old", "lamp", "Pen", "Clay", "Co"}
CLASSES = {f"{worth}{steady}" for worth in "ABC" for steady in "XYZ"}
FILES = {"sales", "stock", "products", "older", "more"}
NAMES = {"csv", "tcp", "SoloStock", "TLS", "STARTTLS", "Linux", "macOS", "Windows", "English"}
MAILERS = {"Fastmail", "GMX", "Gmail", "QQ", "Yahoo", "Zoho", "iCloud"}
ADDRESSES = {"me", "smtp", "example", "com"}

READ = {
    *("body", "label", "help", "placeholder", "options", "text", "title", "caption", "header"),
    *("name", "value", "default", "subtitle", "delta", "content", "message", "hovertemplate"),
    *("ticktext", "annotations", "hoverformat", "default_value", "display_value", "values"),
}
"""Fields that a seller reads, of what Streamlit sends to the browser."""


def texts_of(part: Block | Element) -> Iterator[str]:
    """All that a seller reads of a part of a page, but what stands in its own parts."""
    if part.type in ("arrow_data_frame", "dataframe", "data_editor"):
        yield from columns_of(json.loads(part.proto.columns or "{}"))
        yield from cells_of(part.value[list(part.proto.column_order)])
    elif part.type == "html":  # nothing but how the page looks and what the browser does
        assert part.proto.body.strip().startswith(("<style>", "<script>"))
    elif part.type == "plotly_chart":
        yield from read_in(json.loads(part.proto.spec))
    elif part.proto is not None:
        yield from read_in_message(part.proto)


def columns_of(columns: dict[str, dict]) -> Iterator[str]:
    for column in columns.values():
        yield from read_in(column or {})
        for option in (column or {}).get("type_config", {}).get("options") or ():
            yield option["value"] if isinstance(option, dict) else option


def cells_of(frame: pd.DataFrame) -> Iterator[str]:
    for name in frame.select_dtypes(["object", "str", "string"]):
        yield from (str(cell) for cell in frame[name].dropna())


def read_in(json_value: object, *, read: bool = False) -> Iterator[str]:
    """The texts in JSON, under the names of what is read."""
    if isinstance(json_value, dict):
        for name, inner in json_value.items():
            if name != "template":
                yield from read_in(inner, read=name in READ)
    elif isinstance(json_value, list):
        for inner in json_value:
            yield from read_in(inner, read=read)
    elif isinstance(json_value, str) and read:
        yield json_value


def read_in_message(message: Message) -> Iterator[str]:
    for field, value in message.ListFields():
        for one in value if field.is_repeated else [value]:
            if isinstance(one, Message):
                yield from read_in_message(one)
            elif isinstance(one, str) and field.name in READ:
                yield one


def parts_of(block: Block) -> Iterator[Block | Element]:
    for child in block.children.values():
        yield child
        if isinstance(child, Block):
            yield from parts_of(child)


def english(running: AppTest) -> list[str]:
    """What is left in English, and in which kind of element."""
    assert not running.exception
    return [
        f"{part.type}: {text[:200]}"
        for block in (running.main, running.sidebar)
        for part in parts_of(block)
        for text in texts_of(part)
        if plain_words(text) - DATA - FILES - CLASSES - NAMES - MAILERS - ADDRESSES
    ]


@pytest.fixture
def rich_shop(compared_shop: None, keep: Keeper, store: Store) -> None:
    """The small shop and more of what pages speak of; its names are in no Latin letters."""
    first = TODAY - timedelta(days=330)
    days = [first + timedelta(days=back) for back in range(210)]
    rows = [f"{day},MUG,Mug,{2 + day.day % 3},10" for day in days]
    rows += [f"{days[-1]},71,陶瓷马克杯,9,8", f"{days[-1]},72,陶瓷 马克杯,4,8"]
    rows += [f"{days[-1]},73,莲花胸针,5,8", f"{days[-1]},74,莲花胸针 3个装,2,20"]
    keep("older.csv", "Date,SKU,Product name,Units,Unit price\n" + "\n".join(rows))
    keep("stock.csv", "Date,SKU,On hand\n" + "\n".join(f"{days[-n]},MUG,30" for n in (60, 30, 1)))
    keep("more.csv", "SKU,Product name,Cost,Price,One shot,Salvage value\n75,挂历,3,9,yes,1\n")
    expect(store, days_ago=30, ordered=("MUG",))


def next_try(running: AppTest, tried: set[tuple[str, str]]) -> AppTest | None:
    """Choose what was not chosen yet on the page; None where all was."""
    for chooser in (*running.segmented_control, *running.selectbox, *running.radio):
        if chooser.key == CHOICE:  # of the language
            continue
        for option in chooser.options if len(chooser.options) <= MOST_OPTIONS else ():
            if (chooser.label, option) not in tried:
                tried.add((chooser.label, option))
                with suppress(KeyError, ValueError):  # an option that stands for something else
                    return chooser.set_value(option).run()
    for switch in (*running.toggle, *running.checkbox):
        if (switch.label, "") not in tried:
            tried.add((switch.label, ""))
            return switch.set_value(not switch.value).run()
    return None


@pytest.mark.usefixtures("rich_shop", "another_language")
@pytest.mark.parametrize("page", PAGES)
def test_no_english_is_left_on_any_page(page: str) -> None:
    # An English session was there before: what it made the app remember is no English text.
    assert english(AppTest.from_file(APP, default_timeout=100).switch_page(PAGES[page]).run())
    running: AppTest | None = AppTest.from_file(APP, default_timeout=100)
    running.session_state[LANGUAGE] = ANOTHER_LANGUAGE
    running.switch_page(PAGES[page]).run()
    left, tried = english(running), set()

    while running := next_try(running, tried):
        left += english(running)

    assert left == []


@pytest.mark.usefixtures("compared_shop", "another_language")
@pytest.mark.parametrize("page", SECTIONS)
def test_a_page_of_several_parts_stays_open_when_the_language_is_switched(
    page: str, store: Store
) -> None:
    expect(store, days_ago=30, ordered=("MUG",))
    running = AppTest.from_file(APP, default_timeout=100).switch_page(PAGES[page]).run()
    chooser = running.segmented_control(key=SECTIONS[page])
    chosen = len(chooser.options) - 1
    chooser.set_value(chooser.options[chosen]).run()

    running.session_state[LANGUAGE] = ANOTHER_LANGUAGE
    running.run()

    assert english(running) == []
    chooser = running.segmented_control(key=SECTIONS[page])
    assert chooser.value in chooser.options


@pytest.mark.usefixtures("store", "another_language")
def test_no_english_is_left_where_a_file_is_looked_at() -> None:
    running = AppTest.from_file(APP, default_timeout=100)
    running.session_state[LANGUAGE] = ANOTHER_LANGUAGE
    running.switch_page(PAGES["upload"]).run()
    text = "日期,SKU,数量\n05/01/2026,MUG,3\n06/01/2026,MUG,1\n,MUG,1\n07/01/2026,MUG,-1\n"

    (uploader,) = running.file_uploader
    uploader.upload("sales.csv", text.encode(), "text/csv").run()

    # A heading of the file, and the channel as it is kept unless the seller types another.
    assert set(english(running)) == {"dataframe: SKU", "selectbox: SKU", "text_input: shop"}
