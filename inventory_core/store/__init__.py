"""Floor 1: the seller's data in one DuckDB file; the only room with SQL."""
