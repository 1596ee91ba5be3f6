"""Documents' formats: parse, check, render. Pure functions on bytes."""
