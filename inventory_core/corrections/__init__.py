"""What is no usual demand: found in the sales, or told by the seller."""
