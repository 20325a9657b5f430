"""What the app costs in time and memory, measured on real data beside its peers."""
