"""Long attacks on our own house, each with its own temporary database: ``make tamper``."""
