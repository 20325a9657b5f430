"""How far off each model was on one product, as a small table."""

from inventory_core.domain.columns import some_of
from inventory_core.domain.frames import SCORES, Frame
from inventory_core.forecasting.words import model_label
from pages.shared import tables


def show(scores: Frame) -> None:
    """Show backtests (SCORES of one product), the best first."""
    if scores.empty:
        return
    tables.show(
        scores.sort_values("loss_units", kind="stable"),
        some_of(SCORES, "model", "miss_units", "bias_units", "loss_units"),
        key="scores",
        words={"model": model_label},
    )
