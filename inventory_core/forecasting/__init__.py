"""From daily demand to the distribution of total demand, one file for each model."""
