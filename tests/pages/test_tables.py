"""Tables on the screen: cells are written as their columns are declared, and read back as kept."""

import pytest
from streamlit.testing.v1 import AppTest


def shown_table() -> None:
    import pandas as pd

    from inventory_core.domain.columns import percent, text, units
    from pages.shared import tables

    frame = pd.DataFrame(
        {"kind": ["out", "late"], "served": [0.9851, None], "units": [2.6, 3.0], "note": ["x", "y"]}
    )
    columns = {
        "units": units("Units", digits=0),
        "served": percent("Served, %", digits=1),
        "kind": text("Alert"),
    }
    tables.show(frame, columns, key="shown", words={"kind": str.upper})


def typed_table() -> None:
    import pandas as pd
    import streamlit as st

    from inventory_core.domain.columns import percent, text
    from pages.shared import tables

    frame = pd.DataFrame({"supplier": ["Wax"], "deposit": [0.3], "note": ["kept"]})
    columns = {"supplier": text("Supplier"), "deposit": percent("Deposit, %", limits=(0, 1))}
    st.session_state["typed"] = tables.edit(frame, columns, key="typed table")


def test_a_table_shows_the_declared_columns_in_their_order_and_writing() -> None:
    app = AppTest.from_function(shown_table).run()

    table = app.dataframe[0].value
    assert list(table.columns) == ["units", "served", "kind"]
    assert table["units"].tolist() == [3.0, 3.0]
    assert table["served"].tolist() == [98.5, pytest.approx(float("nan"), nan_ok=True)]
    assert table["kind"].tolist() == ["OUT", "LATE"]


def test_a_share_is_typed_in_percent_and_kept_as_a_fraction() -> None:
    app = AppTest.from_function(typed_table).run()

    assert app.dataframe[0].value["deposit"].tolist() == [30.0]
    assert app.session_state["typed"]["deposit"].tolist() == [0.3]
    assert app.session_state["typed"]["note"].tolist() == ["kept"]
