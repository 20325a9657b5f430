"""From the bytes of a file to checked frames, with a reason for every row that was refused."""
