"""What documents say: their words and their values, read by the service."""
