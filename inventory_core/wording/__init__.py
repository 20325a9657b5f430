"""Facts turned into sentences that a shop owner reads: the only place where they are made."""
