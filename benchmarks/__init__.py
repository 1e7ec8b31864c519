"""Benchmarks of the backend, the server and the pages. `make bench` runs all but the load test."""
