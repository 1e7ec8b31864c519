"""Whole networks: the tables of papers or one's own, their operations, and what these cost however one counts."""
