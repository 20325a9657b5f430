"""Floor 1: which names are one product, and what packs consist of."""
