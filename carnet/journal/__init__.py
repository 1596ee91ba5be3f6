"""The one trace, append-only and provable."""
