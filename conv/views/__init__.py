"""Data that the server sends to the pages."""
