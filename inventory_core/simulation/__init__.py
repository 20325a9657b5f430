"""Floor 2: the shop walked day by day, through its past and ahead."""
