"""Records, entries and submissions: the one door to a record."""
