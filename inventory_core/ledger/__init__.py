"""Floor 1: what was ordered from suppliers, what of it came, and what is on its way."""
