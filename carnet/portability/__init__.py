"""Records taken along: whole or in part, out and in."""
