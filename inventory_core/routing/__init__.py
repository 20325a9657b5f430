"""Floor 1: the seller's own rounds to customers: in which order, at what time, at what cost."""
