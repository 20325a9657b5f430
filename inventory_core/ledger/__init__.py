"""Floor 1: what was ordered from suppliers and by customers, what came and what was shipped."""
