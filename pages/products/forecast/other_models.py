"""What other models expect of the product that is looked at."""

import streamlit as st

from inventory_core.domain.errors import ForecastError, LibraryError
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.language import gettext as _
from inventory_core.forecasting import engine
from inventory_core.forecasting.words import model_label
from pages.shared import session


def pick(sku: str, used: str) -> dict[str, Forecast]:
    """Let the seller choose models to compare; return their forecasts by the names of the menu.

    A model that needs more history, or a library, says so in place of its line.
    """
    chosen = st.multiselect(
        _("Compare with"),
        [name for name in engine.MODEL_NAMES if name != used],
        format_func=model_label,
        placeholder=_("Other models, drawn on the chart"),
        key=f"compare {sku} {used}",
    )
    past, forecasts = session.shop().past, {}
    for name in chosen:
        try:
            with st.spinner(_("Fitting the model…")):
                forecasts[model_label(name)] = past.forecast_by(name, sku)
        except LibraryError as error:
            st.caption(str(error))
        except ForecastError:
            st.caption(
                _("{model} needs more history of this product than there is.").format(
                    model=model_label(name)
                )
            )
    return forecasts
