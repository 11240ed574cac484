"""Queries as SQL that both stores understand."""
