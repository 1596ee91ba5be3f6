"""Pages of families."""
