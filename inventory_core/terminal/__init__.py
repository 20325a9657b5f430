"""Floor 4: the parts of the command line."""
