"""Floor 2: what needs attention, and how good the forecasts were."""
