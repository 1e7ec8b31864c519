"""The pictures that are convolved, and the channels made of them."""
