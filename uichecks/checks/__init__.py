"""The twenty checks, by what they look at."""
