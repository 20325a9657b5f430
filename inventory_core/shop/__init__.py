"""Floor 3: the shop at a moment, for page and terminal alike, and what a seller does to it."""
