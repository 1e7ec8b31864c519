"""Published networks, as their papers define them."""
