"""Floor 0: the values and words that all rooms share; it knows no other room."""
