"""A synthetic nation and stand-ins for the outside world. Never loaded in production."""
