"""The shop in figures: what the stock is worth, how it turns, what it earns, what was missed."""
