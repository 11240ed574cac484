"""The rows that people read, and the tables they stand in, by what they are about."""
