"""Carnet: a complete national health record that anyone can run."""
