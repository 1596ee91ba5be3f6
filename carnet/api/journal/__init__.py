"""The public door of the journal: signed heads and how the log grew, without any identity."""
