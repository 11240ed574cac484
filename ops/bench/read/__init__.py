"""`newsfold bench read`: what answers take while the log grows and is folded."""
