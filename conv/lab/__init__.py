"""One experiment: its description, its limits, and its run."""
