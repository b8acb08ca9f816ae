"""What a doctor can read and sign: needs, red flags and care rules as dated data, and how they are read."""
