"""A small gift shop that does not exist, to try the app with."""
