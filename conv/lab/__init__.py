"""One experiment: settings, limits and execution."""
