"""From a forecast to decisions, one file for each idea of inventory theory."""
