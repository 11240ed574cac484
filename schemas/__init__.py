"""What travels: articles, blocks, events, records and rows. No input or output happens here."""
