"""Measurements: `newsfold bench way` measures an article's whole way, side by side with bare spaCy."""
