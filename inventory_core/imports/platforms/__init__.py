"""One file for each platform: its reports, each a declaration, in the order of trial."""
