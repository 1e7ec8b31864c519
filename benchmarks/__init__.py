"""How fast, beside whom; `make bench` runs it all."""
