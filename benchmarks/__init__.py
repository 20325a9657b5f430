"""What the app costs in time and memory, and how well it forecasts, measured beside its peers."""
