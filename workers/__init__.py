"""What is done to the data: cleaning, extraction and folding, each a pure function with a thin worker around it."""
