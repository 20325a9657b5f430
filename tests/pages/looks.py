"""Finding on a page what a seller finds: by its words, never by its place."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest


def labelled(elements: Iterable[Any], label: str) -> Any:
    """The one of these elements whose label begins so."""
    (element,) = (each for each in elements if each.label.startswith(label))
    return element


def table(opened: AppTest, *columns: str) -> pd.DataFrame:
    """The one table of the page that has these columns."""
    tables = (each.value for each in opened.dataframe)
    (shown,) = (each for each in tables if set(columns) <= set(each))
    return shown


def type_into(opened: AppTest, name: str, **typed: Any) -> AppTest:
    """Type into the table of this name: cells by the place of their row, added or removed rows."""
    nothing = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}
    opened.session_state[opened.session_state[f"desk of {name}"].typing.key] = nothing | typed
    return opened.run()


def facts(opened: AppTest) -> AppTest:
    """The Products page with the table in which facts are typed."""
    return opened.segmented_control(key="section of products").set_value("facts").run()


def metrics(opened: AppTest) -> dict[str, str]:
    """The page's figures by their labels."""
    return {each.label: each.value for each in opened.metric}


def said(opened: AppTest) -> str:
    """Everything written on the page."""
    kinds = (
        *(opened.markdown, opened.caption, opened.info),
        *(opened.success, opened.warning, opened.error),
    )
    return "\n".join(str(element.value) for kind in kinds for element in kind)
