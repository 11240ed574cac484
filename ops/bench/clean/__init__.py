"""Measuring the clean step beside what else cleans pages and finds near-duplicates."""
