"""Input pictures, and the channels derived from them."""
