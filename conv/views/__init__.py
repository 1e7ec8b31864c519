"""What a page is sent of an experiment."""
