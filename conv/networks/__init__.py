"""Whole networks, published or uploaded: their operations, and their cost by different counting conventions."""
