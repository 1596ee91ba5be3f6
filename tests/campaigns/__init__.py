"""The campaigns, some rounds of each."""
