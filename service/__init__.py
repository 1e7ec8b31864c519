"""From a socket to the page: how the lab is deployed, protected and sent. Knows nothing of convolutions."""
