"""What reaches the seller: mail, and days in a calendar."""
